import {
  PostgresConnection,
  PostgresQueueBackend,
  Queue,
  SchemaMigrationRequiredError,
  Worker,
} from 'bullmq';
import type { BackendFactory, PostgresConnectionOptions } from 'bullmq';
import pg from 'pg';
import type { BellBackend, JobProcessor, NoData, OnTrouble } from './backend.js';

/** Most connections of a doorbell: one that listens for notifications, the others for statements. */
const CONNECTIONS = 4;

type Connected = BackendFactory<PostgresQueueBackend, PostgresConnectionOptions>;

/** BullMQ takes a pool for one on its default schema; it is told the schema that the pool was opened for. */
class PooledConnection extends PostgresConnection {
  override readonly schema: string;

  constructor(pool: pg.Pool, schema: string) {
    super(pool);
    this.schema = schema;
  }
}

/**
 * Every client has a listener for errors from its first moment: one that the server ends between connecting and its
 * first use would otherwise end the process.
 */
function openPool(url: string, schema: string, onTrouble: OnTrouble): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS,
    connectionTimeoutMillis: 5_000,
    query_timeout: 15_000,
    keepAlive: true,
    // A ring may be lost without harm, so none waits for the disk.
    options: `-c search_path=${pg.escapeIdentifier(schema)} -c synchronous_commit=off`,
  });
  pool.on('connect', (client) => client.on('error', onTrouble));
  return pool;
}

/**
 * BullMQ gives each queue and each worker a pool and a listening connection of its own. Here all of them share one
 * connection, which none of them may close on its own account: the others may still be finishing a job on it.
 */
class SharingBackend extends PostgresQueueBackend {
  override async close(): Promise<void> {
    await this.disconnectBlocking();
  }

  override async disconnect(): Promise<void> {
    await this.disconnectBlocking();
  }
}

/** BullMQ on PostgreSQL, as the application's login, in tables that their owner has installed. */
export class PostgresBellBackend implements BellBackend {
  readonly kind = 'postgres';

  private constructor(
    private readonly connection: PooledConnection,
    private readonly pool: pg.Pool,
    private readonly onTrouble: OnTrouble,
  ) {}

  /** @throws a sentence that says what to do when the database is away or the queue's tables are missing. */
  static async open(url: string, schema: string, onTrouble: OnTrouble): Promise<PostgresBellBackend> {
    const pool = openPool(url, schema, onTrouble);
    const connection = new PooledConnection(pool, schema);
    connection.on('error', onTrouble);
    // Two queues and two workers listen to it, each for three kinds of event.
    connection.setMaxListeners(20);
    try {
      await connection.waitUntilReady();
    } catch (error) {
      await pool.end();
      throw explain(error, schema);
    }
    return new PostgresBellBackend(connection, pool, onTrouble);
  }

  /** The pool opens connections anew by itself, so a call is always worth a try. */
  reachable(): boolean {
    return true;
  }

  openQueue(name: string, options: object) {
    const queue = new Queue<
      NoData,
      void,
      string,
      NoData,
      void,
      string,
      PostgresQueueBackend,
      PostgresConnectionOptions
    >(name, { ...options, connection: this.pool }, this.backend());
    return queue.on('error', this.onTrouble);
  }

  openWorker(name: string, process: JobProcessor, options: object) {
    const worker = new Worker<NoData, void, string, PostgresQueueBackend, number, PostgresConnectionOptions>(
      name,
      process,
      { ...options, connection: this.pool },
      this.backend(),
    );
    return worker.on('error', this.onTrouble);
  }

  async examine(): Promise<{ ok: boolean; detail: string }> {
    await this.pool.query('SELECT 1');
    return { ok: true, detail: `The queue is in PostgreSQL (schema ${this.connection.schema}).` };
  }

  async close(): Promise<void> {
    await this.connection.close();
    await this.pool.end();
  }

  private backend(): Connected {
    return (name, options) => new SharingBackend(this.connection, name, options);
  }
}

function explain(error: unknown, schema: string): Error {
  const reason = error instanceof Error ? error.message : String(error);
  if (error instanceof SchemaMigrationRequiredError || /permission denied/.test(reason)) {
    const sentence = `The queue's tables (schema ${schema}) are missing or not granted to this login. Run the migrations as the database's owner.`;
    return new Error(sentence, { cause: error });
  }
  return new Error(`The queue cannot be opened in PostgreSQL: ${reason}`, { cause: error });
}
