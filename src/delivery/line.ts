import type { TimerCall } from '../platform/queue/index.js';

/**
 * Work of a feature that falls due by itself, beside the engine's timers: its mails. The database decides what is due; the
 * queue only wakes, so everything here may be called twice, late, or by many processes at once.
 */
export interface Line {
  /** What falls due within so many milliseconds, for the queue. */
  near(horizonMs: number, most: number): Promise<TimerCall[]>;
  /** Does one batch of what is due (`ids`: of these only). Returns how many it took on. */
  once(ids?: readonly string[]): Promise<number>;
  /** Looks whether anything is to be planned. */
  sweep(): Promise<void>;
}
