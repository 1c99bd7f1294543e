import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { operationsOf } from '../../app.module.js';
import { readConfig } from '../../platform/config/config.js';
import { APP_ROLE } from '../../platform/database/bootstrap.js';
import { DEFAULT_SCHEMA, installQueueSchema, openDoorbell } from '../../platform/queue/index.js';
import type { Doorbell } from '../../platform/queue/index.js';
import type { Runtime } from '../../platform/runtime.js';
import { DEMO_STAFF, FIRST_DAY, simulateYear, StaffFileRefused } from '../../simulation/index.js';
import type { YearResult } from '../../simulation/index.js';
import { CliError, EXIT } from '../errors.js';
import { openOwnDatabase } from '../own-database.js';
import { table } from '../output.js';
import type { Output } from '../output.js';
import { withSession } from '../session.js';

export interface SimulateOptions {
  readonly staff?: string;
  readonly seed: string;
  readonly until: string;
  readonly keep?: boolean;
  /** Deliver through BullMQ; always so where REDIS_URL is set. */
  readonly throughQueue?: boolean;
}

/** Last day to which the calendar of a simulated school is sure to reach. */
const LAST_DAY = '2028-08-31';

/** Lives a school's year in a database of its own and sums it up. Ends with an error when an invariant fails. */
export async function simulateCommand(output: Output, options: SimulateOptions): Promise<void> {
  const { seed, until } = checked(options);
  const staffFile = options.staff === undefined ? DEMO_STAFF : await read(options.staff);
  const database = await openOwnDatabase(readConfig(process.env));
  const bar = output.progress('Days', daysUntil(until));
  let result: YearResult;
  try {
    const work = withSession(
      output,
      async ({ app, runtime }) => {
        const operations = operationsOf(app);
        const onProgress = (_done: number, day: string): void => bar.done(daysUntil(day));
        const queue = await openQueue(runtime, options);
        try {
          return await simulateYear({ app, operations, staffFile, seed, until, queue, onProgress });
        } finally {
          // Tables in PostgreSQL go with the database; what lies in Redis does not.
          if (runtime.config.redisUrl) await queue?.forget().catch(() => undefined);
          await queue?.close();
        }
      },
      database.config,
    );
    result = await work.catch((error: unknown) => {
      if (error instanceof StaffFileRefused) throw new CliError(error.code, error.message);
      throw error;
    });
  } finally {
    bar.end();
    await database.close({ drop: !options.keep });
  }
  if (options.keep) output.say(`Kept: database ${database.name}.`);
  output.result(result, inWords(result, until));
  if (!result.ok) throw new CliError('invariant-broken', 'An invariant does not hold: see above.');
}

/** Two simulations may use one Redis at a time: the jobs of each have a name of their own. */
async function openQueue(runtime: Runtime, options: SimulateOptions): Promise<Doorbell | undefined> {
  const { config, database } = runtime;
  const prefix = `cpd-simulation-${randomUUID()}`;
  if (config.redisUrl) return openDoorbell({ redisUrl: config.redisUrl, databaseUrl: database.app, prefix });
  if (!options.throughQueue) return undefined;
  await installQueueSchema(database.owner, { schema: DEFAULT_SCHEMA, appRole: APP_ROLE });
  return openDoorbell({ databaseUrl: database.app });
}

function checked(options: SimulateOptions): { seed: number; until: string } {
  const seed = Number(options.seed);
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new CliError('seed', '--seed takes a whole number from 0.', EXIT.usage);
  }
  const { until } = options;
  const isDate = /^\d{4}-\d{2}-\d{2}$/.test(until) && !Number.isNaN(Date.parse(until));
  if (!isDate || until <= FIRST_DAY || until > LAST_DAY) {
    const sentence = `--until takes a date after ${FIRST_DAY}, on which a simulation begins, up to ${LAST_DAY}.`;
    throw new CliError('until', sentence, EXIT.usage);
  }
  return { seed, until };
}

const daysUntil = (day: string): number => (Date.parse(day) - Date.parse(FIRST_DAY)) / 86_400_000;

function read(path: string): Promise<Buffer> {
  return readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new CliError(
      'file',
      `The file ${path} cannot be read: ${error.code ?? error.message}.`,
      EXIT.usage,
    );
  });
}

function inWords(
  { instances, late, escalated, lapsed, invariants, seed }: YearResult,
  until: string,
): string {
  const rows = Object.entries(instances).flatMap(([workflow, states]) =>
    Object.entries(states).map(([state, n]) => [workflow, state, String(n)]),
  );
  const holds = invariants.map(({ name, ok, detail }) => `${ok ? 'holds ' : 'BROKEN'}  ${name}: ${detail}`);
  return [
    `A year from ${FIRST_DAY} to ${until} with seed ${seed}.`,
    '',
    table(['Workflow', 'State', 'Records'], rows),
    '',
    `${late} due times passed first, ${escalated} times somebody further up was told, ${lapsed} things fell away.`,
    '',
    ...holds,
  ].join('\n');
}
