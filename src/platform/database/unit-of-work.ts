import pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { DatabaseAway, ProofRefused, codeOf, isAway, isRetriable, isStalePlan } from './errors.js';
import type { Principal, Proof } from './principal.js';
import { PreparingClient } from './preparing-client.js';
import { managerOn } from './typeorm-on-client.js';

/** A statement with a name is prepared once per connection. */
export interface Statement {
  readonly name?: string;
  readonly text: string;
}

/** A statement with its values. */
interface Bound {
  readonly statement: Statement;
  readonly values: readonly unknown[];
}

/**
 * A way to enter that does more in the same call. The proof comes before its own values, as parameters 1 to 3 of
 * `auth.enter`, and its row has the columns of `auth.entered` beside its own.
 */
export type Opening = Bound;

/** One open transaction, entered as somebody. */
export interface Tx {
  readonly principal: Principal;
  /** The engine's time at the start of the transaction: ISO 8601 UTC. */
  readonly at: string;
  query<R extends object = Record<string, unknown>>(
    statement: string | Statement,
    values?: readonly unknown[],
  ): Promise<R[]>;
  /** TypeORM on this very transaction. */
  readonly manager: EntityManager;
  /** Does something as the system of this school, or of another whose record it is about, then goes on as before. */
  asSystem<T>(work: (tx: Tx) => Promise<T>, school?: string): Promise<T>;
  /** A statement whose answer nobody needs: it travels with the commit, and the commit fails with it. */
  closing(statement: Statement, values: readonly unknown[]): void;
  /** Runs after the commit, never when it fails: nudges only. */
  afterCommit(work: () => void): void;
}

const BEGIN: Statement = { name: 'begin', text: 'begin' };
const COMMIT: Statement = { name: 'commit', text: 'commit' };
const ENTER: Statement = {
  name: 'auth.enter',
  text: 'select school, person, system, audiences, signed, at from auth.enter($1, $2, $3)',
};
const ENTERING: Opening = { statement: ENTER, values: [] };
/** Where the request came from, for the audit. */
const FROM: Statement = { name: 'audit.from', text: `select set_config('audit.from', $1, true)` };
const RESUME: Statement = { name: 'auth.resume', text: `select set_config('auth.principal', $1, true)` };
const CLAIM: Statement = { name: 'cpd.claim_request', text: 'select cpd.claim_request($1, $2, $3, $4)' };
const ATTEMPTS = 6;

interface Entered extends Principal {
  readonly signed: string;
  readonly at: Date;
}

/**
 * Opens transactions. Each begins by showing the database a proof; begin and proof travel together (pipelined), and the
 * call that checks the proof may do more (`Opening`), so entering costs no round trip of its own.
 */
export class UnitOfWork {
  constructor(
    private readonly pool: pg.Pool,
    /** Secret of this process's worker key: shown to functions that answer workers only. */
    readonly secret: string,
    private readonly orm?: DataSource,
  ) {}

  /** The proof with which this process acts as the system for a school. */
  job(school: string): Proof {
    return { kind: 'job', secret: this.secret, school };
  }

  /**
   * Runs `work` in one transaction. A deadlock or serialization failure runs it again from the start, so `work` must keep
   * its effects in the database. `work` also gets the row of `opening`.
   * Throws DatabaseAway, ProofRefused, or what `work` throws.
   */
  async run<T>(
    proof: Proof,
    work: (tx: Tx, opened: object) => Promise<T>,
    opening: Opening = ENTERING,
  ): Promise<T> {
    return insisting(proof, () => this.attempt(proof, work, opening));
  }

  /**
   * One statement as somebody, in a transaction that begins and ends in the same round trip: for what hangs on nothing else.
   * Throws DatabaseAway, ProofRefused, or what the statement throws.
   */
  async once<R extends object = Record<string, unknown>>(
    proof: Proof,
    statement: string | Statement,
    values: readonly unknown[] = [],
  ): Promise<R[]> {
    const asked = typeof statement === 'string' ? { text: statement } : statement;
    return insisting(proof, () =>
      this.onConnection(async (client) => {
        const [, , { rows }] = await inOnePacket(client, () => [
          client.query(BEGIN),
          client.query(ENTER, credentials(proof)),
          client.query<R>(asked, [...values]),
          client.query(COMMIT),
        ]);
        return rows;
      }),
    );
  }

  /** A statement without a principal: only functions that check a worker's secret themselves answer it. */
  async bare<R extends object>(statement: Statement, values: readonly unknown[]): Promise<R[]> {
    try {
      return (await this.pool.query<R>({ ...statement, values: [...values] })).rows;
    } catch (error) {
      throw isAway(error) ? new DatabaseAway(error) : error;
    }
  }

  private async attempt<T>(
    proof: Proof,
    work: (tx: Tx, opened: object) => Promise<T>,
    opening: Opening,
  ): Promise<T> {
    return this.onConnection(async (client) => {
      const [, { rows }] = await inOnePacket(client, () => [
        client.query(BEGIN),
        client.query<Entered>(opening.statement, [...credentials(proof), ...opening.values]),
        proof.from === undefined ? undefined : client.query(FROM, [proof.from]),
      ]);
      const entered = rows[0] as Entered;
      const tx = new OpenTransaction(client, entered, this);
      const result = await work(tx, entered);
      if (proof.once) {
        const { key, operation, digest, run } = proof.once;
        tx.closing(CLAIM, [key, operation, digest, run]);
      }
      const [committed] = await inOnePacket(client, () => {
        const closed = tx.close();
        return [client.query(COMMIT), ...closed];
      });
      if (committed.command !== 'COMMIT') throw new Error('The transaction was rolled back by the database.');
      for (const nudge of tx.nudges) nudge();
      return result;
    });
  }

  /** Lends a connection. What fails is rolled back; a connection that cannot be trusted any more is not used again. */
  private async onConnection<T>(work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    let broken = false;
    const note = (): void => {
      broken = true;
    };
    client.on('error', note);
    try {
      return await work(client);
    } catch (error) {
      broken ||= isAway(error) || isStalePlan(error);
      if (!broken) await client.query('rollback').catch(note);
      throw error;
    } finally {
      client.off('error', note);
      client.release(broken);
    }
  }

  /** Used by an open transaction to act as the system. */
  async enterJob(client: pg.PoolClient, school: string): Promise<Principal & { signed: string }> {
    const entered = await client.query<Entered>(ENTER, ['job', this.secret, school]);
    return entered.rows[0] as Entered;
  }

  managerFor(client: pg.PoolClient): EntityManager {
    if (!this.orm) throw new Error('This unit of work was opened without TypeORM.');
    return managerOn(this.orm, client);
  }
}

/** Tries again what the database asks to be tried again, and says in our words why it will not work. */
async function insisting<T>(proof: Proof, attempted: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await attempted();
    } catch (error) {
      if ((isRetriable(error) || isStalePlan(error)) && attempt < ATTEMPTS) continue;
      if (isAway(error)) throw new DatabaseAway(error);
      if (codeOf(error) === '28000') throw new ProofRefused(proof.kind);
      throw error;
    }
  }
}

/** The first three values of `auth.enter`. */
function credentials(proof: Proof): [string, string, string | null] {
  const secret = proof.kind === 'token' ? proof.token : proof.secret;
  return [proof.kind, secret, proof.kind === 'job' ? proof.school : null];
}

/**
 * Statements that are issued together leave in one write: a write to a socket costs as much as all else that a statement
 * asks of Node.
 */
function inOnePacket<T extends readonly unknown[]>(
  client: pg.PoolClient,
  issue: () => [...T],
): Promise<{ -readonly [K in keyof T]: Awaited<T[K]> }> {
  const { stream } = (client as unknown as pg.Client).connection;
  stream.cork();
  try {
    return Promise.all(issue());
  } finally {
    stream.uncork();
  }
}

class OpenTransaction implements Tx {
  readonly at: string;
  readonly nudges: (() => void)[] = [];
  private ormManager?: EntityManager;
  private readonly last: Bound[] = [];
  private signed: string;
  principal: Principal;

  constructor(
    private readonly client: pg.PoolClient,
    entered: Entered,
    private readonly unit: UnitOfWork,
  ) {
    this.at = entered.at.toISOString();
    this.signed = entered.signed;
    this.principal = entered;
  }

  async query<R extends object>(
    statement: string | Statement,
    values: readonly unknown[] = [],
  ): Promise<R[]> {
    const config = typeof statement === 'string' ? { text: statement } : statement;
    return (await this.client.query<R>(config, [...values])).rows;
  }

  closing(statement: Statement, values: readonly unknown[]): void {
    this.last.push({ statement, values });
  }

  /** Sends the closing statements; the commit follows without waiting for their answers. */
  close(): Promise<unknown>[] {
    return this.last.map(({ statement, values }) => this.client.query(statement, [...values]));
  }

  get manager(): EntityManager {
    return (this.ormManager ??= this.unit.managerFor(this.client));
  }

  async asSystem<T>(work: (tx: Tx) => Promise<T>, school = this.principal.school): Promise<T> {
    if (this.principal.system && this.principal.school === school) return work(this);
    const before = { principal: this.principal, signed: this.signed };
    const system = await this.unit.enterJob(this.client, school);
    this.principal = system;
    this.signed = system.signed;
    const result = await work(this);
    await this.query(RESUME, [before.signed]);
    this.principal = before.principal;
    this.signed = before.signed;
    return result;
  }

  afterCommit(work: () => void): void {
    this.nudges.push(work);
  }
}

/** Milliseconds. Nothing that the product does within a transaction thinks that long between two statements. */
const HANGS_AFTER = 30_000;

/** A pool whose connections pipeline: statements issued together travel together. */
export function openPool(
  url: string,
  options: { max?: number; role?: string; name?: string; idleMs?: number } = {},
): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    application_name: options.name ?? 'cpd',
    connectionTimeoutMillis: 15_000,
    pipeline: true,
    Client: PreparingClient as unknown as new () => pg.ClientBase,
    ...(options.role ? { options: `-c role=${options.role}` } : {}),
  } as pg.PoolConfig);
  // Statements here are short. Before PostgreSQL 18 a plan without sequential scans looks so dear (functions of the engine ask
  // for one) that the server would compile it, for longer than it takes to run.
  // Whoever says nothing for long within a transaction (its process hangs) is cut off, and others get what it held.
  const settings = `set jit = off; set idle_in_transaction_session_timeout = ${options.idleMs ?? HANGS_AFTER}`;
  pool.on('connect', (client) => void client.query(settings).catch(() => undefined));
  // An idle connection that breaks must not end the process: the pool replaces it.
  pool.on('error', () => undefined);
  return pool;
}
