import type { EngineClock } from '../clock.js';
import type { Engine } from '../engine.js';

/** Ways to deliver everything that is due now, until nothing is; each says how much it took on. */
export interface Delivering {
  outbox(): Promise<number>;
  timers(): Promise<number>;
}

/**
 * Moves a frozen clock forward as time itself would: it stops at every instant at which something falls due, and everything
 * due is fired and delivered before it goes on. For simulations and tests, which live a year in seconds.
 */
export class ManualTime {
  constructor(
    private readonly engine: Engine,
    private readonly clock: EngineClock,
    /** Without it the engine delivers by itself. */
    private readonly delivering: Delivering = {
      outbox: () => engine.relay.drain(),
      timers: () => engine.timers.drain(),
    },
  ) {}

  /** Delivers and fires everything that is due now, until nothing is. */
  async drain(): Promise<void> {
    while ((await this.delivering.outbox()) + (await this.delivering.timers()) > 0);
  }

  /** Goes to an instant (ISO 8601), by way of everything that falls due before it. */
  async advanceTo(target: string): Promise<void> {
    await this.drain();
    for (let next = await this.nextDue(target); next !== null; next = await this.nextDue(target)) {
      await this.clock.freeze(next);
      await this.drain();
    }
    await this.clock.freeze(target);
  }

  private async nextDue(until: string): Promise<string | null> {
    const [row] = await this.engine.unit.bare<{ due: Date | null }>(
      { name: 'engine.next_due', text: 'select engine.next_due($1, $2) as due' },
      [this.engine.unit.secret, until],
    );
    return row?.due?.toISOString() ?? null;
  }
}
