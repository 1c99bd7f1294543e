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

/** Kept beside the answers, so that an answer given again is the same to the letter. */
const quiet = new WeakSet<object>();

/** Notes that the step behind an answer left nothing to deliver. */
export function withoutConsequences(answer: Answer): Answer {
  quiet.add(answer);
  return answer;
}

/** True when there is certainly nothing to wait for after this answer. */
export function isQuiet(answer: object): boolean {
  return quiet.has(answer);
}
