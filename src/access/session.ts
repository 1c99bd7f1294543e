import type { Proof } from '../platform/database/principal.js';

/** What somebody is today in their school: a post, 'staff', or 'reviewer' (somebody's line manager). */
export type RoleName = string;

/** A person who is signed in, as found for one request. Roles and posts are today's, asked anew at every request. */
export interface Session {
  readonly id: string;
  /** Shown to the database with every transaction of the request. */
  readonly proof: Proof;
  readonly school: { readonly id: string; readonly name: string };
  /** Id of the person. */
  readonly person: string;
  readonly name: string;
  readonly roles: readonly RoleName[];
  /** What every form of this session carries in the field `_csrf`. */
  readonly csrf: string;
  /** How they proved who they are: 'link', 'provider:<name>', 'demo', 'paper'. */
  readonly how: string;
  readonly signedInAt: Date;
  /** When they last proved who they are. */
  readonly reauthenticatedAt: Date;
  readonly expiresAt: Date;
  /** Set on a shared device: the session is for confirming this record and opens nothing else. */
  readonly onlyRecord: string | null;
}

/** What of a request is kept with a session, so that people recognise it in their list. */
export interface RequestFacts {
  /** What the browser calls itself. */
  readonly agent: string;
  /** Address that the request came from; null where unknown. */
  readonly address: string | null;
}

declare module 'express-serve-static-core' {
  interface Request {
    /** Who is signed in; absent for everybody else. */
    session?: Session;
  }
}
