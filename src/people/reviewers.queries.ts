import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/unit-of-work.js';

/**
 * Who reviews whom on a day: the line manager; where that person has left, whoever managed them, and so on upwards; at the
 * end the head. Nobody reviews themselves: for the head it is null (a panel of governors).
 */
const REVIEWERS = `
with recursive head as (
  select o.person_id as id from cpd.post o join cpd.person p on p.school_id = o.school_id and p.id = o.person_id
   where o.post = 'head' and o.from_date <= $2 and (o.to_date is null or o.to_date > $2)
     and (p.leaves_on is null or p.leaves_on >= $2)
   order by o.from_date desc, o.id limit 1
), up as (
  select p.id as person, p.line_manager_id as reviewer, 1 as step from cpd.person p where p.id = any ($1::uuid[])
  union all
  select up.person, m.line_manager_id, up.step + 1 from up join cpd.person m on m.id = up.reviewer
   where m.leaves_on < $2 and up.step < 20
), found as (
  select distinct on (up.person) up.person, up.reviewer from up join cpd.person m on m.id = up.reviewer
   where (m.leaves_on is null or m.leaves_on >= $2) and up.reviewer <> up.person order by up.person, up.step
)
select p.id as person, coalesce(f.reviewer, nullif((select id from head), p.id)) as reviewer
  from cpd.person p left join found f on f.person = p.id where p.id = any ($1::uuid[])`;

/** Reads who reviews whom. */
@Injectable()
export class Reviewers {
  /** Person id -> reviewer id, null for the head. People who are not known here are left out. */
  async of(tx: Tx, people: readonly string[], on: string): Promise<Map<string, string | null>> {
    const rows = await tx.query<{ person: string; reviewer: string | null }>(REVIEWERS, [people, on]);
    return new Map(rows.map(({ person, reviewer }) => [person, reviewer]));
  }
}
