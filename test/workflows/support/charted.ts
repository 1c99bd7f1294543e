import type { AnyStateMachine } from 'xstate';
import type { Chart } from '../../../workflows/chart.js';

/** A chart's machine whose guards say what they answered. */
export interface Charted {
  readonly machine: AnyStateMachine;
  /** Guard name -> the answers it ever gave. */
  readonly guardsSeen: Map<string, Set<boolean>>;
  /** Guards that said no since the list was last emptied. */
  readonly refusedBy: string[];
}

type Guard = (args: { context: unknown; event: unknown }, params: unknown) => boolean;

/** A private copy of the chart's machine, so that watching it does not change the chart. */
export function charted(chart: Chart): Charted {
  const guardsSeen = new Map<string, Set<boolean>>();
  const refusedBy: string[] = [];
  const watched =
    (name: string, guard: Guard): Guard =>
    (args, params) => {
      const answer = guard(args, params);
      guardsSeen.set(name, (guardsSeen.get(name) ?? new Set()).add(answer));
      if (!answer) refusedBy.push(name);
      return answer;
    };
  const written = Object.entries(chart.machine.implementations.guards as unknown as Record<string, Guard>);
  const guards = Object.fromEntries(written.map(([name, guard]) => [name, watched(name, guard)]));
  return { machine: chart.machine.provide({ guards } as never) as AnyStateMachine, guardsSeen, refusedBy };
}
