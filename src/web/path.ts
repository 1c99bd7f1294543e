/** Names of the parameters of a pattern: '/records/:id' has 'id'. */
export type Params<P extends string> = P extends `${infer Head}/${infer Tail}`
  ? Params<Head> | Params<Tail>
  : P extends `:${infer Name}`
    ? Name
    : never;

/** What must be given to write an address down: nothing where the pattern has no parameter. */
type Given<P extends string> = [Params<P>] extends [never] ? [] : [params: Record<Params<P>, string>];

/** One address of the product, for the route and for every link to it. */
export interface Path<P extends string = string> {
  readonly pattern: P;
  /** The address with its parameters filled in, e.g. `paths.record.to({ id })`. */
  to(...given: Given<P>): string;
}

/** Writes an address down once. Parameters are whole segments: '/records/:id/history'. */
export function path<P extends string>(pattern: P): Path<P> {
  return {
    pattern,
    to: (...[given]) =>
      pattern.replaceAll(/:(\w+)/g, (_, name: string) =>
        encodeURIComponent((given as Record<string, string> | undefined)?.[name] ?? ''),
      ),
  };
}

/** An address with a query; what is undefined or empty is left out. */
export function withQuery(address: string, query: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return given.length === 0 ? address : `${address}?${new URLSearchParams(given).toString()}`;
}

/** Whether this is an address of ours to which people may be sent: never another host, never half an address. */
export function isOwnAddress(address: string): boolean {
  return /^\/(?![/\\])[^\\\s]*$/.test(address);
}
