import type { KnownPerson, StaffChanges, StaffRecord } from './import/index.js';

/** A person as they will be, and as they were; no `before` for a joiner. */
export interface StaffAfter {
  readonly after: KnownPerson;
  readonly before?: KnownPerson;
}

/**
 * Everybody whose row is written when a plan is carried out. Pure.
 * @param idOf the id of a joiner's new record, from their id in the file
 */
export function staffAfter(
  known: readonly KnownPerson[],
  plan: StaffChanges,
  idOf: (externalId: string) => string,
): StaffAfter[] {
  const before = new Map(known.map((person) => [person.externalId, person]));
  const touched = new Map<string, KnownPerson>();
  const set = (externalId: string, values: Partial<StaffRecord>): void => {
    const person = touched.get(externalId) ?? before.get(externalId);
    if (person) touched.set(externalId, { ...person, ...values });
  };
  for (const { externalId, changes } of plan.changed) {
    for (const { field, new: value } of changes) set(externalId, { [field]: value });
  }
  for (const moved of plan.lineManagerChanged) set(moved.externalId, { lineManagerId: moved.new });
  for (const { externalId, leaveDate } of [...plan.leavers, ...plan.returned]) set(externalId, { leaveDate });
  return [
    ...plan.joiners.map((joiner) => ({ after: { ...joiner, personId: idOf(joiner.externalId) } })),
    ...[...touched.values()].map((after) => ({ after, before: before.get(after.externalId) })),
  ];
}
