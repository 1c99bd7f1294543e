import { describe, expect, it } from '@jest/globals';
import { setup } from 'xstate';
import type { EventObject } from 'xstate';
import type { Chart } from '../../workflows/chart.js';
import { expectFullyDescribed } from './support/describe.js';
import { begin } from './support/step.js';
import { expectFullCoverage, walkChart } from './support/walk.js';

interface Knock extends EventObject {
  type: 'KNOCK' | 'PAUSE' | 'RESUME';
  at: string;
  by: string;
  loud?: boolean;
}
const meta = (label: string) => ({ label, explain: `${label}.` });

const machine = setup({
  types: { context: {} as { heard: number }, events: {} as Knock },
  actions: { answer: (_, _params: { how: string }) => {} },
  guards: { loudEnough: ({ event }) => event.loud === true },
  delays: { givesUpLapses: 0 },
}).createMachine({
  id: 'door',
  context: { heard: 0 },
  meta: meta('Door'),
  initial: 'live',
  states: {
    live: {
      meta: meta('In use'),
      initial: 'shut',
      on: { PAUSE: 'paused' },
      states: {
        shut: {
          meta: meta('Shut'),
          on: {
            KNOCK: {
              guard: 'loudEnough',
              target: 'opening',
              actions: { type: 'answer', params: { how: 'soon' } },
            },
          },
          after: { givesUpLapses: '#door.gone' },
        },
        opening: { meta: meta('Opening'), on: { KNOCK: '#door.gone' } },
        before: { type: 'history' as const, history: 'deep' as const },
      },
    },
    paused: { meta: meta('Paused'), on: { RESUME: 'live.before' } },
    gone: { type: 'final' as const, meta: meta('Gone') },
  },
});

const everyone = { label: 'x', explain: 'x', by: ['caller'] };
const door: Chart = {
  name: 'door',
  version: 1,
  title: 'Door',
  explain: 'A door.',
  machine,
  events: { KNOCK: everyone, PAUSE: everyone, RESUME: everyone },
  clocks: { givesUpLapses: { says: 'an hour later', after: { hours: 1 } } },
  commands: { answer: { label: 'Answered', when: 'afterCommit' } },
  refusals: { loudEnough: 'Knock louder.' },
  audience: () => ['everyone'],
};
const events = [
  { type: 'KNOCK' },
  { type: 'KNOCK', loud: true },
  { type: 'PAUSE' },
  { type: 'RESUME' },
] satisfies Pick<Knock, 'type' | 'loud'>[];

describe('the graph harness', () => {
  it('accepts a walk that saw every state, transition, guard answer and command', () => {
    expectFullCoverage(door, walkChart(door, { events, inputs: [{}] }));
    expectFullyDescribed(door);
  });

  it('fails when a guard never says no', () => {
    const walk = walkChart(door, { events: events.slice(1), inputs: [{}] });
    expect(() => expectFullCoverage(door, walk)).toThrow(/guardsNeverFalse[\s\S]*loudEnough/);
  });

  it('fails when a transition is never taken', () => {
    const walk = walkChart(door, { events: events.slice(0, 3), inputs: [{}] });
    expect(() => expectFullCoverage(door, walk)).toThrow(/RESUME #1/);
  });

  it('does not disturb the chart that it watches', () => {
    const before = machine.root.states['live']?.transitions.get('PAUSE')?.[0]?.actions.length;
    walkChart(door, { events, inputs: [{}] });
    expect(machine.root.states['live']?.transitions.get('PAUSE')?.[0]?.actions.length).toBe(before);
  });

  it('walks a trail and refuses one that fires a delay that is not running', () => {
    const walk = walkChart(door, { events: [], inputs: [{}], trails: [['after:givesUpLapses']] });
    expect(walk.statesReached.has('door.gone')).toBe(true);
    expect(() =>
      walkChart(door, { events: [], inputs: [{}], trails: [[{ type: 'PAUSE' }, 'after:givesUpLapses']] }),
    ).toThrow('No delay givesUpLapses');
  });

  it('fails when a refusal or a state has no words', () => {
    expect(() => expectFullyDescribed({ ...door, refusals: {} })).toThrow(/loudEnough/);
  });
});

describe('the stepping harness', () => {
  it('tells commands, delays and refusals of each step, and comes back from a pause to the same place', () => {
    const it = begin(door, {});
    expect(it.waiting).toEqual(['givesUpLapses']);
    expect(it.armed).toEqual(['givesUpLapses']);
    expect(it.refusal({ type: 'KNOCK' })).toBe('Knock louder.');
    expect(it.refusal({ type: 'RESUME' })).toBe('not allowed in this state');
    it.send({ type: 'KNOCK', loud: true } as EventObject);
    expect(it.ordered).toEqual([{ type: 'answer', params: { how: 'soon' } }]);
    expect(it.cancelled).toEqual(['givesUpLapses']);
    it.send({ type: 'PAUSE' }).send({ type: 'RESUME' });
    expect(it.is('live.opening')).toBe(true);
    expect(it.send({ type: 'KNOCK' }).finished).toBe(true);
    expect(it.history).toHaveLength(1);
  });
});
