import { Refused } from '../api/problem.js';
import type { Tx } from '../platform/database/unit-of-work.js';

/** Minutes for which somebody who proved who they are may sign a statement. */
export const RECENT_MINUTES = 10;

/**
 * Before something is signed: whoever sits at somebody's open browser must not agree in their name. Asked of the database, which
 * knows the session that this transaction showed. A bearer token is a proof by itself at every call and has nothing to renew.
 * @throws Refused 403 'prove-again'
 */
export async function mustHaveProvedRecently(tx: Tx): Promise<void> {
  if (!tx.principal.audiences.some((audience) => audience.startsWith('session:'))) return;
  const [row] = await tx.query<{ recent: boolean | null }>(
    'select auth.proved_at() > clock_timestamp() - make_interval(mins => $1) as recent',
    [RECENT_MINUTES],
  );
  if (row?.recent) return;
  throw new Refused(
    403,
    'prove-again',
    'Please show once more that it is you before you sign. Nothing that you typed is lost.',
  );
}
