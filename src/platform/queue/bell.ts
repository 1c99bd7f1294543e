import { within } from './patience.js';

/**
 * Makes one stroke out of many. A ring while a stroke is under way waits for the next one, which all who rang
 * meanwhile share: the stroke under way may have been heard before their commit. So a thousand commits in a burst cost
 * a few additions to the queue, and each commit is followed by a stroke that began after it.
 */
export class Bell {
  private current: Promise<boolean> | undefined;
  private next: Promise<boolean> | undefined;
  private struckAt = 0;
  /** The stroke for which a caller has waited in vain. */
  private silent: Promise<boolean> | undefined;

  /**
   * @param strike adds to the queue; a rejection means that it was not heard.
   * @param patience milliseconds after which a caller is told "not heard" and later callers do not wait at all.
   */
  constructor(
    private readonly strike: () => Promise<unknown>,
    private readonly patience: number,
  ) {}

  /** @returns whether the queue took a stroke that began after this call. Never throws. */
  async ring(): Promise<boolean> {
    if (this.isHanging()) return false;
    const heard = await within<boolean | undefined>(this.patience, this.join(), undefined);
    if (heard === undefined) this.silent = this.current;
    return heard ?? false;
  }

  /** Timers may end a moment early: whoever has waited once counts, whatever the clock says. */
  private isHanging(): boolean {
    if (this.current === undefined) return false;
    return this.current === this.silent || performance.now() - this.struckAt > this.patience;
  }

  private join(): Promise<boolean> {
    if (this.next) return this.next;
    if (!this.current) return this.begin();
    this.next = this.current.then(() => {
      this.next = undefined;
      return this.begin();
    });
    return this.next;
  }

  private begin(): Promise<boolean> {
    this.struckAt = performance.now();
    this.current = this.strike().then(
      () => this.end(true),
      () => this.end(false),
    );
    return this.current;
  }

  private end(heard: boolean): boolean {
    this.current = undefined;
    return heard;
  }
}
