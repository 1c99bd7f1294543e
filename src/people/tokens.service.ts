import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Refused } from '../api/problem.js';
import type { Proof } from '../platform/database/principal.js';
import { UnitOfWork } from '../platform/database/unit-of-work.js';

/** A token as lists show it: never the token. */
export interface TokenEntry {
  readonly id: string;
  readonly personId: string;
  readonly label: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly revokedAt: Date | null;
  /** Who issued it; null for the command line. */
  readonly madeBy: string | null;
}

/** Bearer tokens of people. Only hashes are kept: a token is shown once, when it is made. */
@Injectable()
export class Tokens {
  constructor(@Inject(UnitOfWork) private readonly unit: UnitOfWork) {}

  /**
   * Makes a token: 32 random bytes, base64url. For an administrator or the system; every token names who made it.
   * @throws Refused 404 'no-such-person' also for somebody who has left
   */
  async create(
    proof: Proof,
    personId: string,
    label: string,
    expiresAt: string,
  ): Promise<{ id: string; token: string }> {
    const token = randomBytes(32).toString('base64url');
    const hash = createHash('sha256').update(token).digest();
    const id = await this.unit.run(proof, async (tx) => {
      const [row] = await tx.query<{ id: string | null }>('select auth.issue_token($1, $2, $3, $4) as id', [
        personId,
        hash,
        label,
        expiresAt,
      ]);
      return row?.id ?? null;
    });
    if (id === null)
      throw new Refused(404, 'no-such-person', 'There is no such person in post in this school.');
    return { id, token };
  }

  /** An administrator's list of all, everybody else's of their own. */
  list(proof: Proof): Promise<TokenEntry[]> {
    return this.unit.run(proof, (tx) =>
      tx.query<TokenEntry>(
        `select id, person_id as "personId", label, created_at as "createdAt", expires_at as "expiresAt",
            revoked_at as "revokedAt", made_by as "madeBy" from auth.tokens()`,
      ),
    );
  }

  /** From now on the token opens nothing. @throws Refused 404 'no-such-token' */
  async revoke(proof: Proof, id: string): Promise<void> {
    const [row] = await this.unit.run(proof, (tx) =>
      tx.query<{ done: boolean }>('select auth.revoke_token($1) as done', [id]),
    );
    if (!row?.done) throw new Refused(404, 'no-such-token', 'There is no such token.');
  }
}
