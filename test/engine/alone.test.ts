import { expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { Client } from 'pg';
import { createTestDatabase, onDatabase } from '../support/test-database.js';

test('the script in docs/engine.md runs the engine alone on an empty database: start, send, state, history', async () => {
  const database = await createTestDatabase();
  const look = new Client({ connectionString: database.superUrl });
  await look.connect();
  const empty = `${database.name}_alone`;
  await look.query(`create database ${empty} template template0`);
  const script = 'docs/engine-alone.ts';
  const run = spawnSync(process.execPath, ['--import', './test/support/typescript.mjs', script], {
    env: { ...process.env, DATABASE_URL: onDatabase(database.superUrl, empty) },
    encoding: 'utf8',
  });
  expect(run.stderr).toBe('');
  expect(run.stdout).toMatch(/^live\.packed\n.* Started -> live\.packed\n.* Weigh -> live\.packed\n$/);
  expect(await readFile('docs/engine.md', 'utf8')).toContain(await readFile(script, 'utf8'));
  await look.query(`drop database ${empty} with (force)`);
  await look.end();
  await database.drop();
});
