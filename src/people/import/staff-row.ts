/** ISO date in the school's zone, e.g. '2026-09-01'. */
export type IsoDate = string;

/** Groups that standards frameworks, review dates and totals go by. Everyone on the payroll has one. */
export const STAFF_GROUPS = [
  'leadership',
  'teacher',
  'hlta',
  'teachingAssistant',
  'pastoral',
  'business',
  'administration',
  'site',
  'midday',
  'catering',
  'technician',
  'governor',
  'other',
] as const;
export type StaffGroup = (typeof STAFF_GROUPS)[number];

/** Posts that the Roles column may give. `cpd-team` is a comment-only member of the CPD leader's team. */
export const STAFF_ROLES = [
  'head',
  'deputy',
  'cpd-leader',
  'cpd-team',
  'finance',
  'cover',
  'governor',
  'chair',
  'induction-tutor',
  'mentor',
] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/**
 * One person as the school's information system describes them. A field that is `undefined` had no column in the
 * file: nothing was said about it. A field that is `null` had a column, and the cell was blank.
 */
export interface StaffRecord {
  /** The person's id in the school's information system: what a later file is matched by. */
  readonly externalId: string;
  readonly title?: string | null;
  readonly forename: string;
  readonly surname: string;
  /** Work address in lower case; null for people who have none (a cook, a midday supervisor). */
  readonly email: string | null;
  readonly staffCode?: string | null;
  readonly jobTitle: string;
  readonly staffGroup: StaffGroup;
  readonly department?: string | null;
  /** Share of full time, above 0; 1 is full time. Null where not known. */
  readonly fte?: number | null;
  readonly startDate: IsoDate | null;
  /** Last day in post. */
  readonly leaveDate?: IsoDate | null;
  /** `externalId` of the line manager, who is the reviewer; null for the head. */
  readonly lineManagerId: string | null;
  /** Without doubles, in the order of STAFF_ROLES. */
  readonly roles: readonly StaffRole[];
  /** Contracted days, 1 = Monday to 7 = Sunday, ascending. */
  readonly workingDays?: readonly number[] | null;
  readonly termTimeOnly?: boolean | null;
  /** An early-career teacher, by a column of that name or by '(ECT)' or '(NQT)' in the job title. */
  readonly ect: boolean;
  /** Columns that mean nothing here, kept as text under the header that they have in the file. */
  readonly extra: Readonly<Record<string, string>>;
}

/** A record and the line of the file on which it begins. */
export interface StaffRow extends StaffRecord {
  readonly line: number;
}

/** Fields that a column can be mapped to. */
export type StaffField = Exclude<keyof StaffRecord, 'extra'>;
