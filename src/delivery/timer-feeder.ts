import type { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Doorbell, Shelf, TimerCall } from '../platform/queue/index.js';

export interface FeederOptions {
  /** How often the near horizon is looked at. Milliseconds. */
  readonly everyMs: number;
  /** How far ahead timers go to the queue. Milliseconds; several times `everyMs`, so that none is missed. */
  readonly horizonMs: number;
  readonly onTrouble: (error: unknown) => void;
  /** Where the queue puts them, and what they are; the engine's timers unless said otherwise. */
  readonly shelf?: Shelf;
  readonly near?: (horizonMs: number, most: number) => Promise<TimerCall[]>;
}

/** Most timers that lie in the queue at a time; the others follow, and whatever is due is found by looking anyway. */
const MOST = 20_000;
/** A queue that was away is tried again after so many milliseconds. */
const SOON = 1_000;

/**
 * Due times are the engine's; the queue keeps real time, so the engine's offset is taken off. While the clock stands
 * still nothing falls due by itself, so there is nothing to feed. JavaScript cuts microseconds off: without the extra
 * time a job could come a moment before its timer is due, and would find nothing to do.
 */
const NEAR = {
  name: 'delivery.near_timers',
  text: `select t.id::text as timer, t.generation, t.due_at - c.ahead + interval '5 milliseconds' as due_at
    from engine.clock c, engine.near_timers($1, engine.now() + $2 * interval '1 millisecond', $3) t
    where c.frozen_at is null order by t.due_at`,
};

/** Puts timers of the near horizon into the queue, and puts them there again when the queue has lost them. */
export class TimerFeeder {
  private fed = new Set<string>();
  private alarm: NodeJS.Timeout | undefined;
  private feeding: Promise<void> = Promise.resolve();
  private stopped = false;
  /** The queue did not take everything: it was away, as when a process has just started. */
  private isShort = false;

  constructor(
    private readonly unit: UnitOfWork,
    private readonly doorbell: Doorbell,
    private readonly options: FeederOptions,
  ) {}

  start(): void {
    this.feeding = this.turn();
  }

  /** Finishes what is under way, then stops. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.alarm);
    await this.feeding;
  }

  /** Looks once. Returns how many timers the queue took. */
  async feed(): Promise<number> {
    const near = await this.near();
    const known = near.filter((call) => this.fed.has(keyOf(call)));
    const lost = known.length > 0 && (await this.held()) < known.length;
    const wanted = lost ? near : near.filter((call) => !this.fed.has(keyOf(call)));
    const taken = await this.doorbell.schedule(wanted, this.options.shelf);
    this.isShort = taken < wanted.length;
    const kept = lost ? [] : known;
    this.fed = new Set([...kept, ...wanted.slice(0, taken)].map(keyOf));
    return taken;
  }

  private async turn(): Promise<void> {
    try {
      await this.feed();
    } catch (error) {
      this.options.onTrouble(error);
    }
    if (this.stopped) return;
    const { everyMs } = this.options;
    this.alarm = setTimeout(() => this.start(), this.isShort ? Math.min(SOON, everyMs) : everyMs);
  }

  private async near(): Promise<TimerCall[]> {
    if (this.options.near) return this.options.near(this.options.horizonMs, MOST);
    const rows = await this.unit.bare<{ timer: string; generation: number; due_at: Date }>(NEAR, [
      this.unit.secret,
      this.options.horizonMs,
      MOST,
    ]);
    return rows.map(({ timer, generation, due_at }) => ({ timer, generation, dueAt: due_at }));
  }

  /** How many jobs the queue says that it holds: fewer than were fed and are still to come means that it lost some. */
  private async held(): Promise<number> {
    const { ok, queues } = await this.doorbell.health();
    const depth = queues?.[this.options.shelf ?? 'timers'];
    return ok && depth ? depth.waiting + depth.delayed : 0;
  }
}

const keyOf = ({ timer, generation }: TimerCall): string => `${timer}/${generation}`;
