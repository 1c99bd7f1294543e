import { migrate } from '../../platform/database/migrate.js';
import { openDatabase } from '../../platform/database/server.js';
import { readConfig } from '../../platform/config/config.js';
import type { Output } from '../output.js';

/** Brings the database up to date, under the lock that every start takes as well. */
export async function migrateCommand(output: Output): Promise<void> {
  const database = await openDatabase(readConfig(process.env), { say: (sentence) => output.say(sentence) });
  try {
    const ran = await migrate(database.owner);
    const words =
      ran.length === 0
        ? 'The database is up to date.'
        : `${ran.length} ${ran.length === 1 ? 'migration' : 'migrations'} ran:\n${ran.map((name) => `  ${name}`).join('\n')}`;
    output.result({ ok: true, database: database.where, ran }, `${database.where}\n${words}`);
  } finally {
    await database.stop();
  }
}
