import type { Proof } from '../platform/database/principal.js';
import type { Tx, UnitOfWork } from '../platform/database/unit-of-work.js';
import { isQuiet } from './answer.js';
import type { Answer } from './answer.js';
import type { ChartDefinition, IncomingEvent } from './charts/definition.js';
import { ChartRegistry } from './charts/registry.js';
import { Relay } from './delivery/relay.js';
import { TimerPoller } from './delivery/timers.js';
import { InstanceFinished, InstanceQuarantined, StepFailed } from './errors.js';
import type { Host, StartRequest } from './host.js';
import { Reader } from './reading.js';
import { Sender } from './sending.js';
import type { Delivery } from './sending.js';
import { Starter } from './starting.js';
import { loaded, loading } from './store/load.js';

/** How many instances one transaction of a bulk start holds: small enough that others never wait long. */
const CHUNK = 500;

export interface StartOptions {
  readonly key?: string;
  readonly why?: string;
  /** A feature's own writes, in the same transaction and as the starter, before the first step. */
  readonly within?: (tx: Tx) => Promise<void>;
}

export type SendOptions = Omit<Delivery, 'to' | 'event' | 'timer'>;

/**
 * The durable statechart engine: one `send` is one transaction, and PostgreSQL holds everything that is still to happen.
 * It knows no chart by name; with other charts it would run another organisation's year.
 */
export class Engine {
  readonly charts: ChartRegistry;
  readonly relay: Relay;
  readonly timers: TimerPoller;
  readonly read: Reader;
  private readonly starter: Starter;
  private readonly sender: Sender;
  private nudge: (what: 'outbox' | 'timers') => void = () => undefined;

  constructor(
    readonly unit: UnitOfWork,
    charts: readonly ChartDefinition[],
    readonly host: Host,
  ) {
    this.charts = new ChartRegistry(charts);
    this.starter = new Starter(this.charts, host);
    this.sender = new Sender(this.charts, host, this.starter);
    this.relay = new Relay(unit, host, this.starter, (proof, delivery) => this.deliver(proof, delivery));
    this.timers = new TimerPoller(unit, this.charts, host, (proof, delivery) =>
      this.deliver(proof, delivery),
    );
    this.read = new Reader(this.charts);
  }

  /** Where to ring when something was committed that wants delivery (the queue). Never awaited. */
  onCommit(nudge: (what: 'outbox' | 'timers') => void): void {
    this.nudge = nudge;
  }

  /**
   * Starts an instance. Starting a key that exists starts nothing and answers with what is there.
   * Throws VersionUnknown, StepFailed.
   */
  async start(
    proof: Proof,
    chart: string,
    request: StartRequest,
    options: StartOptions = {},
  ): Promise<Answer> {
    const answer = await this.unit.run(proof, async (tx) => {
      await options.within?.(tx);
      return this.startIn(tx, chart, request, options);
    });
    this.nudge('outbox');
    return answer;
  }

  /** The same inside a transaction that is already open (a feature's operation that does more than one thing). */
  async startIn(
    tx: Tx,
    chart: string,
    request: StartRequest,
    options: Omit<StartOptions, 'within'> = {},
  ): Promise<Answer> {
    const started = {
      by: tx.principal.person ?? 'system',
      why: options.why ?? null,
      key: options.key ?? null,
      root: null,
    };
    await this.starter.one(tx, chart, request, started);
    tx.afterCommit(() => this.nudge('outbox'));
    return tx.asSystem((system) => this.read.byKey(system, chart, request.key));
  }

  /**
   * Starts many instances of one chart in chunks, set-based. Interrupted, it can be called again: keys that exist are
   * left alone. `onProgress` hears how many requests are done. Returns how many were new.
   */
  async startMany(
    proof: Proof,
    chart: string,
    requests: readonly StartRequest[],
    onProgress: (done: number) => void = () => undefined,
  ): Promise<number> {
    let started = 0;
    for (let from = 0; from < requests.length; from += CHUNK) {
      const chunk = requests.slice(from, from + CHUNK);
      started += await this.unit.run(proof, (tx) => this.startManyIn(tx, chart, chunk));
      onProgress(from + chunk.length);
    }
    this.nudge('timers');
    return started;
  }

  /** One chunk of that inside a transaction that is already open. Returns how many were new. */
  async startManyIn(tx: Tx, chart: string, requests: readonly StartRequest[]): Promise<number> {
    const by = tx.principal.person ?? 'system';
    const ids = await this.starter.many(tx, chart, requests, { by, why: null, key: null, root: null });
    tx.afterCommit(() => this.nudge('outbox'));
    return ids.length;
  }

  /**
   * Sends an event: one transaction, opened here. Throws InstanceNotFound, UnknownEvent, NotPermitted, EventNotAccepted,
   * InstanceFinished, StaleRevision, KeyReused, InstanceQuarantined, StepFailed, VersionUnknown, DatabaseAway.
   */
  send(proof: Proof, to: string, event: IncomingEvent, options: SendOptions = {}): Promise<Answer> {
    if (event.type.startsWith('xstate.'))
      throw new TypeError('Events of XState itself are not sent from outside.');
    return this.deliver(proof, { ...options, to, event });
  }

  /**
   * Waits, at most `ms`, until the consequences of an answer have been delivered, helping to deliver them. False when
   * some are still on their way: nothing is wrong then, they will be.
   */
  settle(answer: Pick<Answer, 'root'>, ms = 2000): Promise<boolean> {
    return isQuiet(answer) ? Promise.resolve(true) : this.relay.settle(answer.root, ms);
  }

  private async deliver(proof: Proof, delivery: Delivery): Promise<Answer> {
    try {
      const answer = await this.unit.run(
        proof,
        (tx, opened) => this.sender.send(tx, delivery, loaded(opened)),
        loading(delivery.to, delivery.key ?? null),
      );
      if (!isQuiet(answer)) this.nudge('outbox');
      return answer;
    } catch (error) {
      await this.note(proof, delivery, error);
      throw error;
    }
  }

  /** What must be kept of a failed send, in a transaction of its own: the instance is as it was. */
  private async note(proof: Proof, delivery: Delivery, error: unknown): Promise<void> {
    const { to, event, key } = delivery;
    if (error instanceof StepFailed) {
      await this.unit.run(proof, (tx) =>
        tx.query('select engine.park_event($1, $2, $3, $4, $5)', [
          to,
          JSON.stringify(event),
          tx.principal.person ?? 'system',
          key ?? null,
          error.reason,
        ]),
      );
    } else if (error instanceof InstanceQuarantined) {
      await this.unit.run(proof, (tx) => tx.query('select engine.quarantine($1, $2)', [to, error.reason]));
    } else if (error instanceof InstanceFinished) {
      await this.unit.run(proof, (tx) =>
        tx.query('select engine.note_refusal($1, $2, $3, $4)', [
          to,
          event.type,
          tx.principal.person ?? 'system',
          error.code,
        ]),
      );
    }
  }
}
