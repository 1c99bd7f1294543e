import type { Tx } from '../platform/database/unit-of-work.js';
import { addDays } from './dates.js';
import type { StaffRole } from './import/index.js';
import { POST_OF_ROLE } from './known-people.js';
import type { PostName } from './post.entity.js';
import { todayOf } from './office.js';
import type { StaffAfter } from './staff-after.js';

/** One post begun or ended by a staff file. */
export interface PostChange {
  readonly personId: string;
  readonly post: PostName;
  readonly begins: boolean;
  /** First day with, or first day without the post. */
  readonly on: string;
}

/** What a file's roles and leaving dates mean for posts. Pure. Only roles that the file changed are touched. */
export function postChanges(people: readonly StaffAfter[], today: string): PostChange[] {
  return people.flatMap(({ after, before }) => {
    const held = before ? rolesOn(before, today) : [];
    const now = rolesOn(after, today);
    const change = (roles: readonly StaffRole[], begins: boolean, on: string): PostChange[] =>
      roles.map((role) => ({ personId: after.personId, post: POST_OF_ROLE[role], begins, on }));
    const from = before ? today : (after.startDate ?? today);
    const last = after.leaveDate ?? null;
    return [
      ...change(
        now.filter((role) => !held.includes(role)),
        true,
        from,
      ),
      ...change(
        held.filter((role) => !now.includes(role)),
        false,
        today,
      ),
      ...(last !== null && last >= today && last !== before?.leaveDate
        ? change(now, false, addDays(last, 1))
        : []),
    ];
  });
}

function rolesOn(person: StaffAfter['after'], today: string): readonly StaffRole[] {
  const gone = typeof person.leaveDate === 'string' && person.leaveDate < today;
  return gone ? [] : person.roles;
}

/** Writes them, as the system: a post that is held already is not given twice; one that ends keeps its days. */
export async function writePosts(system: Tx, changes: readonly PostChange[]): Promise<void> {
  if (changes.length === 0) return;
  const rows = JSON.stringify(changes);
  await system.query(
    `insert into cpd.post (school_id, person_id, post, from_date)
       select auth.school(), c."personId", c.post, c."on"
         from jsonb_to_recordset($1::jsonb) as c("personId" uuid, post text, begins boolean, "on" date)
        where c.begins and not exists (select from cpd.post o where o.school_id = auth.school()
          and o.person_id = c."personId" and o.post = c.post and (o.to_date is null or o.to_date > c."on"))`,
    [rows],
  );
  await system.query(
    `update cpd.post o set to_date = greatest(c."on", o.from_date + 1)
       from jsonb_to_recordset($1::jsonb) as c("personId" uuid, post text, begins boolean, "on" date)
      where not c.begins and o.person_id = c."personId" and o.post = c.post
        and (o.to_date is null or o.to_date > c."on")`,
    [rows],
  );
}

/** A leaving day that was moved or withdrawn: posts that were to end with it go on until a new end is written. */
export async function reopenPosts(system: Tx, people: readonly StaffAfter[]): Promise<void> {
  const moved = people.flatMap(({ after, before }) =>
    before?.leaveDate && before.leaveDate !== after.leaveDate
      ? [{ id: after.personId, end: addDays(before.leaveDate, 1) }]
      : [],
  );
  await system.query(
    `update cpd.post o set to_date = null from jsonb_to_recordset($1::jsonb) as m(id uuid, "end" date)
      where o.person_id = m.id and o.to_date = m."end" and m."end" > $2`,
    [JSON.stringify(moved), todayOf(system)],
  );
}
