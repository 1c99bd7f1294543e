import type { FactProvider } from '../../engine/index.js';
import { localDate } from '../../platform/calendar/index.js';

const POSTS = {
  name: 'provision.posts_of',
  text: `select coalesce(array_agg(distinct post order by post), '{}') as posts,
      coalesce(jsonb_object_agg(post, instead_of) filter (where instead_of is not null), '{}') as "standingInFor"
    from cpd.post
    where person_id = $1 and from_date <= $2::date and (to_date is null or to_date > $2::date)
      and (instead_of is null or not $3::jsonb @> to_jsonb(instead_of::text))`,
};

interface Standing {
  readonly posts: string[];
  readonly standingInFor: Record<string, string>;
}

/**
 * The posts that whoever decides holds today, their own or for somebody, and for whom: it stays in the log beside the
 * decision. Nobody's booking is decided in that person's own name by whoever stands in for them.
 */
export const senderFact: FactProvider = {
  fact: 'sender',
  read: async (system, booking, event) => {
    const by = String(event['by']);
    if (by === 'system') return { posts: [], standingInFor: {} };
    const [row] = await system.query<Standing>(POSTS, [
      by,
      localDate(system.at),
      JSON.stringify(bookedFor(booking.context)),
    ]);
    return { posts: row?.posts ?? [], standingInFor: row?.standingInFor ?? {} };
  },
};

const bookedFor = ({ people }: Readonly<Record<string, unknown>>): unknown =>
  (people as { person?: unknown } | undefined)?.person ?? null;
