/** What a command came to. The same idempotency key always gets the same answer. */
export interface Answer {
  readonly id: string;
  readonly chart: string;
  readonly version: number;
  readonly state: string;
  readonly status: string;
  readonly revision: number;
  readonly at: string;
  /** Names the whole chain of consequences, for `settle`. */
  readonly root: string;
}
