import cliProgress from 'cli-progress';

/** Where a command writes: one document or plain words to stdout, everything on the way to stderr. */
export class Output {
  constructor(
    /** True: stdout gets one JSON document and nothing else. */
    readonly json: boolean,
    private readonly streams: {
      readonly out: NodeJS.WritableStream;
      readonly err: NodeJS.WriteStream | NodeJS.WritableStream;
    } = { out: process.stdout, err: process.stderr },
  ) {}

  /** The result: `document` for scripts, `words` for people. */
  result(document: unknown, words: string): void {
    const text = this.json ? JSON.stringify(document, null, 2) : words.replace(/\n+$/, '');
    this.streams.out.write(`${text}\n`);
  }

  /** Something worth knowing on the way. */
  say(sentence: string): void {
    this.streams.err.write(`${sentence}\n`);
  }

  /** A bar on a terminal; nothing elsewhere. `done` may be called with any growing number. */
  progress(what: string, total: number): { done(count: number): void; end(): void } {
    const isTerminal = 'isTTY' in this.streams.err && this.streams.err.isTTY;
    if (!isTerminal) return { done: () => undefined, end: () => undefined };
    const bar = new cliProgress.SingleBar({
      format: `${what} [{bar}] {value} of {total}`,
      stream: this.streams.err,
      hideCursor: true,
      clearOnComplete: true,
    });
    bar.start(Math.max(total, 1), 0);
    return { done: (count) => bar.update(count), end: () => bar.stop() };
  }
}

/** Rows under headings, columns as wide as their widest cell. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = headings.map((title, i) =>
    Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)),
  );
  const draw = (row: readonly string[]): string =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join('  ')
      .trimEnd();
  return [draw(headings), draw(widths.map((width) => '-'.repeat(width))), ...rows.map(draw)].join('\n');
}
