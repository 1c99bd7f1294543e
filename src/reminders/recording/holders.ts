import type { Tx } from '../../platform/database/unit-of-work.js';

interface Holder {
  readonly post: string;
  readonly person_id: string;
}

/** Those who have left hear nothing any more; posts are held by date. */
const HOLDERS = {
  name: 'reminders.holders',
  text: `select distinct h.post, h.person_id from cpd.post h join cpd.person p on p.id = h.person_id
    where h.from_date <= $1::date and (h.to_date is null or h.to_date > $1::date)
      and (p.leaves_on is null or p.leaves_on >= $1::date) order by h.post, h.person_id`,
};

/** Who holds which post on a date. */
export async function readHolders(tx: Tx, date: string): Promise<(post: string) => readonly string[]> {
  const posts = await tx.query<Holder>(HOLDERS, [date]);
  return (post) => posts.filter((each) => each.post === post).map((each) => each.person_id);
}
