import type { Tx } from '../platform/database/unit-of-work.js';
import type { PostName } from './post.entity.js';
import { POSTS } from './post.entity.js';

/** Whose list the duties of a post join while nobody who holds it is in, nearest first. Governors' work stays theirs. */
const NEXT: Readonly<Partial<Record<PostName, readonly PostName[]>>> = {
  head: ['deputy'],
  deputy: ['head'],
  cpdLeader: ['head', 'deputy'],
  cpdTeam: ['cpdLeader', 'head', 'deputy'],
  finance: ['head', 'deputy'],
  cover: ['head', 'deputy'],
  administrator: ['head', 'deputy'],
  inductionTutor: ['cpdLeader', 'head'],
  mentor: ['inductionTutor', 'cpdLeader', 'head'],
};

const IN = `select o.post, o.person_id as "personId" from cpd.post o
    join cpd.person p on p.school_id = o.school_id and p.id = o.person_id
   where o.school_id = auth.school() and o.from_date <= $1 and (o.to_date is null or o.to_date > $1)
     and (p.leaves_on is null or p.leaves_on >= $1)
     and not exists (select from cpd.absence a where a.school_id = o.school_id and a.person_id = o.person_id
       and a.from_date <= $1 and coalesce(a.to_date, 'infinity') >= $1)`;

/** Posts that nobody who is in today holds, and whose duties a person looks after meanwhile. As the system. */
export async function uncoveredPostsFor(system: Tx, person: string, today: string): Promise<PostName[]> {
  const rows = await system.query<{ post: PostName; personId: string }>(IN, [today]);
  const isIn = (post: PostName): boolean => rows.some((row) => row.post === post);
  return POSTS.filter((post) => {
    if (isIn(post)) return false;
    const next = NEXT[post]?.find(isIn);
    return rows.some((row) => row.post === next && row.personId === person);
  });
}
