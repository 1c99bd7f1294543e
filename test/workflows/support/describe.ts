import { expect } from '@jest/globals';
import type { Chart, StateMeta } from '../../../workflows/chart.js';
import { builtInCommands } from '../../../workflows/chart.js';
import { stateNodes } from './walk.js';

/**
 * Fails with the list of what a chart leaves unsaid: a state without label, an event without sender, a delay without
 * clock rule, a guard without a worded refusal, a command without rule, a duty that nothing discharges; and the reverse.
 */
export function expectFullyDescribed(chart: Chart): void {
  const nodes = stateNodes(chart.machine);
  const { guards, actions, delays } = chart.machine.implementations;
  const types = [...new Set(nodes.flatMap((node) => [...node.transitions.keys()]))];
  const events = types.filter((type) => !type.startsWith('xstate.'));
  const armed = types
    .filter((type) => type.startsWith('xstate.after.'))
    .map((type) => type.split('.')[2] ?? type);
  const people = nodes.filter((node) => node.type !== 'history');
  const meta = (node: (typeof nodes)[number]) => node.meta as StateMeta | undefined;
  const duties = people.flatMap((node) => (meta(node)?.duties ?? []).map((duty) => ({ duty, node })));
  expect({
    machineId: chart.machine.id,
    statesWithoutWords: people
      .filter((node) => !meta(node)?.label || !meta(node)?.explain)
      .map((node) => node.id),
    events: [...events].sort(),
    delays: [...new Set(armed)].sort(),
    declaredDelays: Object.keys(delays).sort(),
    guards: Object.keys(guards).sort(),
    commands: Object.keys(actions).sort(),
    dutiesWithoutEvent: duties
      .filter(({ duty }) => !events.includes(duty.event))
      .map(({ duty }) => duty.name),
    dutiesWithoutClock: duties
      .filter(({ duty }) => duty.due !== undefined && !(duty.due in chart.clocks))
      .map(({ duty }) => duty.name),
    eventsWithoutSender: Object.keys(chart.events).filter((name) => chart.events[name]?.by.length === 0),
    factsOfUnknownEvents: Object.keys(chart.facts ?? {}).filter((name) => !events.includes(name)),
  }).toEqual({
    machineId: chart.name,
    statesWithoutWords: [],
    events: Object.keys(chart.events).sort(),
    delays: Object.keys(chart.clocks).sort(),
    declaredDelays: Object.keys(chart.clocks).sort(),
    guards: Object.keys(chart.refusals).sort(),
    commands: [...new Set([...Object.keys(chart.commands), ...builtInsUsed(Object.keys(actions))])].sort(),
    dutiesWithoutEvent: [],
    dutiesWithoutClock: [],
    eventsWithoutSender: [],
    factsOfUnknownEvents: [],
  });
}

function builtInsUsed(actions: readonly string[]): string[] {
  return Object.keys(builtInCommands).filter((name) => actions.includes(name));
}
