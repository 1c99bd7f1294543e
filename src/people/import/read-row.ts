import { cleanCell } from './clean-cell.js';
import type { TableRow } from './parse-table.js';
import { readDate } from './read-date.js';
import { readFte } from './read-fte.js';
import { readGroup } from './read-group.js';
import { readRoles } from './read-roles.js';
import { readWorkingDays } from './read-working-days.js';
import { isPrivate } from './staff-columns.js';
import type { ColumnPlan } from './staff-columns.js';
import type { Findings } from './staff-problem.js';
import type { IsoDate, StaffField, StaffRole, StaffRow } from './staff-row.js';

/** Greatest length in characters; the e-mail's is that of RFC 5321. */
const LIMITS: Partial<Record<StaffField, number>> = { externalId: 64, email: 254, jobTitle: 200, roles: 300 };
const LIMIT = 100;
const EXTRA_LIMIT = 1000;
const EMAIL = /^[^\s@<>,;:"()[\]\\]+@[^\s@<>,;:"()[\]\\.]+(?:\.[^\s@<>,;:"()[\]\\.]+)+$/u;

/** Reads one row; what is wrong goes to the findings and the row still comes back, for the checks between rows. */
export function readRow(row: TableRow, columns: ColumnPlan, findings: Findings): StaffRow {
  const cell = new RowReader(row, columns, findings);
  cell.checkWidth();
  const jobTitle = cell.required('jobTitle');
  const ect = cell.yesNo('ect') ?? /\b(?:ECT|NQT)\b/.test(jobTitle);
  return {
    line: row.line,
    externalId: cell.required('externalId'),
    title: cell.optional('title'),
    forename: cell.required('forename'),
    surname: cell.required('surname'),
    email: cell.email(),
    staffCode: cell.optional('staffCode'),
    jobTitle,
    staffGroup: cell.group(),
    department: cell.optional('department'),
    fte: cell.fte(),
    startDate: cell.date('startDate') ?? null,
    leaveDate: cell.date('leaveDate'),
    lineManagerId: cell.optional('lineManagerId') ?? null,
    roles: cell.roles(),
    workingDays: cell.workingDays(),
    termTimeOnly: cell.yesNo('termTimeOnly'),
    ect,
    extra: cell.extra(),
  };
}

class RowReader {
  constructor(
    private readonly row: TableRow,
    private readonly columns: ColumnPlan,
    private readonly findings: Findings,
  ) {}

  checkWidth(): void {
    const { cells, line } = this.row;
    const { width } = this.columns;
    const counted = `${width} columns in the header, ${cells.length} cells in this row.`;
    if (cells.length > width) {
      const spare = cells.slice(width).join(' | ');
      const expected = `${counted} Text with a comma in it needs quotation marks. The row was not read further.`;
      this.findings.problem('tooManyFields', line, '', spare, expected);
      this.findings.doubt(line);
    } else if (cells.length < width)
      this.findings.warn('tooFewFields', line, '', '', `${counted} The missing ones were read as blank.`);
  }

  /** Undefined where the file has no such column, null where the cell is blank. */
  optional(field: StaffField): string | null | undefined {
    const column = this.columns.at.get(field);
    if (!column) return undefined;
    const place = { line: this.row.line, column: column.header };
    return (
      cleanCell(this.row.cells[column.index] ?? '', LIMITS[field] ?? LIMIT, place, this.findings) || null
    );
  }

  required(field: StaffField): string {
    const text = this.optional(field);
    if (text === null) this.problem('missingValue', field, '', 'Everyone needs one: this cell is blank.');
    return text ?? '';
  }

  email(): string | null {
    const email = this.optional('email')?.toLowerCase() ?? null;
    if (email !== null && !EMAIL.test(email))
      this.problem(
        'badEmail',
        'email',
        email,
        'An address such as a.marsden@school.example, or a blank cell.',
      );
    return email;
  }

  group(): StaffRow['staffGroup'] {
    const text = this.optional('staffGroup');
    if (text === undefined) return 'other';
    const { group, known, like } = readGroup(text ?? '');
    if (!known) {
      const header = this.columns.at.get('staffGroup')?.header ?? '';
      const hint = like ? ` Did you mean "${like}"?` : '';
      this.findings.warn(
        'unknownStaffGroup',
        this.row.line,
        header,
        text ?? '',
        `Counted as "other".${hint}`,
      );
    }
    return group;
  }

  fte(): number | null | undefined {
    const text = this.optional('fte');
    if (text === undefined || text === null) return text;
    const reading = readFte(text);
    if (!reading.ok) {
      this.problem('badFte', 'fte', text, reading.expected);
      return null;
    }
    if (reading.fte > 1) {
      const header = this.columns.at.get('fte')?.header ?? '';
      this.findings.warn(
        'fteAboveOne',
        this.row.line,
        header,
        text,
        'More than full time: kept, but is it right?',
      );
    }
    return reading.fte;
  }

  date(field: 'startDate' | 'leaveDate'): IsoDate | null | undefined {
    const text = field === 'startDate' ? this.required(field) || null : this.optional(field);
    if (text === undefined || text === null) return text;
    const reading = readDate(text);
    if (reading.ok) return reading.date;
    this.problem(reading.code, field, text, reading.expected);
    return null;
  }

  roles(): StaffRole[] {
    const { roles, unknown } = readRoles(this.optional('roles') ?? '');
    for (const { word, like } of unknown)
      this.problem('unknownRole', 'roles', word, like ? `Did you mean "${like}"? ${ROLES}` : ROLES);
    return roles;
  }

  workingDays(): number[] | null | undefined {
    const text = this.optional('workingDays');
    if (text === undefined || text === null) return text;
    const days = readWorkingDays(text);
    if (!days)
      this.problem('badWorkingDays', 'workingDays', text, 'Days such as "Mon; Tue; Fri" or "Mon-Wed".');
    return days ?? null;
  }

  yesNo(field: 'ect' | 'termTimeOnly'): boolean | null | undefined {
    const text = this.optional(field);
    if (text === undefined || text === null) return text;
    if (/^(?:y|yes|true|1)$/i.test(text)) return true;
    if (!/^(?:n|no|false|0)$/i.test(text)) this.problem('badValue', field, text, 'Yes, No or a blank cell.');
    return false;
  }

  extra(): Record<string, string> {
    const kept = this.columns.extra.filter(({ header }) => !isPrivate(header));
    return Object.fromEntries(
      kept.map(({ index, header }) => {
        const place = { line: this.row.line, column: header };
        return [header, cleanCell(this.row.cells[index] ?? '', EXTRA_LIMIT, place, this.findings)];
      }),
    );
  }

  private problem(
    code: Parameters<Findings['problem']>[0],
    field: StaffField,
    value: string,
    expected: string,
  ): void {
    this.findings.problem(code, this.row.line, this.columns.at.get(field)?.header ?? '', value, expected);
  }
}

const ROLES =
  'Roles: head, deputy, cpd-leader, cpd-team, finance, cover, governor, chair, induction-tutor, mentor.';
