/** What came of the same work on many records. */
export interface BulkOutcome {
  readonly done: readonly string[];
  readonly refused: readonly { readonly id: string; readonly error: unknown }[];
}

/** How many records are worked on at the same time: below the size of the pool of connections. */
const ABREAST = 6;

/** Does one thing to many records, each in a transaction of its own: one that is refused stops no other. In order. */
export async function inBulk(
  ids: readonly string[],
  work: (id: string) => Promise<unknown>,
): Promise<BulkOutcome> {
  const done: string[] = [];
  const refused: { id: string; error: unknown }[] = [];
  const waiting = [...ids].reverse();
  const worker = async (): Promise<void> => {
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      try {
        await work(id);
        done.push(id);
      } catch (error) {
        refused.push({ id, error });
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(ABREAST, ids.length) }, worker));
  const place = new Map(ids.map((id, at) => [id, at]));
  const inOrder = (a: string, b: string): number => (place.get(a) ?? 0) - (place.get(b) ?? 0);
  return {
    done: done.sort(inOrder),
    refused: refused.sort((a, b) => inOrder(a.id, b.id)),
  };
}
