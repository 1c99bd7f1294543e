import { describe, expect, test } from '@jest/globals';
import { createMachine } from 'xstate';
import type { AnyStateMachine } from 'xstate';
import { hostProblems, lint } from '../../src/engine/index.js';
import type { ChartDefinition } from '../../src/engine/index.js';
import { newHost } from './support/handlers.js';
import { parcel } from './support/parcel.js';

const meta = { label: 'A', explain: 'B' };

/** A chart around a machine that has something wrong with it. */
function chart(machine: AnyStateMachine, more: Partial<ChartDefinition> = {}): ChartDefinition {
  return { ...parcel, name: 'thing', machine, events: {}, clocks: {}, commands: {}, facts: {}, ...more };
}
const problems = (states: object, more: Partial<ChartDefinition> = {}) =>
  lint(chart(createMachine({ id: 'thing', initial: 'a', states } as never), more)).join('\n');
const go = { events: { GO: { label: 'Go', explain: 'Goes.', by: ['clerk'] } } };

describe('The chart lint', () => {
  test('finds nothing wrong with a sound chart', () => {
    expect(lint(parcel)).toEqual([]);
  });
  test('wants a delay to be named and to have a clock', () => {
    expect(problems({ a: { meta, after: { 1000: 'z' } }, z: { meta, type: 'final' } })).toContain(
      'name the delay',
    );
    expect(problems({ a: { meta, after: { someday: 'z' } }, z: { meta, type: 'final' } })).toContain(
      'delay "someday" of state thing.a has no clock rule',
    );
  });
  test('wants every state reachable, with a way out, and explained', () => {
    const states = { a: { meta, on: { GO: 'z' } }, lonely: { meta, on: { GO: 'z' } }, z: { type: 'final' } };
    expect(problems(states, go)).toContain('state thing.lonely cannot be reached');
    expect(problems(states, go)).toContain('state thing.z has no label');
    expect(problems({ a: { meta } })).toContain('state thing.a has no way out');
  });
  test('refuses actors, inline effects, wildcards and unknown actions', () => {
    const z = { meta, type: 'final' };
    expect(problems({ a: { meta, invoke: { src: 'x' }, on: { GO: 'z' } }, z }, go)).toContain(
      'invokes an actor',
    );
    expect(problems({ a: { meta, entry: () => undefined, on: { GO: 'z' } }, z }, go)).toContain(
      'inline action',
    );
    expect(problems({ a: { meta, on: { '*': 'z' } }, z })).toContain('wildcard');
    expect(problems({ a: { meta, entry: 'dance', on: { GO: 'z' } }, z }, go)).toContain('action "dance"');
  });
  test('wants the table of events to match the machine, and every refusal worded', () => {
    const z = { meta, type: 'final' };
    expect(problems({ a: { meta, on: { GO: 'z' } }, z })).toContain('event GO has no entry');
    expect(problems({ a: { meta, always: 'z' }, z }, go)).toContain(
      'event GO is named but no state takes it',
    );
    expect(problems({ a: { meta, on: { GO: { target: 'z', guard: 'may' } } }, z }, go)).toContain(
      'guard "may" gives no reason',
    );
  });
});

describe('The boot check', () => {
  test('finds nothing wrong when every command has one handler', () => {
    expect(hostProblems([parcel], newHost())).toEqual([]);
  });
  test('names commands without a handler, with two, and handlers without a command', () => {
    const host = newHost();
    host.handlers.pop();
    expect(hostProblems([parcel], host)).toEqual([
      'Command "sendCard" has no handler: register one with the host.',
    ]);
    const doubled = newHost();
    doubled.handle(doubled.handlerOf('sendCard'), { command: 'dance', handle: () => Promise.resolve() });
    expect(hostProblems([parcel], doubled)).toEqual([
      'Command "sendCard" has more than one handler.',
      'Handler "dance" is not named by any chart: remove it or its chart is missing.',
    ]);
  });
  test('names facts that nobody provides and clocks that nobody can answer', () => {
    const host = newHost();
    host.facts.pop();
    expect(hostProblems([{ ...parcel, clocks: { ...parcel.clocks, lost: { moons: 1 } } }], host)).toEqual([
      'Fact "shelf" has no provider.',
      'Delay "lost" of chart parcel v1: the rule names no seconds, minutes, hours or days.',
    ]);
  });
});
