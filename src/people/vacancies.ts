import type { Tx } from '../platform/database/unit-of-work.js';
import type { PostName } from './post.entity.js';

/** Posts whose work falls to the head, or without one to the deputy, from the day on which nobody holds them any more. */
export const FALLS_TO_HEAD: readonly PostName[] = ['cpdLeader', 'cpdTeam', 'finance', 'cover'];

/** Held today by somebody who is here, and not merely because nobody else does. */
const FILLED = `exists (select from cpd.post f join cpd.person p on p.school_id = f.school_id and p.id = f.person_id
  where f.school_id = auth.school() and f.post = v.post and f.basis <> 'vacancy' and f.from_date <= $1
    and (f.to_date is null or f.to_date > $1) and (p.leaves_on is null or p.leaves_on >= $1))`;

/** Whoever looks after the school today: heads, also acting ones; deputies while there is none. */
const CARETAKERS = `select distinct o.person_id, o.post = 'head' as is_head from cpd.post o
    join cpd.person p on p.school_id = o.school_id and p.id = o.person_id
   where o.school_id = auth.school() and o.post in ('head', 'deputy') and o.basis in ('own', 'acting')
     and o.from_date <= $1 and (o.to_date is null or o.to_date > $1) and (p.leaves_on is null or p.leaves_on >= $1)`;

const CHOSEN = `caretaker as (${CARETAKERS}), chosen as (select c.person_id from caretaker c
   where c.is_head or not exists (select from caretaker h where h.is_head))`;

const GIVE_BACK = `with ${CHOSEN}
update cpd.post v set to_date = $1
 where v.school_id = auth.school() and v.basis = 'vacancy' and v.from_date < $1 and (v.to_date is null or v.to_date > $1)
   and (${FILLED} or not exists (select from chosen c where c.person_id = v.person_id))`;

const UNDO = `with ${CHOSEN}
delete from cpd.post v where v.school_id = auth.school() and v.basis = 'vacancy' and v.from_date = $1
   and (${FILLED} or not exists (select from chosen c where c.person_id = v.person_id))`;

const TAKE_OVER = `with ${CHOSEN}, v as (
  select distinct post from cpd.post where school_id = auth.school() and basis <> 'vacancy' and post = any ($2))
insert into cpd.post (school_id, person_id, post, from_date, basis)
  select auth.school(), c.person_id, v.post, $1, 'vacancy' from v, chosen c
   where not ${FILLED}
     and exists (select from cpd.post b where b.school_id = auth.school() and b.post = v.post and b.basis <> 'vacancy'
       and b.from_date <= $1)
     and not exists (select from cpd.post h where h.school_id = auth.school() and h.post = v.post
       and h.person_id = c.person_id and h.from_date <= $1 and (h.to_date is null or h.to_date > $1))`;

/**
 * Posts that somebody held and nobody holds today fall to the head: rights, tasks and reminders with them. They go back on
 * the day on which somebody holds them. As the system; done twice it changes nothing more.
 */
export async function settleVacancies(system: Tx, today: string): Promise<void> {
  await system.query(UNDO, [today]);
  await system.query(GIVE_BACK, [today]);
  await system.query(TAKE_OVER, [today, FALLS_TO_HEAD]);
}
