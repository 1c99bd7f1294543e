import type { ColumnPlan } from './staff-columns.js';
import type { Findings } from './staff-problem.js';
import type { IsoDate, StaffField, StaffRow } from './staff-row.js';

/** Groups in which having no work e-mail is normal: a reviewer enters for them, and they confirm on paper. */
const OFTEN_WITHOUT_EMAIL = new Set(['midday', 'catering', 'site', 'governor']);

/** What must hold between people: nobody twice, somebody in each post, dates in order. */
export function checkPeople(
  rows: readonly StaffRow[],
  columns: ColumnPlan,
  today: IsoDate,
  findings: Findings,
): void {
  const header = (field: StaffField): string => columns.at.get(field)?.header ?? '';
  checkTwice(rows, header, findings);
  checkPosts(rows, header, columns, today, findings);
  for (const row of rows) {
    const { startDate, leaveDate, line } = row;
    if (startDate && leaveDate && leaveDate < startDate)
      findings.problem(
        'leftBeforeStart',
        line,
        header('leaveDate'),
        leaveDate,
        `A leaving date on or after the start date, ${startDate}.`,
      );
    else if (leaveDate && leaveDate < today)
      findings.warn(
        'leftAlready',
        line,
        header('leaveDate'),
        leaveDate,
        'This day has passed: read as a leaver.',
      );
    if (row.email === null && !OFTEN_WITHOUT_EMAIL.has(row.staffGroup))
      findings.warn(
        'noEmail',
        line,
        header('email'),
        '',
        'Cannot sign in: their line manager enters for them.',
      );
  }
}

function checkTwice(
  rows: readonly StaffRow[],
  header: (field: StaffField) => string,
  findings: Findings,
): void {
  for (const [row, first] of repeats(rows, (candidate) => candidate.externalId || null))
    findings.problem(
      'duplicateId',
      row.line,
      header('externalId'),
      row.externalId,
      `An id of one person only: ${fullName(first)} has it on line ${first.line}.`,
    );
  for (const [row, first] of repeats(rows, (candidate) => candidate.email))
    findings.problem(
      'duplicateEmail',
      row.line,
      header('email'),
      row.email ?? '',
      `An address of one person only: ${fullName(first)} has it on line ${first.line}. A shared address is left blank.`,
    );
  for (const [row, first] of repeats(rows, (candidate) => candidate.staffCode?.toLowerCase() ?? null))
    findings.warn(
      'sameStaffCode',
      row.line,
      header('staffCode'),
      row.staffCode ?? '',
      `${fullName(first)}, line ${first.line}, has the same code.`,
    );
  for (const [row, first] of repeats(rows, (candidate) => fullName(candidate).toLowerCase().trim() || null))
    if (row.externalId !== first.externalId)
      findings.warn(
        'sameName',
        row.line,
        header('surname'),
        fullName(row),
        `Line ${first.line} has the same name under another id: one person or two?`,
      );
}

/** Every later row with a key that an earlier row has, with that earlier row. */
function repeats(rows: readonly StaffRow[], keyOf: (row: StaffRow) => string | null): [StaffRow, StaffRow][] {
  const first = new Map<string, StaffRow>();
  const found: [StaffRow, StaffRow][] = [];
  for (const row of rows) {
    const key = keyOf(row);
    if (key === null) continue;
    const earlier = first.get(key);
    if (earlier) found.push([row, earlier]);
    else first.set(key, row);
  }
  return found;
}

function checkPosts(
  rows: readonly StaffRow[],
  header: (field: StaffField) => string,
  columns: ColumnPlan,
  today: IsoDate,
  findings: Findings,
): void {
  if (!columns.at.has('roles') || rows.length === 0) return;
  const inPost = rows.filter((row) => !hasLeft(row, today));
  const heads = inPost.filter((row) => row.roles.includes('head'));
  if (heads.length === 0)
    findings.problem(
      'noHead',
      0,
      header('roles'),
      '',
      `One person with the role "head".${likely(inPost, HEADS, 'head')}`,
    );
  for (const head of heads.slice(1))
    findings.warn(
      'severalHeads',
      head.line,
      header('roles'),
      fullName(head),
      'A second head: do they share the post?',
    );
  if (!inPost.some((row) => row.roles.includes('cpd-leader')))
    findings.problem(
      'noCpdLeader',
      0,
      header('roles'),
      '',
      `One person with the role "cpd-leader".${likely(inPost, LEADERS, 'cpd-leader')} In a small school it may be the head: "head;cpd-leader".`,
    );
}

const HEADS = /^(?:executive )?(?:head ?teacher|principal)\b/i;
const LEADERS = /\b(?:CPD|professional (?:learning|development))\b/i;

function likely(rows: readonly StaffRow[], title: RegExp, role: string): string {
  const person = rows.find((row) => title.test(row.jobTitle));
  return person
    ? ` ${fullName(person)}, line ${person.line}, is "${person.jobTitle}": write ${role} there.`
    : '';
}

/** Whether a person's last day in post has passed. */
export function hasLeft(person: { readonly leaveDate?: IsoDate | null }, today: IsoDate): boolean {
  return typeof person.leaveDate === 'string' && person.leaveDate < today;
}

/** Forename and surname. */
export function fullName(person: { readonly forename: string; readonly surname: string }): string {
  return `${person.forename} ${person.surname}`;
}
