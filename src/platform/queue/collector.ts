/** How long the first of a bunch waits for others, milliseconds. */
const PAUSE = 5;

/** Makes bunches out of single calls, so that what is due at the same moment is answered with a few statements. */
export class Collector {
  private bunch: string[] = [];
  private answer: Promise<void> | undefined;
  private close: () => void = () => undefined;

  /** @param most ids in a bunch */
  constructor(
    private readonly handle: (ids: readonly string[]) => Promise<void>,
    private readonly most: number,
  ) {}

  /** Ends as the bunch ends that the id was in. */
  add(id: string): Promise<void> {
    this.answer ??= this.begin();
    const { answer } = this;
    this.bunch.push(id);
    if (this.bunch.length >= this.most) this.close();
    return answer;
  }

  private async begin(): Promise<void> {
    await new Promise<void>((resolve) => {
      const alarm = setTimeout(resolve, PAUSE);
      this.close = () => {
        clearTimeout(alarm);
        this.answer = undefined;
        resolve();
      };
    });
    const ids = this.bunch;
    this.bunch = [];
    this.answer = undefined;
    await this.handle(ids);
  }
}
