import type { Tx } from '../platform/database/unit-of-work.js';
import { STAFF_ROLES } from './import/index.js';
import type { KnownPerson, StaffGroup, StaffRecord, StaffRole } from './import/index.js';
import type { PostName } from './post.entity.js';

/** What a staff file said that no column of the person can say exactly. */
export type Said = Pick<StaffRecord, 'fte' | 'workingDays' | 'termTimeOnly' | 'roles'>;

/** A role of the staff file as a post here. */
export const POST_OF_ROLE: Readonly<Record<StaffRole, PostName>> = {
  head: 'head',
  deputy: 'deputy',
  'cpd-leader': 'cpdLeader',
  'cpd-team': 'cpdTeam',
  finance: 'finance',
  cover: 'cover',
  governor: 'governor',
  chair: 'chair',
  'induction-tutor': 'inductionTutor',
  mentor: 'mentor',
};

interface Row {
  readonly id: string;
  readonly externalId: string;
  readonly title: string;
  readonly forename: string;
  readonly surname: string;
  readonly email: string | null;
  readonly staffCode: string | null;
  readonly jobTitle: string;
  readonly staffGroup: string | null;
  readonly department: string;
  readonly fte: string | null;
  readonly startDate: string | null;
  readonly leaveDate: string | null;
  readonly lineManagerId: string | null;
  readonly workingDays: number[];
  readonly termTimeOnly: boolean;
  readonly ect: boolean;
  readonly extra: Record<string, string>;
  readonly said: Partial<Said>;
  readonly posts: PostName[];
}

const KNOWN = `select p.id, p.external_id as "externalId", p.title, p.forename, p.surname, p.email,
    p.staff_code as "staffCode", p.job_title as "jobTitle", p.staff_group as "staffGroup", p.department, p.fte::text as fte,
    p.starts_on::text as "startDate", p.leaves_on::text as "leaveDate", m.external_id as "lineManagerId",
    p.contract_days as "workingDays", p.term_time_only as "termTimeOnly", p.early_career as ect, p.extra, p.said,
    array(select o.post from cpd.post o where o.school_id = p.school_id and o.person_id = p.id
      and o.from_date <= $1 and (o.to_date is null or o.to_date > $1)) as posts
  from cpd.person p left join cpd.person m on m.school_id = p.school_id and m.id = p.line_manager_id
 where p.external_id is not null`;

/** Everybody whom a staff file can mean, as a staff file would describe them. */
export async function knownPeople(system: Tx, today: string): Promise<KnownPerson[]> {
  const rows = await system.query<Row>(KNOWN, [today]);
  return rows.map((row) => {
    const { id, posts, said, fte, title, department, staffGroup, ...same } = row;
    return {
      ...same,
      personId: id,
      title: title || null,
      department: department || null,
      staffGroup: (staffGroup ?? 'governor') as StaffGroup,
      fte: 'fte' in said ? said.fte : fte === null ? null : Number(fte),
      workingDays: 'workingDays' in said ? said.workingDays : row.workingDays,
      termTimeOnly: 'termTimeOnly' in said ? said.termTimeOnly : row.termTimeOnly,
      roles: said.roles ?? STAFF_ROLES.filter((role) => posts.includes(POST_OF_ROLE[role])),
    };
  });
}
