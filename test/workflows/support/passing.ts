import type { AnyMachineSnapshot } from 'xstate';
import type { Walk } from './walk.js';

/** Counts states that are left again in the same step (they only choose the way) as reached once one of their ways was taken. */
export function passingThrough(walk: Walk): Walk {
  const left = [...walk.transitionsTaken].map((name) => name.split(' on ')[0] ?? name);
  return { ...walk, statesReached: new Set([...walk.statesReached, ...left]) };
}

/** Two snapshots are the same place when they stand in the same states and agree in these context keys. */
export const placedBy =
  (...keys: readonly string[]) =>
  (snapshot: AnyMachineSnapshot): string => {
    const context = snapshot.context as Record<string, unknown>;
    return JSON.stringify([snapshot.value, keys.map((key) => context[key])]);
  };
