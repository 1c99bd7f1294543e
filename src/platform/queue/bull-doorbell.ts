import { UnrecoverableError } from 'bullmq';
import type { Job } from 'bullmq';
import { NO_DATA } from './backend.js';
import type { BellBackend, BellQueue, BellWorker, NoData, OnTrouble, QueueName } from './backend.js';
import { Bell } from './bell.js';
import { Collector } from './collector.js';
import type {
  Depth,
  Doorbell,
  DoorbellHandlers,
  DoorbellHealth,
  Ring,
  Shelf,
  TimerCall,
} from './doorbell.js';
import { FAILED_KEPT, QUEUE, WORKER, ringOptions } from './job-options.js';
import { within } from './patience.js';
import { delayOf, readTimerJobId, timerJobId } from './timer-job.js';

const RING_PATIENCE = 250;
const HEALTH_PATIENCE = 2_000;
const CLOSING_PATIENCE = 5_000;
/** Timers that go to the queue in one call, and how long that may take. */
const BATCH = 1_000;
const BATCH_PATIENCE = 10_000;

/** Ring jobs carry their name only; timers of the near horizon lie in the queue of the same name. */
const RING = 'ring';
const TIMER = 'timer';
/** Mails are answered in bunches: so many of their jobs are open at a time. */
const MAIL_BUNCH = 100;

type BellJob = Job<NoData, void, string>;

/** The doorbell on BullMQ, whichever the backend: one queue and one worker for the outbox, one of each for timers and mail. */
export class BullDoorbell implements Doorbell {
  private readonly queues: Record<QueueName, BellQueue>;
  private readonly bells: Record<Ring, Bell>;
  private readonly workers: BellWorker[] = [];
  private closing: Promise<void> | undefined;

  constructor(
    private readonly backend: BellBackend,
    private readonly onTrouble: OnTrouble,
  ) {
    this.queues = {
      outbox: backend.openQueue('outbox', QUEUE),
      timers: backend.openQueue('timers', QUEUE),
      mail: backend.openQueue('mail', QUEUE),
    };
    this.bells = { outbox: this.bell('outbox'), timers: this.bell('timers') };
  }

  async ring(what: Ring): Promise<boolean> {
    return this.isOpen() && this.bells[what].ring();
  }

  async schedule(timers: readonly TimerCall[], shelf: Shelf = 'timers'): Promise<number> {
    const jobs = this.timerJobs(timers);
    let taken = 0;
    for (let from = 0; from < jobs.length; from += BATCH) {
      const batch = jobs.slice(from, from + BATCH);
      if (!this.isOpen() || !(await this.add(batch, shelf))) break;
      taken += batch.length;
    }
    return taken;
  }

  async work(handlers: DoorbellHandlers, { concurrency = 4 } = {}): Promise<void> {
    if (this.workers.length > 0) throw new Error('This doorbell is being answered already.');
    if (this.closing) throw new Error('This doorbell is closed.');
    const answerOutbox = (job: BellJob) => answerRing(job, handlers.outbox);
    const answerTimers = (job: BellJob) =>
      job.name === RING ? answerRing(job, handlers.timers) : answerTimer(job, handlers);
    const report = (answer: (job: BellJob) => Promise<void>) => this.reporting(answer);
    this.workers.push(
      this.backend.openWorker('outbox', report(answerOutbox), WORKER),
      this.backend.openWorker('timers', report(answerTimers), { ...WORKER, concurrency }),
    );
    if (!handlers.mail) return;
    const bunches = new Collector(handlers.mail.bind(handlers), MAIL_BUNCH);
    this.workers.push(
      this.backend.openWorker('mail', report(answerMail(bunches)), {
        ...WORKER,
        concurrency: 2 * MAIL_BUNCH,
      }),
    );
  }

  async health(): Promise<DoorbellHealth> {
    const backend = this.backend.kind;
    const unknown = { waiting: 0, delayed: 0, failed: 0 };
    const away = (reason: string): DoorbellHealth => ({
      backend,
      ok: false,
      detail: `The queue does not answer (${reason}). Work goes on and is found by looking; nothing is lost.`,
      ...unknown,
    });
    if (this.closing) return away('this doorbell is closed');
    const examined = this.examine().catch((error: unknown) => away(reasonOf(error)));
    return within(HEALTH_PATIENCE, examined, away('it is silent'));
  }

  async forget(): Promise<void> {
    await Promise.all(Object.values(this.queues).map((queue) => queue.obliterate({ force: true })));
  }

  close(): Promise<void> {
    this.closing ??= this.shut();
    return this.closing;
  }

  private isOpen(): boolean {
    return this.closing === undefined && this.backend.reachable();
  }

  private bell(what: Ring): Bell {
    return new Bell(() => this.queues[what].add(RING, NO_DATA, ringOptions(what)), RING_PATIENCE);
  }

  /** One job per arming, however often the caller names it. */
  private timerJobs(timers: readonly TimerCall[]) {
    const now = Date.now();
    const jobs = timers.map((timer) => ({
      name: TIMER,
      data: NO_DATA,
      opts: { jobId: timerJobId(timer), delay: delayOf(timer, now) },
    }));
    return [...new Map(jobs.map((job) => [job.opts.jobId, job])).values()];
  }

  private async add(jobs: ReturnType<BullDoorbell['timerJobs']>, shelf: Shelf): Promise<boolean> {
    const added = this.forgetFailed(new Set(jobs.map((job) => job.opts.jobId)), shelf)
      .then(() => this.queues[shelf].addBulk(jobs))
      .then(() => true);
    added.catch((error: unknown) => this.onTrouble(asError(error)));
    return within(BATCH_PATIENCE, added, false);
  }

  /** A job that was given up is kept for people to see, and its id with it: BullMQ would ignore the same id. */
  private async forgetFailed(ids: ReadonlySet<string>, shelf: Shelf): Promise<void> {
    const failed = await this.queues[shelf].getFailed(0, FAILED_KEPT);
    await Promise.all(
      failed.filter((job) => job.id !== undefined && ids.has(job.id)).map((job) => job.remove()),
    );
  }

  private reporting(answer: (job: BellJob) => Promise<void>): (job: BellJob) => Promise<void> {
    return async (job) => {
      try {
        await answer(job);
      } catch (error) {
        this.onTrouble(asError(error));
        throw error;
      }
    };
  }

  private async examine(): Promise<DoorbellHealth> {
    const { ok, detail } = await this.backend.examine();
    const depths = await Promise.all(
      Object.entries(this.queues).map(async ([name, queue]): Promise<[string, Depth]> => {
        const { wait = 0, delayed = 0, failed = 0 } = await queue.getJobCounts('wait', 'delayed', 'failed');
        return [name, { waiting: wait, delayed, failed }];
      }),
    );
    const total = (state: keyof Depth) => depths.reduce((sum, [, depth]) => sum + depth[state], 0);
    return {
      backend: this.backend.kind,
      ok,
      detail,
      ...{ waiting: total('waiting'), delayed: total('delayed'), failed: total('failed') },
      queues: Object.fromEntries(depths),
    };
  }

  /** Without a server no job can be finished properly, so its workers are not waited for: others take their jobs over. */
  private async shut(): Promise<void> {
    const force = !this.backend.reachable();
    const workers = Promise.all(this.workers.map((worker) => worker.close(force)));
    await within(CLOSING_PATIENCE, workers, []);
    await within(CLOSING_PATIENCE, Promise.all(Object.values(this.queues).map((queue) => queue.close())), []);
    await this.backend.close();
  }
}

/** The key is given back first: a commit during the answer may be too late for it, and must be able to ring again. */
async function answerRing(job: BellJob, handle: () => Promise<void>): Promise<void> {
  await job.removeDeduplicationKey();
  await handle();
}

async function answerTimer(job: BellJob, handlers: DoorbellHandlers): Promise<void> {
  const call = readTimerJobId(job.id ?? '');
  if (!call) throw new UnrecoverableError(`Job ${job.id} is none of this queue's.`);
  await handlers.timer(call.timer, call.generation);
}

const answerMail =
  (bunches: Collector) =>
  async (job: BellJob): Promise<void> => {
    const call = readTimerJobId(job.id ?? '');
    if (!call) throw new UnrecoverableError(`Job ${job.id} is none of this queue's.`);
    await bunches.add(call.timer);
  };

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
const reasonOf = (error: unknown): string => asError(error).message || 'no connection';
