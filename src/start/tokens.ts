import { createHash, randomBytes } from 'node:crypto';
import type { UnitOfWork } from '../platform/database/unit-of-work.js';

export interface TokenRequest {
  readonly school: string;
  readonly person: string;
  /** What it is for; shown in lists of tokens. */
  readonly label: string;
  /** Real days until it is no longer good. */
  readonly days: number;
}

const DAY = 86_400_000;

/**
 * Makes a bearer token as the system. It is given out once, here: the database keeps its hash.
 * Null when the person is not at that school, or has left.
 */
export async function issueToken(unit: UnitOfWork, request: TokenRequest): Promise<string | null> {
  const token = randomBytes(32).toString('base64url');
  const hash = createHash('sha256').update(token).digest();
  const expires = new Date(Date.now() + request.days * DAY);
  const [row] = await unit.run(unit.job(request.school), (tx) =>
    tx.query<{ id: string | null }>('select auth.issue_token($1, $2, $3, $4) as id', [
      request.person,
      hash,
      request.label,
      expires,
    ]),
  );
  return row?.id ? token : null;
}
