import type { Request } from 'express';
import type { Session } from '../access/index.js';

/** Who is signed in: the session of the request. */
export type Visitor = Session;

/** Null for somebody who is not signed in, or only at a shared device for one record: no page of ours opens then. */
export function visitorOf({ session }: Request): Visitor | null {
  return session?.onlyRecord === null ? session : null;
}
