import { Refused } from '../api/problem.js';
import { postsOf } from '../platform/database/principal.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { localDate } from '../platform/calendar/index.js';

/**
 * Refuses whoever is neither the system nor holds one of the posts today. For operations that then write as the system.
 * @throws Refused 403 'not-permitted'
 */
export function mustHold(tx: Tx, posts: readonly string[], what: string): void {
  if (tx.principal.system || postsOf(tx.principal).some((post) => posts.includes(post))) return;
  throw new Refused(403, 'not-permitted', `${what} is for: ${posts.join(', ')}.`, { posts });
}

/** The school's date at the start of a transaction. */
export function todayOf(tx: Tx): string {
  return localDate(tx.at);
}
