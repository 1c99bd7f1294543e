import { Inject, Injectable } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { hashOf } from './secret.js';

export type AttemptKind = 'link' | 'provider' | 'choice';

/** Something that will be opened later, once, in the same browser. */
export interface NewAttempt {
  readonly kind: AttemptKind;
  /** Known to the browser or the mail only; its hash is kept. */
  readonly secret: string;
  /** The visit of the browser that asks; null for a link made at the console. */
  readonly visit: string | null;
  readonly returnTo: string;
  readonly minutes: number;
  readonly provider?: string;
  readonly nonce?: string;
  readonly verifier?: string;
  readonly email?: string;
  readonly choices?: readonly string[];
  /** The session whose person proves again who they are. */
  readonly again?: string | null;
}

/** Why an attempt does not open. */
export type Unopened = 'unknown' | 'foreign' | 'used' | 'expired';

/** An attempt that was opened. */
export interface Attempt {
  readonly outcome: 'ok';
  readonly provider: string | null;
  readonly nonce: string | null;
  readonly verifier: string | null;
  readonly email: string | null;
  readonly choices: readonly string[] | null;
  readonly returnTo: string;
  readonly again: string | null;
}

/** Somebody behind an account or address. */
export interface Candidate {
  readonly person: string;
  readonly school: string;
  readonly schoolName: string;
  readonly name: string;
  readonly email: string | null;
  readonly inPost: boolean;
  /** Another account of the same provider is matched to them. */
  readonly clash: boolean;
}

/** Attempts to sign in, accounts that are matched to people, and how often somebody tried, in the database. */
@Injectable()
export class SignInStore {
  constructor(@Inject(UnitOfWork) private readonly unit: UnitOfWork) {}

  async begin(attempt: NewAttempt): Promise<void> {
    await this.unit.bare({ text: 'select auth.begin_sign_in($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)' }, [
      this.unit.secret,
      attempt.kind,
      hashOf(attempt.secret),
      attempt.visit === null ? null : hashOf(attempt.visit),
      attempt.provider ?? null,
      attempt.nonce ?? null,
      attempt.verifier ?? null,
      attempt.email ?? null,
      attempt.choices ?? null,
      attempt.returnTo,
      attempt.again ?? null,
      attempt.minutes,
    ]);
  }

  /** Uses an attempt up. */
  take(kind: AttemptKind, secret: string, visit: string): Promise<Attempt | { outcome: Unopened }> {
    return this.read(kind, secret, visit, false);
  }

  /** Only looks whether it would open. */
  look(kind: AttemptKind, secret: string, visit: string): Promise<Attempt | { outcome: Unopened }> {
    return this.read(kind, secret, visit, true);
  }

  private async read(
    kind: AttemptKind,
    secret: string,
    visit: string,
    look: boolean,
  ): Promise<Attempt | { outcome: Unopened }> {
    const [row] = await this.unit.bare<Attempt | { outcome: Unopened }>(
      {
        text: `select outcome, provider, nonce, verifier, email, choices, return_to as "returnTo", again
          from auth.take_sign_in($1, $2, $3, $4, $5)`,
      },
      [this.unit.secret, kind, hashOf(secret), hashOf(visit), look],
    );
    return row ?? { outcome: 'unknown' };
  }

  /** People behind a provider's account (issuer and subject), or else behind a verified address. */
  find(who: { issuer?: string; subject?: string; email: string | null }): Promise<Candidate[]> {
    return this.unit.bare<Candidate>(
      {
        text: `select person, school, school_name as "schoolName", name, email, in_post as "inPost", clash
          from auth.find_people($1, $2, $3, $4)`,
      },
      [this.unit.secret, who.issuer ?? null, who.subject ?? null, who.email],
    );
  }

  /** From now on this account is that person. */
  async match(issuer: string, subject: string, person: string): Promise<void> {
    await this.unit.bare({ text: 'select auth.link_identity($1, $2, $3, $4)' }, [
      this.unit.secret,
      issuer,
      subject,
      person,
    ]);
  }

  /** Counts a try of `what` and says how many there were in the running window, over all processes. */
  async count(what: string, seconds: number): Promise<number> {
    const [row] = await this.unit.bare<{ n: number }>(
      { name: 'auth.count_attempt', text: 'select auth.count_attempt($1, $2, $3) as n' },
      [this.unit.secret, what, seconds],
    );
    return row?.n ?? 0;
  }
}
