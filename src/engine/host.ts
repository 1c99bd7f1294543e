import type { Tx } from '../platform/database/unit-of-work.js';
import type { IncomingEvent } from './charts/definition.js';

/** A record as commands and facts see it. */
export interface InstanceRef {
  readonly id: string;
  readonly tenant: string;
  readonly chart: string;
  readonly version: number;
  readonly key: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly state: string;
}

/** What a command is given to work with. Its writes belong to the transaction `tx`, as the system of the school. */
export interface CommandContext {
  readonly tx: Tx;
  /** Instant of the step that ordered the command. */
  readonly at: string;
  readonly instance: InstanceRef;
  /** Id of the effect: `<instance>.<revision>.<index>`. The same effect always has the same id. */
  readonly effect: string;
  /** Starts another instance in the same transaction; does nothing when its key exists. */
  start(chart: string, what: StartRequest): void;
  /** Sends an event to another instance, exactly once, after the commit. */
  tell(to: string, event: IncomingEvent): void;
}

/** A new instance: its id (also the id of the content row that it belongs to), its own key, its input. */
export interface StartRequest {
  readonly id: string;
  readonly key: string;
  readonly input: Readonly<Record<string, unknown>>;
  /** Pinned version; the newest without it. */
  readonly version?: number;
}

/** Carries out one command. `handle` must be idempotent by `effect` for what it does outside the database. */
export interface CommandHandler {
  readonly command: string;
  handle(context: CommandContext, params: Readonly<Record<string, unknown>>): Promise<void>;
}

/** Reads a fact under the instance's lock, before the step; what it returns is kept in the event log. */
export interface FactProvider {
  readonly fact: string;
  read(tx: Tx, instance: InstanceRef, event: IncomingEvent): Promise<Readonly<Record<string, unknown>>>;
}

/** One question to the host's calendar. */
export interface DueQuestion {
  readonly chart: string;
  readonly delay: string;
  /** The clock rule of the chart, as it stands there. */
  readonly rule: unknown;
  readonly context: Readonly<Record<string, unknown>>;
  /** Instant at which the state was entered. */
  readonly enteredAt: string;
}

/** Turns delay names into instants. `prepare` may read the database once; the answers then are pure. */
export interface Clocks {
  prepare(tx: Tx): Promise<(question: DueQuestion) => string>;
  /** Problems with a rule, for the boot check; empty when it can be answered. */
  check(rule: unknown): readonly string[];
}

/**
 * What the engine asks of the application around it. Features add what they handle while the application starts; the boot
 * check then sees that nothing is missing.
 */
export class Host {
  readonly handlers: CommandHandler[] = [];
  readonly facts: FactProvider[] = [];

  constructor(readonly clocks: Clocks) {}

  handle(...handlers: readonly CommandHandler[]): this {
    this.handlers.push(...handlers);
    return this;
  }

  provide(...facts: readonly FactProvider[]): this {
    this.facts.push(...facts);
    return this;
  }

  /** Throws when nobody handles the command: the boot check makes sure that this does not happen. */
  handlerOf(command: string): CommandHandler {
    const handler = this.handlers.find((h) => h.command === command);
    if (!handler) throw new TypeError(`Command "${command}" has no handler.`);
    return handler;
  }

  factOf(fact: string): FactProvider | undefined {
    return this.facts.find((f) => f.fact === fact);
  }
}
