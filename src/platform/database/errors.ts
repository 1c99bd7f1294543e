/** The database cannot be reached, or went away while working: nothing half-written stays, trying again is safe. */
export class DatabaseAway extends Error {
  readonly code = 'database-away';
  constructor(cause: unknown) {
    super('The database cannot be reached just now. Nothing was lost; please try again in a moment.', {
      cause,
    });
  }
}

/** A token, session or job secret that is unknown, expired or revoked, whose person has left or whose school has closed. */
export class ProofRefused extends Error {
  readonly code = 'proof-refused';
  constructor(readonly kind: 'token' | 'session' | 'job' = 'token') {
    super(
      kind === 'session'
        ? 'You are not signed in any more. Please sign in again.'
        : 'This token is not valid any more. Ask an administrator of your school for a new one.',
    );
  }
}

/** SQLSTATE of a PostgreSQL error, or the code of a network error. */
export function codeOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null | undefined)?.code;
  return typeof code === 'string' ? code : undefined;
}

const AWAY = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOENT',
  'ENOTFOUND',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  // Cut off for having been silent within a transaction: nothing of it stays.
  '25P03',
]);

/** True when an error means that the database, not the statement, is at fault. */
export function isAway(error: unknown): boolean {
  const code = codeOf(error);
  if (code !== undefined) return AWAY.has(code) || code.startsWith('08');
  const message = String((error as { message?: unknown } | null)?.message);
  return /Connection terminated|connection error|not queryable|timeout exceeded when trying to connect/.test(
    message,
  );
}

/** True when the database asks for the transaction to be tried again: deadlock or serialization failure. */
export function isRetriable(error: unknown): boolean {
  const code = codeOf(error);
  return code === '40001' || code === '40P01';
}

/** True when a statement was prepared before a migration changed what it gives: on a new connection it works. */
export function isStalePlan(error: unknown): boolean {
  return codeOf(error) === '0A000' && /cached plan/.test(String((error as Error).message));
}
