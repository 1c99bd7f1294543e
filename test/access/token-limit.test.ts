import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Limits, tokenLimit } from '../../src/access/index.js';
import { mountApi } from '../../src/api/index.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';

let school: TestSchool;
let servers: Server[];
let urls: string[];
beforeAll(async () => {
  school = await openSchool();
  const start = async () => {
    const app = express();
    app.use('/api', tokenLimit(school.app.get(Limits, { strict: false })));
    mountApi(app, { operations: school.operations, onFault: () => undefined });
    const server = app.listen(0, '127.0.0.1');
    await new Promise<void>((resolve) => server.once('listening', () => resolve()));
    return server;
  };
  servers = [await start(), await start()];
  urls = servers.map((server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/tokens`);
});
afterAll(async () => {
  servers.forEach((server) => server.close());
  await school.close();
});

const ask = async (which: number, token: string) => {
  const answer = await fetch(urls[which] as string, { headers: { authorization: `Bearer ${token}` } });
  return { status: answer.status, retry: answer.headers.get('retry-after'), body: await answer.json() };
};
const counted = async () =>
  Number((await school.look.query(`select coalesce(sum(n), 0) as n from auth.attempt`)).rows[0].n);
/** Counting happens after the answer has left. */
const until = async (n: number) => {
  while ((await counted()) < n);
};

test('Fifty bad tokens from one address, over two processes, make it wait; good ones are not counted', async () => {
  for (let i = 0; i < 5; i++) expect((await ask(0, school.token('ta'))).status).toBe(200);
  expect(await counted()).toBe(0);
  for (let i = 0; i < 49; i++) expect((await ask(i % 2, 'x'.repeat(43))).status).toBe(401);
  await until(49);
  expect((await ask(0, school.token('ta'))).status).toBe(200);
  await ask(0, 'x'.repeat(43));
  await until(50);
  await ask(0, 'x'.repeat(43));
  await until(51);
  let answer = await ask(0, 'y'.repeat(43));
  while (answer.status === 401) answer = await ask(0, 'y'.repeat(43));
  expect(answer).toMatchObject({ status: 429, retry: '60', body: { code: 'too-many' } });
  const { rows } = await school.look.query('select what from auth.attempt');
  expect(JSON.stringify(rows)).not.toContain('127.0.0.1');
});
