import { Injectable } from '@nestjs/common';
import { Refused } from '../api/problem.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import type { PostName } from './post.entity.js';
import { todayOf } from './office.js';

/** A person as colleagues see them. */
export interface DirectoryEntry {
  readonly id: string;
  readonly externalId: string | null;
  readonly title: string;
  readonly forename: string;
  readonly surname: string;
  readonly email: string | null;
  readonly jobTitle: string;
  readonly staffGroup: string | null;
  readonly department: string;
  readonly startsOn: string | null;
  readonly leavesOn: string | null;
  readonly lineManagerId: string | null;
  readonly contractDays: number[];
  readonly termTimeOnly: boolean;
  readonly online: boolean;
  readonly earlyCareer: boolean;
  /** Posts held on the day that was asked about. */
  readonly posts: PostName[];
}

export interface DirectoryFilter {
  /** The day; today without it. */
  readonly on?: string;
  readonly group?: string;
  readonly lineManager?: string;
  /** Part of a name. */
  readonly name?: string;
  /** Also people who have left. */
  readonly left?: boolean;
  readonly limit: number;
  /** Id of the last person of the page before. */
  readonly after?: string;
}

const ENTRY = `select p.id, p.external_id as "externalId", p.title, p.forename, p.surname, p.email,
    p.job_title as "jobTitle", p.staff_group as "staffGroup", p.department, p.starts_on::text as "startsOn",
    p.leaves_on::text as "leavesOn", p.line_manager_id as "lineManagerId", p.contract_days as "contractDays",
    p.term_time_only as "termTimeOnly", p.online, p.early_career as "earlyCareer",
    array(select distinct o.post from cpd.post o where o.school_id = p.school_id and o.person_id = p.id
      and o.from_date <= $1 and (o.to_date is null or o.to_date > $1) order by 1) as posts
  from cpd.person p`;

const LIST = `${ENTRY}
 where ($2::text is null or p.staff_group = $2) and ($3::uuid is null or p.line_manager_id = $3)
   and ($4::text is null or strpos(lower(p.forename || ' ' || p.surname), lower($4)) > 0)
   and ($5 or p.leaves_on is null or p.leaves_on >= $1)
   and ($6::uuid is null or (p.surname, p.forename, p.id) > (select a.surname, a.forename, a.id from cpd.person a where a.id = $6))
 order by p.surname, p.forename, p.id limit $7`;

/** Who works here, who manages whom, who holds which post. Reads as the caller. */
@Injectable()
export class Directory {
  list(tx: Tx, filter: DirectoryFilter): Promise<DirectoryEntry[]> {
    const { group, lineManager, name, left, after, limit } = filter;
    const values = [
      filter.on ?? todayOf(tx),
      group ?? null,
      lineManager ?? null,
      name ?? null,
      left ?? false,
    ];
    return tx.query<DirectoryEntry>(LIST, [...values, after ?? null, limit]);
  }

  /** @throws Refused 404 'no-such-person' */
  async one(tx: Tx, id: string): Promise<DirectoryEntry> {
    const [entry] = await tx.query<DirectoryEntry>(`${ENTRY} where p.id = $2`, [todayOf(tx), id]);
    if (!entry) throw new Refused(404, 'no-such-person', 'There is no such person in this school.');
    return entry;
  }

  /** Everybody whom a person manages on a day, as ids. */
  async managedBy(tx: Tx, manager: string, on: string = todayOf(tx)): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `select id from cpd.person where line_manager_id = $1 and (leaves_on is null or leaves_on >= $2) order by id`,
      [manager, on],
    );
    return rows.map((row) => row.id);
  }

  /** Who holds a post on a day, in the order in which they took it; empty while it is vacant. */
  async holdersOf(tx: Tx, post: PostName, on: string = todayOf(tx)): Promise<string[]> {
    const rows = await tx.query<{ person_id: string }>(
      `select o.person_id from cpd.post o join cpd.person p on p.school_id = o.school_id and p.id = o.person_id
        where o.post = $1 and o.from_date <= $2 and (o.to_date is null or o.to_date > $2)
          and (p.leaves_on is null or p.leaves_on >= $2)
        order by o.from_date, o.id`,
      [post, on],
    );
    return [...new Set(rows.map((row) => row.person_id))];
  }

  /** Posts that a school needs and that nobody holds on a day. */
  async vacancies(tx: Tx, on: string = todayOf(tx)): Promise<PostName[]> {
    const needed: PostName[] = ['head', 'cpdLeader', 'administrator'];
    const rows = await tx.query<{ post: PostName }>(
      `select distinct o.post from cpd.post o join cpd.person p on p.school_id = o.school_id and p.id = o.person_id
        where o.post = any ($1) and o.basis <> 'vacancy' and o.from_date <= $2 and (o.to_date is null or o.to_date > $2)
          and (p.leaves_on is null or p.leaves_on >= $2)`,
      [needed, on],
    );
    return needed.filter((post) => !rows.some((row) => row.post === post));
  }
}
