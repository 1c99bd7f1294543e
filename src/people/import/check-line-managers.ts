import { fullName, hasLeft } from './check-people.js';
import { plainWord } from './plain-word.js';
import type { ColumnPlan } from './staff-columns.js';
import type { Findings } from './staff-problem.js';
import type { IsoDate, StaffRow } from './staff-row.js';

/**
 * Everyone in post has a line manager who is in the file, except one person, the head; and nobody is, however far
 * up, their own line manager. Governors who stand in the file are nobody's staff and need none.
 */
export function checkLineManagers(
  rows: readonly StaffRow[],
  columns: ColumnPlan,
  today: IsoDate,
  findings: Findings,
): void {
  const column = columns.at.get('lineManagerId')?.header;
  if (column === undefined || !columns.at.has('externalId')) return;
  const byId = new Map<string, StaffRow>();
  for (const row of rows) if (!byId.has(row.externalId)) byId.set(row.externalId, row);
  checkBlank(rows, column, today, findings);
  const hints = new Hints(rows);
  for (const row of rows) {
    if (row.lineManagerId === null) continue;
    const manager = byId.get(row.lineManagerId);
    if (!manager)
      findings.problem(
        'lineManagerUnknown',
        row.line,
        column,
        row.lineManagerId,
        hints.about(row.lineManagerId),
      );
    else if (hasLeft(manager, today) && !hasLeft(row, today))
      findings.warn('lineManagerHasLeft', row.line, column, row.lineManagerId, leftSentence(manager));
  }
  for (const loop of loops(rows, byId)) reportLoop(loop, column, findings);
}

function leftSentence(manager: StaffRow): string {
  return `${fullName(manager)} left on ${manager.leaveDate}: this person needs a new reviewer.`;
}

function checkBlank(rows: readonly StaffRow[], column: string, today: IsoDate, findings: Findings): void {
  const blank = rows.filter(
    (row) => row.lineManagerId === null && row.staffGroup !== 'governor' && !hasLeft(row, today),
  );
  const head = blank.find((row) => row.roles.includes('head'));
  for (const row of blank)
    if (row !== head)
      findings.problem(
        'lineManagerMissing',
        row.line,
        column,
        '',
        `The id of ${fullName(row)}'s line manager. Only one person, the head, may have none.`,
      );
}

/** What a reference that is no id may have meant. */
class Hints {
  private readonly byWord = new Map<string, StaffRow | null>();

  constructor(rows: readonly StaffRow[]) {
    for (const row of rows)
      for (const word of [
        row.staffCode ?? '',
        row.email ?? '',
        fullName(row),
        `${row.surname}${row.forename}`,
      ]) {
        const key = plainWord(word);
        const before = this.byWord.get(key);
        this.byWord.set(key, before === undefined || before === row ? row : null);
      }
  }

  about(reference: string): string {
    const person = this.byWord.get(plainWord(reference));
    if (person)
      return `An id from this file. ${fullName(person)} may be meant: their id is ${person.externalId}.`;
    return 'An id from this file: nobody in it has this one.';
  }
}

/** Each loop of line managers once, beginning with its member that stands first in the file. */
function loops(rows: readonly StaffRow[], byId: ReadonlyMap<string, StaffRow>): StaffRow[][] {
  const walk = new Map<StaffRow, number>();
  const found: StaffRow[][] = [];
  rows.forEach((start, number) => {
    const path: StaffRow[] = [];
    let at: StaffRow | undefined = start;
    while (at && !walk.has(at)) {
      walk.set(at, number);
      path.push(at);
      at = at.lineManagerId === null ? undefined : byId.get(at.lineManagerId);
    }
    if (at && walk.get(at) === number && path.includes(at))
      found.push(firstInFile(path.slice(path.indexOf(at))));
  });
  return found;
}

function firstInFile(loop: StaffRow[]): StaffRow[] {
  const first = loop.reduce((best, row, index) => (row.line < (loop[best]?.line ?? 0) ? index : best), 0);
  return [...loop.slice(first), ...loop.slice(0, first)];
}

/** Names shown of a long loop. */
const NAMED = 12;

function reportLoop(loop: readonly StaffRow[], column: string, findings: Findings): void {
  const first = loop[0];
  if (!first) return;
  const names = loop.slice(0, NAMED).map(fullName);
  const more = loop.length > NAMED ? ` → and ${loop.length - NAMED} more` : '';
  const chain = `${names.join(' → ')}${more} → ${fullName(first)}`;
  const expected =
    loop.length === 1
      ? `${fullName(first)} is their own line manager: nobody reviews themselves.`
      : `Line managers run in a circle: ${chain}. One of them reports to somebody outside it.`;
  findings.problem('lineManagerLoop', first.line, column, first.lineManagerId ?? '', expected);
}
