const MINUTE = 60_000;

/**
 * Passes the same trouble on once a minute at most: a server that is away for an hour is one sentence, not thousands.
 *
 * @param now milliseconds that never run backwards
 */
export function seldom(
  tell: (error: unknown) => void,
  now: () => number = () => performance.now(),
): (error: unknown) => void {
  const toldAt = new Map<string, number>();
  return (error) => {
    const what = error instanceof Error ? error.message : String(error);
    const last = toldAt.get(what);
    if (last !== undefined && now() - last < MINUTE) return;
    if (toldAt.size > 100) toldAt.clear();
    toldAt.set(what, now());
    tell(error);
  };
}
