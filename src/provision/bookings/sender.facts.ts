import type { FactProvider } from '../../engine/index.js';
import { localDate } from '../../platform/calendar/index.js';

const POSTS = {
  name: 'provision.posts_of',
  text: `select coalesce(array_agg(distinct post order by post), '{}') as posts from cpd.post
    where person_id = $1 and from_date <= $2::date and (to_date is null or to_date > $2::date)`,
};

/** The posts that whoever decides holds today, their own or as somebody's delegate (a post held for somebody). */
export const senderFact: FactProvider = {
  fact: 'sender',
  read: async (system, _booking, event) => {
    const by = String(event['by']);
    if (by === 'system') return { posts: [] };
    const [row] = await system.query<{ posts: string[] }>(POSTS, [by, localDate(system.at)]);
    return { posts: row?.posts ?? [] };
  },
};
