import { Inject, Injectable } from '@nestjs/common';
import type { Proof } from '../platform/database/principal.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { AccessSettings } from './settings.js';
import { csrfOf } from './csrf.js';
import { hashOf, looksLikeSecret, newSecret } from './secret.js';
import type { RequestFacts, Session } from './session.js';

/** A session as its owner's list shows it: never the secret. */
export interface SessionEntry {
  readonly id: string;
  readonly how: string;
  readonly agent: string;
  readonly address: string | null;
  readonly createdAt: Date;
  readonly seenAt: Date;
  readonly expiresAt: Date;
  /** True for the session that asks. */
  readonly this: boolean;
}

/** A session that was just opened: the secret goes into the cookie and is kept nowhere else. */
export interface Opened {
  readonly id: string;
  readonly secret: string;
  readonly expires: Date;
}

/** A shared device's session: for one record, opened by a supervisor. */
export interface OnPaper {
  readonly record: string;
  readonly openedBy: string;
}

interface Seen {
  readonly id: string | null;
  readonly school: string;
  readonly school_name: string;
  readonly person: string;
  readonly name: string;
  readonly posts: readonly string[];
  readonly staff: boolean;
  readonly reviewer: boolean;
  readonly how: string;
  readonly created_at: Date;
  readonly proved_at: Date;
  readonly expires_at: Date;
  readonly record: string | null;
}

/** Minutes that somebody has at a shared device. */
const ON_PAPER_MINUTES = 10;

/** Sessions of people. Each is a row of which only a hash of the secret is kept; the database itself checks it. */
@Injectable()
export class SessionsService {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(AccessSettings) private readonly settings: AccessSettings,
  ) {}

  /**
   * Opens a session for somebody who has just proved who they are; checking that is the caller's business.
   * Undefined when that person may not sign in: unknown, left, or the school has closed.
   */
  async open(
    personId: string,
    how: string,
    facts: RequestFacts,
    onPaper?: OnPaper,
  ): Promise<Opened | undefined> {
    const secret = newSecret();
    const minutes = onPaper ? ON_PAPER_MINUTES : this.settings.sessionMinutes;
    const [row] = await this.unit.bare<{ id: string | null; expires_at: Date }>(
      {
        text: `select id, expires_at from auth.open_session($1, $2, $3, $4, make_interval(mins => $5),
          make_interval(mins => $6), $7, $8, $9, $10)`,
      },
      [
        this.unit.secret,
        personId,
        hashOf(secret),
        how,
        onPaper ? ON_PAPER_MINUTES : this.settings.idleMinutes,
        minutes,
        facts.agent.slice(0, 200),
        facts.address,
        onPaper?.record ?? null,
        onPaper?.openedBy ?? null,
      ],
    );
    return row?.id ? { id: row.id, secret, expires: row.expires_at } : undefined;
  }

  /**
   * Who holds this secret now; undefined when the session is over for whatever reason. Counts as activity. `from`: the address
   * that the request came from.
   */
  async of(secret: unknown, from?: string): Promise<Session | undefined> {
    if (!looksLikeSecret(secret)) return undefined;
    const [row] = await this.unit.bare<Seen>(
      { name: 'auth.see_session', text: 'select * from auth.see_session($1)' },
      [secret],
    );
    if (!row?.id) return undefined;
    const { id, person, name, how } = row;
    return {
      id,
      proof: { kind: 'session', secret, ...(from === undefined ? {} : { from }) },
      school: { id: row.school, name: row.school_name },
      person,
      name,
      roles: [...(row.staff ? ['staff'] : []), ...(row.reviewer ? ['reviewer'] : []), ...row.posts],
      csrf: csrfOf(secret),
      how,
      signedInAt: row.created_at,
      reauthenticatedAt: row.proved_at,
      expiresAt: row.expires_at,
      onlyRecord: row.record,
    };
  }

  /** The same session under a new secret, after the person proved again who they are. */
  async renew(session: Session): Promise<Opened | undefined> {
    const secret = newSecret();
    const [row] = await this.unit.bare<{ expires: Date | null }>(
      { text: 'select auth.renew_session($1, $2, $3) as expires' },
      [this.unit.secret, session.id, hashOf(secret)],
    );
    return row?.expires ? { id: session.id, secret, expires: row.expires } : undefined;
  }

  /** Ends the session of this secret. */
  async close(secret: string): Promise<void> {
    await this.unit.bare({ text: 'select auth.close_session($1)' }, [secret]);
  }

  /** Ends one session of the person, or without `id` all of them; for oneself, and for an administrator. How many. */
  async closeAll(proof: Proof, personId: string, id: string | null = null): Promise<number> {
    const [row] = await this.unit.run(proof, (tx) =>
      tx.query<{ n: number }>('select auth.close_sessions($1, $2) as n', [personId, id]),
    );
    return row?.n ?? 0;
  }

  /** Open sessions of a person, last seen first; for oneself, and for an administrator. */
  list(proof: Proof, personId: string): Promise<SessionEntry[]> {
    return this.unit.run(proof, (tx) =>
      tx.query<SessionEntry>(
        `select id, how, agent, address, created_at as "createdAt", seen_at as "seenAt", expires_at as "expiresAt", this
          from auth.sessions($1)`,
        [personId],
      ),
    );
  }
}
