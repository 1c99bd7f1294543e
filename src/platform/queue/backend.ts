import type { JobsOptions, Processor, QueueOptions, WorkerOptions } from 'bullmq';

/** The queue's names, alike on both backends: BullMQ's prefix (Redis) or schema (PostgreSQL) keeps installations apart. */
export const QUEUES = ['outbox', 'timers', 'mail'] as const;
export type QueueName = (typeof QUEUES)[number];

/** A job carries its id and nothing else. */
export type NoData = Record<string, never>;
export const NO_DATA: NoData = {};

export type JobProcessor = Processor<NoData, void, string>;

/** What the doorbell uses of a BullMQ queue. */
export interface BellQueue {
  add(name: string, data: NoData, options: JobsOptions): Promise<unknown>;
  addBulk(jobs: { name: string; data: NoData; opts: JobsOptions }[]): Promise<unknown[]>;
  getFailed(from: number, to: number): Promise<{ id?: string | undefined; remove(): Promise<void> }[]>;
  getJobCounts(...states: ('wait' | 'delayed' | 'failed')[]): Promise<{ [state: string]: number }>;
  obliterate(options: { force: boolean }): Promise<void>;
  close(): Promise<void>;
}

/** What the doorbell uses of a BullMQ worker. */
export interface BellWorker {
  waitUntilReady(): Promise<unknown>;
  close(force?: boolean): Promise<void>;
}

/** The one seam between Redis and PostgreSQL: how BullMQ is connected, and how that connection is. */
export interface BellBackend {
  readonly kind: 'redis' | 'postgres';
  /** False when a call now would certainly fail or wait for a reconnection. */
  reachable(): boolean;
  openQueue(name: QueueName, options: Omit<QueueOptions, 'connection'>): BellQueue;
  openWorker(name: QueueName, process: JobProcessor, options: Omit<WorkerOptions, 'connection'>): BellWorker;
  /** @throws when the server does not answer. */
  examine(): Promise<{ ok: boolean; detail: string }>;
  /** Gives back the connections, also those on which something hangs. */
  close(): Promise<void>;
}

/** Told of what the queue survives by itself. */
export type OnTrouble = (error: Error) => void;
