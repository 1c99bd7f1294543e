import type { KnownPerson, StaffChanges } from '../../../src/people/import/index.js';

/** What a database does with a plan, in memory. */
export function applyPlan(known: readonly KnownPerson[], plan: StaffChanges): KnownPerson[] {
  const people = new Map(known.map((person) => [person.externalId, { ...person }]));
  for (const joiner of plan.joiners)
    people.set(joiner.externalId, { ...joiner, personId: `p${joiner.externalId}` });
  const set = (externalId: string, values: Record<string, unknown>): void => {
    const person = people.get(externalId);
    if (!person) throw new Error(`the plan changes ${externalId}, whom nobody knows`);
    people.set(externalId, { ...person, ...values });
  };
  for (const { externalId, changes } of plan.changed)
    for (const change of changes) set(externalId, { [change.field]: change.new });
  for (const moved of plan.lineManagerChanged) set(moved.externalId, { lineManagerId: moved.new });
  for (const { externalId, leaveDate } of [...plan.leavers, ...plan.returned]) set(externalId, { leaveDate });
  return [...people.values()];
}
