/** A file that a form sent. */
export interface SentFile {
  readonly name: string;
  readonly type: string;
  readonly content: Buffer;
}

/** What a form sent, as it was typed. */
export class Fields {
  constructor(
    private readonly entries: ReadonlyMap<string, readonly string[]> = new Map(),
    private readonly files: ReadonlyMap<string, SentFile> = new Map(),
  ) {}

  static of(
    form: URLSearchParams | Iterable<readonly [string, string]>,
    files?: ReadonlyMap<string, SentFile>,
  ): Fields {
    const entries = new Map<string, string[]>();
    for (const [name, value] of form) entries.set(name, [...(entries.get(name) ?? []), value]);
    return new Fields(entries, files);
  }

  /** The text of one field, line ends as people mean them; empty when it was not sent. */
  text(name: string): string {
    return (this.entries.get(name)?.at(-1) ?? '').replaceAll('\r\n', '\n');
  }

  /** Everything ticked under one name. */
  all(name: string): readonly string[] {
    return this.entries.get(name) ?? [];
  }

  has(name: string): boolean {
    return this.entries.has(name);
  }

  file(name: string): SentFile | undefined {
    return this.files.get(name);
  }

  /** What people typed, without the form's own machinery (names that begin with _). */
  typed(): Record<string, string | readonly string[]> {
    return Object.fromEntries(
      [...this.entries]
        .filter(([name]) => !name.startsWith('_'))
        .map(([name, values]) => [name, values.length > 1 ? values : (values[0] ?? '')]),
    );
  }

  /** Key of this very form, and the record's revision when it was shown: for `visit.tell`. */
  get once(): { readonly key?: string; readonly expectedRevision?: number } {
    const [key, revision] = [this.text('_key'), this.text('_revision')];
    return {
      ...(/^[\w-]{8,60}$/.test(key) ? { key } : {}),
      ...(/^\d{1,9}$/.test(revision) ? { expectedRevision: Number(revision) } : {}),
    };
  }
}
