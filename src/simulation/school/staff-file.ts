import { stringify } from 'csv-stringify/sync';
import { readStaffFile } from '../../people/index.js';
import type { StaffRow } from '../../people/index.js';
import { governors } from '../words/demo-names.js';

/** A staff file that the simulation cannot read; `sentence` says what is wrong with it. */
export class StaffFileRefused extends Error {
  readonly code = 'staff-file-refused';
}

type Cells = Readonly<Record<string, string>>;

const GROUPS: Readonly<Record<string, string>> = {
  leadership: 'Leadership',
  teacher: 'Teacher',
  hlta: 'HLTA',
  teachingAssistant: 'Teaching assistant',
  pastoral: 'Pastoral',
  business: 'Business',
  administration: 'Administration',
  site: 'Site',
  midday: 'Midday',
  catering: 'Catering',
  technician: 'Technician',
  governor: 'Governor',
  other: 'Other',
};
const dayFirst = (date: string | null | undefined): string =>
  date ? date.split('-').reverse().join('/') : '';

const DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** Groups that often have no address of their own at work: they confirm on paper. */
const WITHOUT_EMAIL = ['catering', 'midday'];

/**
 * A school's own staff file, changed as the people in the office would change it: governors are added where there are none,
 * and kitchen and lunchtime staff have no work e-mail.
 */
export class StaffList {
  private readonly rows = new Map<string, Cells>();

  /** @throws StaffFileRefused */
  constructor(bytes: Buffer, today: string) {
    const file = readStaffFile(bytes, { today });
    if (!file.ok) {
      const [first] = file.problems;
      throw new StaffFileRefused(
        `The staff file has ${file.problems.length} problem(s). Line ${first?.line}, ${first?.column}: ${first?.expected} ` +
          'Check it with: npm run cpd -- import staff FILE --dry-run',
      );
    }
    for (const row of file.rows) this.rows.set(row.externalId, cellsOf(row));
    if (!file.rows.some((row) => row.staffGroup === 'governor')) this.addGovernors();
  }

  get numbers(): readonly string[] {
    return [...this.rows.keys()];
  }

  cell(number: string, header: string): string {
    return this.rows.get(number)?.[header] ?? '';
  }

  change(number: string, cells: Cells): void {
    const row = this.rows.get(number);
    if (row) this.rows.set(number, { ...row, ...cells });
  }

  add(cells: Cells): void {
    this.rows.set(cells['Id'] ?? '', { ...BLANK, ...cells });
  }

  /** Takes somebody out: the next file does not name them. */
  take(number: string): Cells | undefined {
    const row = this.rows.get(number);
    this.rows.delete(number);
    return row;
  }

  toBuffer(): Buffer {
    return Buffer.from(
      stringify([...this.rows.values()], { header: true, bom: true, record_delimiter: '\r\n' }),
    );
  }

  private addGovernors(): void {
    for (const { number, title, forename, surname, roles } of governors) {
      const Email = `${forename}.${surname}@governors.example`.toLowerCase();
      this.add({
        ...{ Id: number, Title: title, Forename: forename, Surname: surname, Email, Roles: roles },
        ...{ JobTitle: 'Governor', StaffGroup: 'Governor', StartDate: '01/09/2023' },
      });
    }
  }
}

const BLANK: Cells = cellsOf({
  externalId: '',
  forename: '',
  surname: '',
  email: null,
  jobTitle: '',
  staffGroup: 'other',
  startDate: null,
  lineManagerId: null,
  roles: [],
  ect: false,
  extra: {},
  line: 0,
});

function cellsOf(row: StaffRow): Cells {
  return {
    Id: row.externalId,
    Title: row.title ?? '',
    Forename: row.forename,
    Surname: row.surname,
    Email: WITHOUT_EMAIL.includes(row.staffGroup) ? '' : (row.email ?? ''),
    StaffCode: row.staffCode ?? '',
    JobTitle: row.jobTitle,
    StaffGroup: GROUPS[row.staffGroup] ?? 'Other',
    Department: row.department ?? '',
    FTE: row.fte === null || row.fte === undefined ? '' : String(row.fte),
    StartDate: dayFirst(row.startDate),
    LeaveDate: dayFirst(row.leaveDate),
    LineManagerId: row.lineManagerId ?? '',
    Roles: row.roles.join(';'),
    WorkingDays: (row.workingDays ?? []).map((day) => DAYS[day - 1]).join(';'),
    ECT: row.ect ? 'yes' : 'no',
  };
}
