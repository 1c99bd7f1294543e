import type { Proof } from '../../platform/database/principal.js';
import type { Tx, UnitOfWork } from '../../platform/database/unit-of-work.js';
import { isQuiet } from '../answer.js';
import type { Answer } from '../answer.js';
import type { IncomingEvent } from '../charts/definition.js';
import { Consequences } from '../effects.js';
import { InstanceFinished } from '../errors.js';
import type { Host, InstanceRef } from '../host.js';
import type { Delivery } from '../sending.js';
import { appendOutbox } from '../starting.js';
import type { Starter } from '../starting.js';

/** An effect that a worker has claimed. */
interface Claimed {
  readonly id: string;
  readonly tenant: string;
  readonly instance_id: string;
  readonly command: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly root: string;
  readonly attempts: number;
}

/** After so many attempts an effect is parked in the dead letters. */
export const MAX_ATTEMPTS = 8;
/** How long a claim lasts before another worker may take it (the process may have died). */
const LEASE = '60 seconds';
const BATCH = 20;

const CLAIM = {
  name: 'engine.claim_outbox',
  text: 'select * from engine.claim_outbox($1, $2, $3, $4)',
};

const MARK_DELIVERED = {
  name: 'engine.mark_delivered',
  text: 'select engine.mark_delivered($1) as marked',
};

/** Delivers what steps left in the outbox: tells and commands after the commit. Any number of relays may run. */
export class Relay {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly host: Host,
    private readonly starter: Starter,
    private readonly deliver: (proof: Proof, delivery: Delivery) => Promise<Answer>,
  ) {}

  /** Delivers one batch of what is due now. Returns how many effects it took on. */
  async once(root: string | null = null, batch = BATCH): Promise<number> {
    return (await this.turn(root, batch)).taken;
  }

  /** Delivers until nothing is due. Returns how many effects it took on. */
  async drain(): Promise<number> {
    let total = 0;
    for (;;) {
      // What one record tells others leaves in order: each tell that was delivered may let the next one go.
      const { taken } = await this.turn(null, BATCH);
      total += taken;
      if (taken === 0) return total;
    }
  }

  /** Delivers one chain of consequences, at most for `ms`. True when it is done. */
  async settle(root: string, ms: number): Promise<boolean> {
    const deadline = performance.now() + ms;
    for (;;) {
      const { taken, more } = await this.turn(root, BATCH);
      if (more) continue;
      // Another worker may have taken some of it.
      if ((await this.open(root)) === 0) return true;
      if (performance.now() >= deadline) return false;
      if (taken === 0) await new Promise((resolve) => setTimeout(resolve, 15));
    }
  }

  /**
   * One batch. `more`: there may be more to take, because the batch was full, because what it did left something, or because
   * a record was told something: what the same record tells next is handed out only then.
   */
  private async turn(root: string | null, batch: number): Promise<{ taken: number; more: boolean }> {
    const claimed = await this.claim(root, batch);
    const left = await Promise.all(claimed.map((effect) => this.attempt(effect)));
    const told = claimed.some(({ command }) => command === 'tell');
    return { taken: claimed.length, more: claimed.length === batch || told || left.includes(true) };
  }

  private async open(root: string): Promise<number> {
    const rows = await this.unit.bare<{ open: number }>(
      { name: 'engine.open_effects', text: 'select engine.open_effects($1, $2) as open' },
      [this.unit.secret, root],
    );
    return rows[0]?.open ?? 0;
  }

  private claim(root: string | null, batch: number): Promise<Claimed[]> {
    return this.unit.bare<Claimed>(CLAIM, [this.unit.secret, batch, LEASE, root]);
  }

  /** Delivers one effect, or notes that it failed. True when it left something to deliver. */
  private async attempt(effect: Claimed): Promise<boolean> {
    const proof = this.unit.job(effect.tenant);
    try {
      if (effect.command === 'tell') return await this.tell(proof, effect);
      return await this.unit.run(proof, (tx) => this.command(tx, effect));
    } catch (error) {
      const next = effect.attempts >= MAX_ATTEMPTS ? null : backOff(effect.attempts);
      await this.unit.run(proof, (tx) =>
        tx.query(`select engine.mark_failed($1, $2, engine.now() + $3::interval)`, [
          effect.id,
          reasonOf(error),
          next,
        ]),
      );
      return false;
    }
  }

  /**
   * Exactly once: the effect's id is the idempotency key of the send, and the send marks it delivered. The mark travels with
   * the send's commit and costs no round trip of its own.
   */
  private async tell(proof: Proof, effect: Claimed): Promise<boolean> {
    const { to, event } = effect.params as { to: string; event: IncomingEvent };
    let marked = false;
    let left = false;
    const within = (tx: Tx): Promise<void> => {
      tx.closing(MARK_DELIVERED, [effect.id]);
      marked = true;
      return Promise.resolve();
    };
    try {
      const answer = await this.deliver(proof, { to, event, key: effect.id, root: effect.root, within });
      left = !isQuiet(answer);
    } catch (error) {
      // Nobody is there any more to be told: that is an end, not a failure.
      if (!(error instanceof InstanceFinished)) throw error;
    }
    if (!marked) await this.unit.run(proof, (tx) => markDelivered(tx, effect.id));
    return left;
  }

  /** A command's database work and the mark that it is done share a commit, so it is done exactly once. */
  private async command(tx: Tx, effect: Claimed): Promise<boolean> {
    if (!(await markDelivered(tx, effect.id))) return false;
    const [row] = await tx.query<InstanceRef>(
      `select id, tenant_id as tenant, chart, version, key, snapshot->'context' as context, state
         from engine.instance where id = $1`,
      [effect.instance_id],
    );
    const consequences = new Consequences();
    const context = consequences.context({ tx, at: tx.at, instance: row as InstanceRef, effect: effect.id });
    await this.host.handlerOf(effect.command).handle(context, effect.params);
    await this.starter.all(tx, consequences.starts, {
      by: 'system',
      why: effect.id,
      key: null,
      root: effect.root,
    });
    const [, revision, index] = /\.(\d+)\.([\d.]+)$/.exec(effect.id) ?? [];
    const rows = consequences.tells.map((tell, n) => ({
      index: `${index}.${n}`,
      command: 'tell',
      params: { ...tell },
    }));
    await appendOutbox(tx, effect.instance_id, Number(revision), rows, effect.root);
    return rows.length + consequences.starts.length > 0;
  }
}

async function markDelivered(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query<{ marked: boolean | null }>(MARK_DELIVERED, [id]);
  return rows[0]?.marked === true;
}

/** 2, 4, 8 ... seconds, at most an hour. */
function backOff(attempt: number): string {
  return `${Math.min(2 ** attempt, 3600)} seconds`;
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
