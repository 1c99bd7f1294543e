import type { JobsOptions, QueueOptions, WorkerOptions } from 'bullmq';

/** How many given-up jobs of a queue are kept for people to look at. */
export const FAILED_KEPT = 100;

/**
 * A finished job leaves nothing behind, so that its id is free again. A handler that throws is tried five times within
 * some fifteen seconds; after that the sweeps of the engine have it.
 */
const JOBS: JobsOptions = {
  removeOnComplete: true,
  removeOnFail: { count: FAILED_KEPT },
  attempts: 5,
  backoff: { type: 'exponential', delay: 1_000 },
};

/** BullMQ keeps ten thousand events by default; nobody reads them here. */
export const QUEUE: Omit<QueueOptions, 'connection'> = {
  defaultJobOptions: JOBS,
  streams: { events: { maxLen: 256 } },
};

/**
 * A job whose worker was killed comes back after about a minute, as often as need be: handlers may be called twice, so
 * a second crash is no reason to give it up. After an error of the connection a worker tries again within a second.
 */
export const WORKER: Omit<WorkerOptions, 'connection'> = { maxStalledCount: 1_000, runRetryDelay: 1_000 };

/** Equal rings are one job as long as nobody has begun to answer it. */
export const ringOptions = (what: string): JobsOptions => ({ deduplication: { id: what } });
