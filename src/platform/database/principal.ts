/**
 * What a transaction shows the database to be let in. The database checks it and decides who that is; the application
 * cannot name a person or school by itself.
 */
export type Proof = Shown & {
  readonly once?: RequestKey;
  /** Address that the request came from, for the audit. */
  readonly from?: string;
};

type Shown =
  /** A person's bearer token, as it came in. */
  | { readonly kind: 'token'; readonly token: string }
  /** The secret of a person's session, as their browser's cookie holds it. */
  | { readonly kind: 'session'; readonly secret: string }
  /** A worker, acting as the system for one school. */
  | { readonly kind: 'job'; readonly secret: string; readonly school: string };

/** A request that is to be done once: each transaction that writes for it notes it, in the same commit. */
export interface RequestKey {
  readonly key: string;
  readonly operation: string;
  /** SHA-256 of what is asked. */
  readonly digest: Buffer;
  /** This attempt: its own transactions may note the key again, another attempt's may not. */
  readonly run: string;
}

/** Who the database found behind a proof. */
export interface Principal {
  readonly school: string;
  /** Null for the system. */
  readonly person: string | null;
  readonly system: boolean;
  /**
   * 'person:<id>', 'post:<post>', 'everyone': what the person may read by. Also 'session:<id>' where a session was shown, and
   * 'record:<id>' where that session is for one record only.
   */
  readonly audiences: readonly string[];
}

/** The posts that a principal holds today, e.g. ['cpdLeader']. */
export function postsOf(principal: Principal): readonly string[] {
  return principal.audiences.filter((a) => a.startsWith('post:')).map((a) => a.slice('post:'.length));
}
