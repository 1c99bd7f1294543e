import { expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createTestDatabase } from '../support/test-database.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

it('a demo school whose making was interrupted is not served: before, the page says wait; after, the start says why', async () => {
  const database = await createTestDatabase();
  const port = 20_000 + (process.pid % 20_000);
  const start = () =>
    spawn(process.execPath, ['--import', path('../support/typescript.mjs'), path('../../src/main.ts')], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: database.appUrl,
        DATABASE_OWNER_URL: database.ownerUrl,
        PORT: String(port),
      },
    });
  const first = start();
  for await (const line of createInterface(first.stdout)) {
    if (line.includes('10 %')) break;
  }
  const page = await fetch(`http://localhost:${port}/`);
  expect(page.status).toBe(503);
  expect(await page.text()).toContain('being made');
  first.kill('SIGKILL');
  await once(first, 'exit');

  const second = start();
  second.stdout.resume();
  expect(await text(second.stderr)).toContain('The demo school was not finished: making it was interrupted.');
  expect(second.exitCode ?? (await once(second, 'exit'))[0]).toBe(1);
  await database.drop();
});
