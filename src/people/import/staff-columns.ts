import { nearest } from './nearest.js';
import { plainWord } from './plain-word.js';
import type { TableRow } from './parse-table.js';
import type { Findings } from './staff-problem.js';
import type { StaffField } from './staff-row.js';

interface Column {
  /** Header as our own documentation writes it. */
  readonly header: string;
  readonly required?: true;
  /** Other headers seen in exports, as `plainWord` leaves them. */
  readonly also: readonly string[];
}

/** The columns that are understood; all others are kept aside. */
export const STAFF_COLUMNS: Readonly<Record<StaffField, Column>> = {
  externalId: {
    header: 'Id',
    required: true,
    also: ['staffid', 'personid', 'employeeid', 'externalid', 'sourcedid'],
  },
  title: { header: 'Title', also: ['salutation'] },
  forename: { header: 'Forename', required: true, also: ['firstname', 'givenname', 'preferredforename'] },
  surname: { header: 'Surname', required: true, also: ['lastname', 'familyname', 'preferredsurname'] },
  email: { header: 'Email', required: true, also: ['emailaddress', 'workemail', 'workemailaddress'] },
  staffCode: { header: 'StaffCode', also: ['initials', 'code'] },
  jobTitle: { header: 'JobTitle', required: true, also: ['job', 'post', 'posttitle', 'position'] },
  staffGroup: {
    header: 'StaffGroup',
    required: true,
    also: ['group', 'staffcategory', 'category', 'stafftype'],
  },
  department: { header: 'Department', also: ['dept', 'faculty', 'team'] },
  fte: { header: 'FTE', also: ['fulltimeequivalent', 'ftehours'] },
  startDate: { header: 'StartDate', required: true, also: ['datestarted', 'employmentstart', 'joined'] },
  leaveDate: { header: 'LeaveDate', also: ['leavingdate', 'enddate', 'dateleft', 'employmentend'] },
  lineManagerId: {
    header: 'LineManagerId',
    required: true,
    also: ['linemanager', 'managerid', 'reviewerid'],
  },
  roles: { header: 'Roles', required: true, also: ['role', 'cpdroles'] },
  workingDays: { header: 'WorkingDays', also: ['daysworked', 'contracteddays'] },
  termTimeOnly: { header: 'TermTimeOnly', also: ['tto', 'termtime'] },
  ect: { header: 'ECT', also: ['earlycareerteacher', 'nqt'] },
};

const FIELDS = Object.keys(STAFF_COLUMNS) as StaffField[];

/** Data that professional development has no use for: kept out of sight is not enough, it should not be sent. */
const PRIVATE =
  /nationalinsurance|ninumber|nino$|dateofbirth|birthdate|^dob$|salary|paypoint|bank|sortcode|ethnic|religion|disab|sexual|homeaddress|passport|dbs/;

export interface ColumnPlan {
  /** Where each field stands. A field that the file does not have is missing. */
  readonly at: ReadonlyMap<StaffField, { readonly index: number; readonly header: string }>;
  readonly extra: readonly { readonly index: number; readonly header: string }[];
  readonly width: number;
}

/**
 * Finds the columns by header, ignoring case, spaces and signs.
 * @param map header in the file -> our header or field name, for columns that a school has renamed
 */
export function planColumns(
  header: TableRow,
  map: Readonly<Record<string, string>>,
  findings: Findings,
): ColumnPlan {
  const headers = header.cells.map((cell) => cell.normalize('NFC').trim());
  const mapped = readMap(headers, map, header.line, findings);
  const at = new Map<StaffField, { index: number; header: string }>();
  const extra: { index: number; header: string }[] = [];
  const taken = new Set(mapped.values());
  headers.forEach((name, index) => {
    const field = mapped.get(plainWord(name)) ?? fieldNamed(name);
    const own = mapped.has(plainWord(name)) || (field !== undefined && !taken.has(field));
    const before = field && at.get(field);
    if (field && own && before)
      findings.problem('duplicateColumn', header.line, name, name, doubled(field, before.header));
    else if (field && own) at.set(field, { index, header: name });
    else if (name !== '') extra.push({ index, header: freeName(name, extra) });
  });
  reportMissing(header.line, at, extra, findings);
  reportExtra(header.line, extra, findings);
  return { at, extra, width: headers.length };
}

function doubled(field: StaffField, before: string): string {
  return `Only one column for ${STAFF_COLUMNS[field].header}: "${before}" is it already. Remove or rename one.`;
}

function fieldNamed(name: string): StaffField | undefined {
  const word = plainWord(name);
  return FIELDS.find(
    (field) => plainWord(STAFF_COLUMNS[field].header) === word || STAFF_COLUMNS[field].also.includes(word),
  );
}

function freeName(name: string, extra: readonly { header: string }[]): string {
  let free = name;
  for (let count = 2; extra.some(({ header }) => header === free); count += 1) free = `${name} (${count})`;
  return free;
}

function readMap(
  headers: readonly string[],
  map: Readonly<Record<string, string>>,
  line: number,
  findings: Findings,
): Map<string, StaffField> {
  const mapped = new Map<string, StaffField>();
  const words = headers.map(plainWord);
  for (const [from, to] of Object.entries(map)) {
    const field = fieldNamed(to) ?? FIELDS.find((candidate) => candidate === to);
    if (!words.includes(plainWord(from)))
      findings.problem('mappedColumnMissing', line, from, '', meant(nearestHeader(from, headers), headers));
    else if (!field) findings.problem('mappedFieldUnknown', line, from, to, meant(undefined, FIELD_HEADERS));
    else mapped.set(plainWord(from), field);
  }
  return mapped;
}

const FIELD_HEADERS = FIELDS.map((field) => STAFF_COLUMNS[field].header);

function meant(near: string | undefined, all: readonly string[]): string {
  return near ? `Did you mean "${near}"?` : `One of: ${all.join(', ')}.`;
}

function nearestHeader(wanted: string, headers: readonly string[]): string | undefined {
  const near = nearest(plainWord(wanted), headers.map(plainWord));
  return headers.find((header) => plainWord(header) === near);
}

function reportMissing(
  line: number,
  at: ColumnPlan['at'],
  extra: ColumnPlan['extra'],
  findings: Findings,
): void {
  const spare = extra.map((column) => column.header);
  for (const field of FIELDS) {
    const { header, required, also } = STAFF_COLUMNS[field];
    if (!required || at.has(field)) continue;
    const near = [header, ...also]
      .map((name) => nearestHeader(name, spare))
      .find((name) => name !== undefined);
    const hint = near ? `"${near}" may be it: map it with "${near}=${header}".` : 'Add it to the export.';
    findings.problem(
      'missingHeader',
      line,
      header,
      near ?? '',
      `A column headed ${header} is needed. ${hint}`,
    );
  }
}

function reportExtra(line: number, extra: ColumnPlan['extra'], findings: Findings): void {
  for (const { header } of extra)
    if (PRIVATE.test(plainWord(header)))
      findings.warn(
        'privateColumn',
        line,
        header,
        '',
        'Not read and not kept: please leave it out of the export.',
      );
    else findings.warn('columnKeptAside', line, header, '', 'Not understood, kept aside as text.');
}

/** Whether a column holds private data that is not kept. */
export function isPrivate(header: string): boolean {
  return PRIVATE.test(plainWord(header));
}
