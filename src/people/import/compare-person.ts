import type { FieldChange, KnownPerson, PlainField } from './staff-changes.js';
import type { StaffRecord } from './staff-row.js';

const PLAIN_FIELDS: readonly Exclude<PlainField, 'extra'>[] = [
  'title',
  'forename',
  'surname',
  'email',
  'staffCode',
  'jobTitle',
  'staffGroup',
  'department',
  'fte',
  'startDate',
  'roles',
  'workingDays',
  'termTimeOnly',
  'ect',
];

/** Field by field what a row says that is not known yet. A column that the file does not have says nothing. */
export function comparePerson(known: KnownPerson, row: StaffRecord): FieldChange[] {
  const changes: FieldChange[] = [];
  for (const field of PLAIN_FIELDS) {
    const fresh = row[field];
    const old = known[field] ?? null;
    if (fresh !== undefined && !same(old, fresh)) changes.push({ field, old, new: fresh });
  }
  const extra = { ...known.extra, ...row.extra };
  const differs = Object.entries(row.extra).some(([header, text]) => (known.extra[header] ?? '') !== text);
  if (differs) changes.push({ field: 'extra', old: known.extra, new: extra });
  return changes;
}

/** Lists (roles, working days) are sets here: their order means nothing. */
function same(old: unknown, fresh: unknown): boolean {
  if (Array.isArray(old) && Array.isArray(fresh))
    return old.length === fresh.length && fresh.every((entry) => old.includes(entry));
  return old === fresh;
}
