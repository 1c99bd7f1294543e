import { readFileSync } from 'node:fs';
import { readStaffFile } from '../../../src/people/import/index.js';
import type {
  StaffFileOptions,
  StaffProblem,
  StaffRow,
  StaffWarning,
} from '../../../src/people/import/index.js';

export const TODAY = '2026-11-22';

export const HEADER =
  'Id,Title,Forename,Surname,Email,StaffCode,JobTitle,StaffGroup,Department,FTE,StartDate,LeaveDate,LineManagerId,Roles';

const HEAD = '1,Ms,Mei,Hall,mei.hall@hill.example,MHA,Headteacher,Leadership,,1.0,01/09/2015,,,head';
const LEADER =
  '2,Mr,Tom,Reed,tom.reed@hill.example,TRE,Deputy Headteacher,Leadership,,1.0,01/09/2018,,1,cpd-leader';

/** A good file of a head and a CPD leader (lines 2 and 3) with more lines below. */
export function staffCsv(...lines: string[]): string {
  return [HEADER, HEAD, LEADER, ...lines].join('\r\n') + '\r\n';
}

/** One line of a person who is good in every way but those given. */
export function person(id: string | number, cells: Partial<Record<string, string>> = {}): string {
  const good: Record<string, string> = {
    Id: String(id),
    Title: 'Ms',
    Forename: 'Ann',
    Surname: `Lee${id}`,
    Email: `ann.lee${id}@hill.example`,
    StaffCode: `A${id}`,
    JobTitle: 'Class Teacher',
    StaffGroup: 'Teacher',
    Department: 'Year 1',
    FTE: '0.8',
    StartDate: '01/09/2020',
    LeaveDate: '',
    LineManagerId: '2',
    Roles: '',
  };
  return HEADER.split(',')
    .map((column) => cells[column] ?? good[column])
    .join(',');
}

export function read(
  text: string | Buffer,
  options: Partial<StaffFileOptions> = {},
): ReturnType<typeof readStaffFile> {
  return readStaffFile(Buffer.isBuffer(text) ? text : Buffer.from(text), { today: TODAY, ...options });
}

/** The rows of a file that must be accepted. */
export function accepted(
  text: string | Buffer,
  options: Partial<StaffFileOptions> = {},
): { rows: readonly StaffRow[]; warnings: readonly StaffWarning[] } {
  const file = read(text, options);
  if (!file.ok) throw new Error(`refused: ${JSON.stringify(file.problems, null, 1)}`);
  return file;
}

/** The problems of a file that must be refused. */
export function problems(
  text: string | Buffer,
  options: Partial<StaffFileOptions> = {},
): readonly StaffProblem[] {
  const file = read(text, options);
  if (file.ok) throw new Error('the file was accepted');
  return file.problems;
}

/** Code, line and column of each problem: enough to know which, without the wording. */
export function where(found: readonly (StaffProblem | StaffWarning)[]): [string, number, string][] {
  return found.map(({ code, line, column }) => [code, line, column]);
}

export function school(name: 'primary' | 'secondary'): Buffer {
  return readFileSync(new URL(`../../data/staff/staff-${name}.csv`, import.meta.url));
}
