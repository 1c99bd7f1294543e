import type { Proof } from '../../platform/database/principal.js';
import type { Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Answer } from '../answer.js';
import type { ChartRegistry } from '../charts/registry.js';
import { EventNotAccepted, InstanceNotFound, VersionUnknown } from '../errors.js';
import type { Host } from '../host.js';
import { TimerGone } from '../sending.js';
import type { Delivery } from '../sending.js';

interface DueTimer {
  readonly id: string;
  readonly generation: number;
  readonly tenant: string;
  readonly instance_id: string;
  readonly send_id: string;
}

interface LiveTimer {
  readonly id: string;
  readonly delay: string;
  readonly entered_at: Date;
  readonly due_at: Date;
  readonly chart: string;
  readonly version: number;
  readonly context: Record<string, unknown>;
}

const MAX_ATTEMPTS = 8;
const LEASE = '60 seconds';
const BATCH = 50;

/** Fires timers that fall due, and moves them when the calendar does. Any number of pollers may run. */
export class TimerPoller {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly charts: ChartRegistry,
    private readonly host: Host,
    private readonly deliver: (proof: Proof, delivery: Delivery) => Promise<Answer>,
  ) {}

  /** Fires one batch of what is due, oldest first. Returns how many timers it took on. */
  async once(batch = BATCH): Promise<number> {
    const due = await this.unit.bare<DueTimer>(
      { name: 'engine.claim_timers', text: 'select * from engine.claim_timers($1, $2, $3)' },
      [this.unit.secret, batch, LEASE],
    );
    // Timers of one instance fire in order; those of different instances side by side.
    const byInstance = new Map<string, DueTimer[]>();
    for (const timer of due) {
      byInstance.set(timer.instance_id, [...(byInstance.get(timer.instance_id) ?? []), timer]);
    }
    await Promise.all([...byInstance.values()].map((timers) => this.inOrder(timers)));
    return due.length;
  }

  /** Fires until nothing is due. */
  async drain(): Promise<number> {
    let total = 0;
    for (let n = await this.once(); n > 0; n = await this.once()) total += n;
    return total;
  }

  /** Fires one timer that a queue job named; does nothing when it was cancelled, moved or fired already. */
  async fireNamed(id: string, generation: number): Promise<void> {
    const [home] = await this.unit.bare<{ tenant: string | null; instance_id: string; send_id: string }>(
      {
        name: 'engine.timer_home',
        text: 'select tenant, instance as instance_id, send_id from engine.timer_home($1, $2)',
      },
      [this.unit.secret, id],
    );
    if (home?.tenant) await this.fire({ ...home, tenant: home.tenant, id, generation });
  }

  /**
   * Computes the due times of a school's live timers again, after its calendar, policy or dates changed. Returns how many
   * moved.
   */
  async recompute(proof: Proof): Promise<number> {
    return this.unit.run(proof, (tx) => tx.asSystem((system) => this.recomputeIn(system)));
  }

  private async recomputeIn(tx: Tx): Promise<number> {
    const dueAt = await this.host.clocks.prepare(tx);
    const timers = await tx.query<LiveTimer>(
      `select t.id, t.delay, t.entered_at, t.due_at, i.chart, i.version, i.snapshot->'context' as context
         from engine.timer t join engine.instance i on i.id = t.instance_id
        where t.failed_at is null and i.status = 'active'`,
    );
    const moves = timers.flatMap((timer) => {
      if (!this.charts.has(timer.chart, timer.version)) return [];
      const chart = this.charts.get(timer.chart, timer.version);
      const rule = chart.clocks[timer.delay];
      const due = dueAt({
        chart: chart.name,
        delay: timer.delay,
        rule,
        context: timer.context,
        enteredAt: timer.entered_at.toISOString(),
      });
      return Date.parse(due) === timer.due_at.getTime() ? [] : [{ id: timer.id, due_at: due }];
    });
    if (moves.length === 0) return 0;
    const [row] = await tx.query<{ n: number }>('select engine.move_timers($1) as n', [
      JSON.stringify(moves),
    ]);
    return row?.n ?? 0;
  }

  private async inOrder(timers: readonly DueTimer[]): Promise<void> {
    for (const timer of timers) await this.fire(timer);
  }

  private async fire(timer: DueTimer): Promise<void> {
    const proof = this.unit.job(timer.tenant);
    try {
      await this.deliver(proof, {
        to: timer.instance_id,
        event: { type: timer.send_id },
        key: `t-${timer.id}-${timer.generation}`,
        timer,
      });
    } catch (error) {
      if (error instanceof TimerGone || error instanceof InstanceNotFound) return;
      // The state was left in the same moment: the timer has nothing to say any more.
      if (error instanceof EventNotAccepted) {
        await this.unit.run(proof, (tx) =>
          tx.query('select engine.drop_timer($1, $2)', [timer.id, timer.generation]),
        );
        return;
      }
      // A server that knows this version of the chart will fire it.
      if (error instanceof VersionUnknown) return;
      const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      await this.unit.run(proof, (tx) =>
        tx.query('select engine.fail_timer($1, $2, $3)', [timer.id, reason, MAX_ATTEMPTS]),
      );
    }
  }
}
