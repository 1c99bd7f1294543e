import type { AnyMachineSnapshot, AnyStateMachine } from 'xstate';
import type { Persisted } from './definition.js';
import { inertScope } from './inert-scope.js';

/** A stored snapshot that this machine cannot take up again. */
export class SnapshotUnusable extends Error {}

/**
 * Brings a stored snapshot back to life without starting anything. `resolveState` would lose history; `restoreSnapshot`
 * keeps it. Throws SnapshotUnusable with the reason.
 */
export function restore(machine: AnyStateMachine, stored: Persisted): AnyMachineSnapshot {
  let snapshot: AnyMachineSnapshot;
  try {
    snapshot = machine.restoreSnapshot(stored as never, inertScope(machine) as never) as AnyMachineSnapshot;
  } catch (error) {
    throw new SnapshotUnusable(error instanceof Error ? error.message : String(error), { cause: error });
  }
  if (snapshot.status === 'error') throw new SnapshotUnusable(String(snapshot.error));
  return snapshot;
}

/**
 * What is stored of a snapshot: JSON, without actors. XState lists what a history state remembers in the order of the
 * regions, and jsonb does not keep that order: sorted, the fold of the log and the stored snapshot say the same.
 */
export function persist(machine: AnyStateMachine, snapshot: AnyMachineSnapshot): Persisted {
  const stored = machine.getPersistedSnapshot(snapshot) as unknown as Persisted;
  const remembered = stored['historyValue'] as
    Readonly<Record<string, readonly { id: string }[]>> | undefined;
  if (!remembered) return stored;
  const sorted = Object.entries(remembered).map(([key, states]) => [
    key,
    [...states].sort((one, other) => (one.id < other.id ? -1 : 1)),
  ]);
  return { ...stored, historyValue: Object.fromEntries(sorted) as Record<string, unknown> };
}

/** A state in one line: 'live.drafting'; leaves of parallel regions sorted and joined by ' + '. */
export function pathOf(value: unknown): string {
  return leaves(value, '').sort().join(' + ');
}

function leaves(value: unknown, prefix: string): string[] {
  if (typeof value === 'string') return [prefix + value];
  const entries = Object.entries(value as Record<string, unknown>);
  return entries.flatMap(([key, inner]) =>
    inner !== null && typeof inner === 'object' && Object.keys(inner).length === 0
      ? [prefix + key]
      : leaves(inner, `${prefix}${key}.`),
  );
}
