/** Longest time that each part may take to end, milliseconds; all of them together stay under ten seconds. */
const PATIENCE = 4_500;

/**
 * What a process has opened, closed in reverse order when it ends: the database, opened first, goes last.
 */
export class Life {
  private readonly parts: (() => Promise<void>)[] = [];
  private ending: Promise<void> | undefined;

  /** @param close ends it; what it throws is told and does not keep the rest from ending */
  opened(close: () => Promise<void>): void {
    this.parts.push(close);
  }

  /** Ends everything, once. */
  end(): Promise<void> {
    this.ending ??= this.endAll();
    return this.ending;
  }

  /** Ends on SIGTERM and SIGINT; a second signal does not wait. `say` hears what is going on. */
  endOnSignal(say: (sentence: string) => void): void {
    let asked = false;
    const stop = (): void => {
      if (asked) process.exit(1);
      asked = true;
      say('Stopping: finishing what runs.');
      void this.end().then(() => process.exit(0));
    };
    process.on('SIGTERM', stop);
    process.on('SIGINT', stop);
  }

  private async endAll(): Promise<void> {
    for (const close of this.parts.reverse()) {
      let alarm: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => {
        alarm = setTimeout(resolve, PATIENCE);
      });
      const closed = close().catch((error: unknown) => {
        process.stderr.write(`While stopping: ${error instanceof Error ? error.message : String(error)}\n`);
      });
      await Promise.race([closed, enough]);
      clearTimeout(alarm);
    }
  }
}
