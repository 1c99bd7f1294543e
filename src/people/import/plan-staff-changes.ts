import { fullName, hasLeft } from './check-people.js';
import { comparePerson } from './compare-person.js';
import type {
  KnownPerson,
  Leaver,
  LineManagerChanged,
  Missing,
  PersonChanged,
  Refusal,
  Returned,
  StaffChanges,
} from './staff-changes.js';
import type { IsoDate, StaffRecord } from './staff-row.js';

/** More than this share of the people in post missing means the wrong file or half an export. */
const MISSING_REFUSED_ABOVE = 0.1;

export interface PlanOptions {
  /** The school has confirmed that this many people may be missing; they are still only asked about. */
  readonly allowMissing?: boolean;
}

/**
 * The difference between what is known and an accepted file. Matched by external id. Pure: applying the plan and
 * planning again with the same rows gives a plan that changes nothing.
 */
export function planStaffChanges(
  known: readonly KnownPerson[],
  rows: readonly StaffRecord[],
  today: IsoDate,
  options: PlanOptions = {},
): StaffChanges {
  const knownById = new Map(known.map((person) => [person.externalId, person]));
  const inFile = new Map(rows.map((row) => [row.externalId, row]));
  const inPost = known.filter((person) => !hasLeft(person, today));
  const missing = inPost.filter((person) => !inFile.has(person.externalId)).sort(byId);
  const plan = {
    joiners: [] as StaffRecord[],
    changed: [] as PersonChanged[],
    lineManagerChanged: [] as LineManagerChanged[],
    leavers: [] as Leaver[],
    returned: [] as Returned[],
    neverHere: [] as string[],
    unchanged: [] as string[],
  };
  for (const row of [...inFile.values()].sort(byId)) {
    const person = knownById.get(row.externalId);
    if (person) addKnown(plan, person, row, today);
    else if (hasLeft(row, today)) plan.neverHere.push(row.externalId);
    else plan.joiners.push(withoutLine(row));
  }
  return {
    ...plan,
    missing: missing.map((person): Missing => ({ ...about(person), name: fullName(person) })),
    refused: [
      ...refuseMissing(missing.length, inPost.length, options),
      ...refuseEmails(known, inFile, knownById, today),
    ],
  };
}

interface Lists {
  changed: PersonChanged[];
  lineManagerChanged: LineManagerChanged[];
  leavers: Leaver[];
  returned: Returned[];
  unchanged: string[];
}

function addKnown(plan: Lists, person: KnownPerson, row: StaffRecord, today: IsoDate): void {
  const changes = comparePerson(person, row);
  const moved = row.lineManagerId !== person.lineManagerId;
  const leaving = leaveChange(person, row, today);
  if (changes.length > 0) plan.changed.push({ ...about(person), changes });
  if (moved)
    plan.lineManagerChanged.push({ ...about(person), old: person.lineManagerId, new: row.lineManagerId });
  if (leaving?.kind === 'leaver') plan.leavers.push(leaving.leaver);
  if (leaving?.kind === 'returned') plan.returned.push(leaving.returned);
  if (changes.length === 0 && !moved && !leaving) plan.unchanged.push(person.externalId);
}

type LeaveChange = { kind: 'leaver'; leaver: Leaver } | { kind: 'returned'; returned: Returned };

function leaveChange(person: KnownPerson, row: StaffRecord, today: IsoDate): LeaveChange | undefined {
  const old = person.leaveDate ?? null;
  const leaveDate = row.leaveDate === undefined ? old : row.leaveDate;
  if (leaveDate === old) return undefined;
  if (old !== null && hasLeft(person, today) && !hasLeft({ leaveDate }, today))
    return { kind: 'returned', returned: { ...about(person), leftOn: old, leaveDate } };
  return {
    kind: 'leaver',
    leaver: { ...about(person), old, leaveDate, gone: hasLeft({ leaveDate }, today) },
  };
}

function refuseMissing(missing: number, inPost: number, options: PlanOptions): Refusal[] {
  if (options.allowMissing === true || missing <= inPost * MISSING_REFUSED_ABOVE) return [];
  const expected =
    `${missing} of ${inPost} people in post are not in this file. Is it the whole staff? ` +
    'If it is, allow missing people and answer for each of them.';
  return [{ code: 'tooManyMissing', missing, inPost, expected }];
}

/** An e-mail belongs to one person for good: records of a person who left must not open to a newcomer. */
function refuseEmails(
  known: readonly KnownPerson[],
  inFile: ReadonlyMap<string, StaffRecord>,
  knownById: ReadonlyMap<string, KnownPerson>,
  today: IsoDate,
): Refusal[] {
  const kept = new Map(
    known
      .filter((person) => person.email !== null && !inFile.has(person.externalId))
      .map((person) => [person.email, person]),
  );
  const refusals: Refusal[] = [];
  for (const row of [...inFile.values()].sort(byId)) {
    const owner = row.email === null ? undefined : kept.get(row.email);
    const ignored = !knownById.has(row.externalId) && hasLeft(row, today);
    if (!owner || row.email === null || ignored) continue;
    const expected =
      `${row.email} belongs to ${fullName(owner)}, id ${owner.externalId}, who is not in this file. ` +
      'If it is the same person, keep their old id; if not, give the newcomer another address.';
    refusals.push({
      code: 'emailOfAnother',
      externalId: row.externalId,
      email: row.email,
      known: about(owner),
      expected,
    });
  }
  return refusals;
}

function about(person: KnownPerson): { personId: string; externalId: string } {
  return { personId: person.personId, externalId: person.externalId };
}

/** The line of the file is no part of a person: the plan is the same whatever the order of rows. */
function withoutLine(row: StaffRecord & { readonly line?: number }): StaffRecord {
  const { line: _line, ...record } = row;
  return record;
}

const ID_ORDER = new Intl.Collator('en', { numeric: true });

function byId(a: { readonly externalId: string }, b: { readonly externalId: string }): number {
  return ID_ORDER.compare(a.externalId, b.externalId) || (a.externalId < b.externalId ? -1 : 1);
}
