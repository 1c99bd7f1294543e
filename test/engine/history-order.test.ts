import { describe, expect, it } from '@jest/globals';
import { setup } from 'xstate';
import type { ChartDefinition } from '../../src/engine/index.js';
import { restore } from '../../src/engine/charts/restore.js';
import { firstStep, nextStep } from '../../src/engine/charts/step.js';

const machine = setup({}).createMachine({
  id: 'kettle',
  initial: 'live',
  states: {
    live: {
      type: 'parallel',
      on: { PAUSE: 'paused' },
      states: {
        temperature: { initial: 'cold', states: { cold: {} } },
        lid: { initial: 'open', states: { open: {} } },
        asBefore: { type: 'history', history: 'deep' },
      },
    },
    paused: { on: { RESUME: 'live.asBefore' } },
  },
});
const chart = { name: 'kettle', version: 1, machine, audience: () => [] } as unknown as ChartDefinition;

describe('a state that remembers where it was', () => {
  it('is stored alike whatever order the database gives the regions in', () => {
    const { snapshot } = firstStep(chart, {});
    const byMachine = { ...snapshot, value: { live: { temperature: 'cold', lid: 'open' } } };
    const byDatabase = { ...snapshot, value: { live: { lid: 'open', temperature: 'cold' } } };
    const paused = (stored: typeof snapshot) =>
      nextStep(chart, restore(machine, stored), { type: 'PAUSE', at: '', by: '' }).snapshot;
    expect(paused(byDatabase)).toEqual(paused(byMachine));
  });
});
