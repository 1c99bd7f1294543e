import type { Operation } from '../../api/index.js';
import { problemOf } from '../../api/index.js';
import type { Proof } from '../../platform/database/principal.js';
import type { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { PreparedCalendar } from '../../platform/calendar/index.js';
import { addWorkingDays, isWorkingDay } from '../../platform/calendar/index.js';
import type { Chance } from '../chance.js';
import { Cast } from './cast.js';
import type { Player } from './player.js';

export interface CallInput {
  readonly params?: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
  readonly body?: unknown;
}

/** Something that a person tried and could not do. */
export interface Setback {
  readonly on: string;
  readonly who: string;
  readonly operation: string;
  readonly code: string;
  readonly detail: string;
}

export interface WorldParts {
  readonly unit: UnitOfWork;
  readonly schoolId: string;
  readonly operations: readonly Operation[];
  readonly chance: Chance;
  readonly calendar: PreparedCalendar;
  /** Delivers every consequence that is still on its way, however slow the machine: what people see next hangs on it. */
  readonly settle: () => Promise<void>;
  /** Makes a token for somebody, as the command line would. */
  readonly tokenFor: (personId: string) => Promise<string>;
}

/** The school on one day: who is there, what day it is, and ways to do and see things as one of its people. */
export class World {
  readonly chance: Chance;
  readonly schoolId: string;
  readonly system: Proof;
  /** What was refused, for the summary: people try things, and the product says why not. */
  readonly refused: Setback[] = [];
  /** What broke: a fault of the product or of the simulation. There must be none. */
  readonly faults: Setback[] = [];
  private readonly byId: ReadonlyMap<string, Operation>;
  private readonly tokens = new Map<string, Promise<string>>();
  private readonly happened = new Set<string>();
  private day = '';
  private players: Cast | undefined;

  constructor(private readonly parts: WorldParts) {
    this.chance = parts.chance;
    this.schoolId = parts.schoolId;
    this.system = parts.unit.job(parts.schoolId);
    this.byId = new Map(parts.operations.map((operation) => [operation.id, operation]));
  }

  get today(): string {
    return this.day;
  }

  get cast(): Cast {
    if (!this.players) throw new Error('No day has begun.');
    return this.players;
  }

  get calendar(): PreparedCalendar {
    return this.parts.calendar;
  }

  isSchoolDay(date = this.day): boolean {
    return isWorkingDay(this.calendar, date);
  }

  /** The date some school days from now, or from `from`. */
  inSchoolDays(n: number, from = this.day): string {
    return addWorkingDays(this.calendar, from, n);
  }

  settle(): Promise<void> {
    return this.parts.settle();
  }

  async beginDay(date: string): Promise<void> {
    this.day = date;
    await this.meetAgain();
  }

  /** Looks at everybody again: somebody came, left, fell ill or got a post. */
  async meetAgain(): Promise<void> {
    this.players = await this.parts.unit.run(this.system, (tx) => Cast.read(tx, this.chance, this.day));
  }

  /** True the first time that something is asked about: nobody asks for changes to the same review again and again. */
  once(...about: readonly string[]): boolean {
    const key = about.join('/');
    if (this.happened.has(key)) return false;
    this.happened.add(key);
    return true;
  }

  /** Does something as a person, through schemas and permissions, as an HTTP request would. Throws what it throws. */
  async call<R = Record<string, unknown>>(who: Player, id: string, input: CallInput = {}): Promise<R> {
    const operation = this.byId.get(id);
    if (!operation) throw new TypeError(`There is no operation ${id}.`);
    const token = await this.tokenOf(who);
    const result = await operation.run(
      { proof: { kind: 'token', token } },
      {
        params: operation.params?.parse(input.params ?? {}),
        query: operation.query?.parse(input.query ?? {}),
        body: operation.body?.parse(input.body ?? {}),
      },
    );
    if ((result as { settled?: unknown } | null)?.settled === false) await this.parts.settle();
    return (operation.produces ? result : operation.response.parse(result)) as R;
  }

  /** The same for something that may be refused: what was refused is noted, and the answer is undefined. */
  async attempt<R = Record<string, unknown>>(
    who: Player,
    id: string,
    input: CallInput = {},
  ): Promise<R | undefined> {
    try {
      return await this.call<R>(who, id, input);
    } catch (error) {
      this.note(who, id, error);
      return undefined;
    }
  }

  note(who: Player, operation: string, error: unknown): void {
    const { status, code, detail } = problemOf(error);
    const isFault = status >= 500;
    const told = isFault && error instanceof Error ? `${error.name}: ${error.message}` : detail;
    (isFault ? this.faults : this.refused).push({
      ...{ on: this.day, who: who.name, operation, code, detail: told },
    });
  }

  /** Reads as the system of the school, where the simulation must know what no one person does. */
  look<R extends object = Record<string, unknown>>(
    sql: string,
    values: readonly unknown[] = [],
  ): Promise<R[]> {
    return this.parts.unit.once<R>(this.system, sql, values);
  }

  /** Reads as a person. */
  lookAs<R extends object>(who: Player, sql: string, values: readonly unknown[] = []): Promise<R[]> {
    return this.tokenOf(who).then((token) => this.parts.unit.once<R>({ kind: 'token', token }, sql, values));
  }

  private tokenOf(who: Player): Promise<string> {
    const known = this.tokens.get(who.id) ?? this.parts.tokenFor(who.id);
    this.tokens.set(who.id, known);
    return known;
  }
}
