/** What a ring is about: a committed outbox row, or a timer that may be due already. */
export type Ring = 'outbox' | 'timers';

/** Where things with a due time lie: the engine's timers, and mails, so that a burst of mail delays no clock. */
export type Shelf = 'timers' | 'mail';

/** One entry of a timer into the queue: its id, its generation, and when it is due in real time. */
export interface TimerCall {
  timer: string;
  generation: number;
  /** Real time. A caller whose clock is moved subtracts its offset first. */
  dueAt: Date;
}

/**
 * What the doorbell calls. Each may be called twice, late, or not at all for one cause, by many processes at once:
 * it looks in PostgreSQL for what is really to be done. One that throws is called again, a few times, ever later.
 */
export interface DoorbellHandlers {
  /** Deliver what the outbox holds. */
  outbox(): Promise<void>;
  /** Look for timers that are due. */
  timers(): Promise<void>;
  /** This timer's time has come, if the row still says so. */
  timer(timer: string, generation: number): Promise<void>;
  /** These mails' time has come, if their rows still say so; several at a time. Without it nobody here answers for mail. */
  mail?(ids: readonly string[]): Promise<void>;
}

/** Jobs of one queue. */
export interface Depth {
  /** Ready to be worked on. */
  readonly waiting: number;
  /** Not due yet, or to be tried again. */
  readonly delayed: number;
  /** Given up after several tries. */
  readonly failed: number;
}

/** How the queue is, in words and numbers, for the health page and `doctor`. */
export interface DoorbellHealth {
  backend: 'redis' | 'postgres';
  ok: boolean;
  /** One sentence: what is right, or what is wrong and what to do. */
  detail: string;
  /** Jobs ready to be worked on. */
  waiting: number;
  /** Timers that lie in the queue until they are due, and calls that will be tried again. */
  delayed: number;
  /** Jobs that were given up after several tries; the last hundred of each kind are kept. */
  failed: number;
  /** The same by queue; nothing while the queue does not answer. */
  queues?: Readonly<Record<string, Depth>>;
}

/**
 * Rings when there is work in PostgreSQL. It is a convenience and never the truth: a ring carries ids only and may be
 * lost, doubled or late without harm, because whoever answers reads the database, and the database is also polled.
 */
export interface Doorbell {
  /**
   * Says that something was committed. Rings that nobody has answered yet become one.
   * Never throws; answers within a quarter of a second, and at once while the queue is known to be away.
   * @returns whether the queue took it.
   */
  ring(what: Ring): Promise<boolean>;

  /**
   * Puts timers of the near horizon into the queue; those already there are left as they are.
   * @returns how many different timers the queue has acknowledged, 0 when it is away.
   * @throws RangeError for a timer without id, generation or date (an error of the caller).
   */
  schedule(timers: readonly TimerCall[], shelf?: Shelf): Promise<number>;

  /**
   * Starts to answer, once. `concurrency` is the number of timers worked on at the same time (4).
   * The outbox and the look for due timers are each answered by one call at a time.
   */
  work(handlers: DoorbellHandlers, options?: { concurrency?: number }): Promise<void>;

  /** Never throws; answers within about two seconds. */
  health(): Promise<DoorbellHealth>;

  /** Leaves nothing of itself in the queue's server: for a queue that nobody will open again. */
  forget(): Promise<void>;

  /** Lets running handlers finish, for at most five seconds, and gives back every connection. May be called twice. */
  close(): Promise<void>;
}

/** Where the queue lives: on Redis when there is a `redisUrl`, otherwise in the PostgreSQL of `databaseUrl`. */
export interface DoorbellOptions {
  redisUrl?: string;
  /** The application's login; it needs the grants of `installQueueSchema`. */
  databaseUrl: string;
  /** Keeps several installations apart on one Redis. */
  prefix?: string;
  /** The PostgreSQL schema of the queue's tables. */
  schema?: string;
  /** Told of every error that the queue survives by itself, and of every handler that threw. */
  onTrouble?: (error: Error) => void;
}

export const DEFAULT_SCHEMA = 'queue';
export const DEFAULT_PREFIX = 'cpd';
