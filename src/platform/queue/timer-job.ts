import type { TimerCall } from './doorbell.js';

const ID = /^t-(.+)-(\d+)$/s;

/** A job's id must hold no colon, which BullMQ keeps for itself; everything else in a timer's id is left readable. */
const encode = (timer: string): string => timer.replaceAll('%', '%25').replaceAll(':', '%3A');
const decode = (timer: string): string => timer.replaceAll('%3A', ':').replaceAll('%25', '%');

/**
 * The job id of one arming of a timer. A timer armed again has a new generation and so a new job: BullMQ ignores a new
 * delay for an id that it already has.
 * @throws RangeError when the timer has no id or the generation is not a whole number from 0.
 */
export function timerJobId({ timer, generation }: Pick<TimerCall, 'timer' | 'generation'>): string {
  if (timer === '') throw new RangeError('A timer without an id cannot be put in the queue.');
  if (!Number.isSafeInteger(generation) || generation < 0) {
    throw new RangeError(`Timer ${timer} has generation ${generation}; a whole number from 0 is expected.`);
  }
  return `t-${encode(timer)}-${generation}`;
}

/** The reverse of `timerJobId`; nothing for the id of another kind of job. */
export function readTimerJobId(id: string): Pick<TimerCall, 'timer' | 'generation'> | undefined {
  const [, timer, generation] = ID.exec(id) ?? [];
  if (timer === undefined || generation === undefined) return undefined;
  return { timer: decode(timer), generation: Number(generation) };
}

/**
 * Milliseconds from `now` until the timer is due, 0 for one that is overdue.
 * @throws RangeError when the date is none: a delay that is not a number would fire at once.
 */
export function delayOf({ timer, dueAt }: TimerCall, now: number): number {
  const due = dueAt.getTime();
  if (Number.isNaN(due)) throw new RangeError(`Timer ${timer} has no valid due date.`);
  return Math.max(0, due - now);
}
