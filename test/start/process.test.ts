import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import type { ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createTestDatabase } from '../support/test-database.js';
import type { TestDatabase } from '../support/test-database.js';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));
const RUNS = /^Perennial runs at (http:.*)$/;

/** The product as a process, on a database that is migrated and empty. */
describe('the server', () => {
  let database: TestDatabase;
  let server: ChildProcessByStdio<null, Readable, Readable>;
  let address: string;

  const start = (program: string, env: Record<string, string>, ...args: string[]) =>
    spawn(process.execPath, ['--import', path('../support/typescript.mjs'), path(program), ...args], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: database.appUrl,
        DATABASE_OWNER_URL: database.ownerUrl,
        ...env,
      },
    });

  beforeAll(async () => {
    database = await createTestDatabase();
    server = start('../../src/main.ts', { PORT: '0' }, '--empty');
    const errors = text(server.stderr);
    for await (const line of createInterface(server.stdout)) {
      const found = RUNS.exec(line)?.[1];
      if (found) {
        address = found;
        break;
      }
    }
    if (!address) throw new Error(await errors);
    server.stdout.resume();
  });
  afterAll(async () => {
    server.kill('SIGKILL');
    await database.drop();
  });

  it('is ready, and says how database, queue and clock are', async () => {
    const response = await fetch(`${address}/ready`);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      status: 'ok',
      database: { ok: true },
      queue: { backend: 'postgres', ok: true },
      clock: { frozen: false },
      work: { overdue: 0, dead: 0 },
    });
  });

  it('shows the first page under a policy that lets nothing in', async () => {
    const response = await fetch(address);
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(response.headers.get('x-powered-by')).toBeNull();
    expect(await response.text()).toContain('Ready for a school');
  });

  it('describes its operations, and asks for a token', async () => {
    const document = (await (await fetch(`${address}/api/openapi.json`)).json()) as { paths: object };
    expect(Object.keys(document.paths)).toContain('/reminders');
    const response = await fetch(`${address}/api/v1/reminders`);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ code: 'no-token' });
  });

  it.each([
    [{ PORT: 'many' }, [], 'PORT must be a whole number'],
    [{ ROLE: 'boss' }, [], 'ROLE must be one of web, worker, all.'],
    [{}, ['--full'], 'The only option is --empty'],
  ])('refuses %j %j with a sentence', async (env, args, sentence) => {
    const other = start('../../src/main.ts', env, ...args);
    const [error, [code]] = await Promise.all([text(other.stderr), once(other, 'exit')]);
    expect(error).toContain(sentence);
    expect(error).not.toMatch(/\n\s+at /);
    expect(code).toBe(1);
  });

  it('says that its port is taken, and which other to try', async () => {
    const { port } = new URL(address);
    const other = start('../../src/main.ts', { PORT: port }, '--empty');
    const [error, [code]] = await Promise.all([text(other.stderr), once(other, 'exit')]);
    expect(error).toBe(
      `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${Number(port) + 1} npm start\n`,
    );
    expect(code).toBe(1);
  });

  it('has a worker beside it that opens no port', async () => {
    const worker = start('../../src/worker.ts', {});
    const ended = once(worker, 'exit');
    for await (const line of createInterface(worker.stdout))
      if (line.startsWith('The worker delivers')) break;
    worker.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
  });

  it('stops within ten seconds when asked to, with somebody still connected', async () => {
    await fetch(address, { headers: { connection: 'keep-alive' } });
    const ended = once(server, 'exit');
    const began = performance.now();
    server.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
    expect(performance.now() - began).toBeLessThan(10_000);
  });
});
