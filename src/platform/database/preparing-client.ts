import pg from 'pg';

/** From this use on a statement is worth a name: what is asked once or twice would only take up the server's memory. */
const WORTH_A_NAME = 3;
/** Texts remembered per process. Code writes far fewer; texts built from filters must not fill the server's memory. */
const MOST = 1000;
/** Only these can be prepared, and only one at a time. */
const PREPARABLE = /^\s*(?:select|insert|update|delete|with)\b[^;]*$/i;

interface Known {
  readonly name: string;
  uses: number;
}

const known = new Map<string, Known>();

/** The name under which every connection of this process prepares a text; undefined for one that is not worth it. */
function nameFor(text: string): string | undefined {
  let entry = known.get(text);
  if (!entry) {
    if (known.size >= MOST || !PREPARABLE.test(text)) return undefined;
    entry = { name: `text-${known.size}`, uses: 0 };
    known.set(text, entry);
  }
  entry.uses += 1;
  return entry.uses >= WORTH_A_NAME ? entry.name : undefined;
}

/** What `query` was given, with a name where that pays. */
function named(given: unknown): unknown {
  if (typeof given === 'string') {
    const name = nameFor(given);
    return name === undefined ? given : { name, text: given };
  }
  const config = given as { name?: string; text?: string; submit?: unknown };
  if (config.name !== undefined || config.submit !== undefined || config.text === undefined) return given;
  const name = nameFor(config.text);
  return name === undefined ? given : { ...config, name };
}

/**
 * A connection that prepares what is asked again and again. Policies make planning a statement dearer than running it; a
 * prepared one is planned once per connection.
 */
export class PreparingClient extends pg.Client {
  constructor(config?: string | pg.ClientConfig) {
    super(config);
    const query = this.query.bind(this) as (...given: unknown[]) => unknown;
    this.query = ((first: unknown, ...rest: unknown[]) => query(named(first), ...rest)) as typeof this.query;
  }
}
