import type { AnyMachineSnapshot } from 'xstate';
import type { Walk } from './walk.js';

/** Counts states that are left again in the same step (they only choose the way) as reached once one of their ways was taken. */
export function passingThrough(walk: Walk): Walk {
  const left = [...walk.transitionsTaken].map((name) => name.split(' on ')[0] ?? name);
  const around = (id: string): string[] =>
    id.split('.').map((_, at, path) => path.slice(0, at + 1).join('.'));
  return { ...walk, statesReached: new Set([...walk.statesReached, ...left.flatMap(around)]) };
}

/** Two snapshots are the same place when they stand in the same states and agree in these context keys. */
export const placedBy =
  (...keys: readonly string[]) =>
  (snapshot: AnyMachineSnapshot): string => {
    const context = snapshot.context as Record<string, unknown>;
    return JSON.stringify([snapshot.value, keys.map((key) => context[key])]);
  };

/** What several walks saw between them: regions that run side by side are walked one at a time. */
export function together(...walks: readonly Walk[]): Walk {
  const all = <T>(pick: (walk: Walk) => ReadonlySet<T>) => new Set(walks.flatMap((walk) => [...pick(walk)]));
  const guards = all((walk) => new Set(walk.guardsSeen.keys()));
  return {
    statesReached: all((walk) => walk.statesReached),
    transitionsTaken: all((walk) => walk.transitionsTaken),
    guardsSeen: new Map(
      [...guards].map((guard) => [guard, all((walk) => walk.guardsSeen.get(guard) ?? new Set())]),
    ),
    commandsOrdered: all((walk) => walk.commandsOrdered),
    standing: new Map(walks.flatMap((walk) => [...walk.standing])),
    tried: new Map(walks.flatMap((walk) => [...walk.tried])),
    places: walks.reduce((sum, walk) => sum + walk.places, 0),
  };
}
