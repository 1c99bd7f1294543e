import { afterAll, beforeAll, expect, test } from '@jest/globals';
import express from 'express';
import type { AddressInfo } from 'node:net';
import { mountApi, RecordsApi } from '../../src/api/index.js';
import { Engine } from '../../src/engine/index.js';
import { openPool, UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { createTestDatabase } from '../support/test-database.js';
import type { TestDatabase } from '../support/test-database.js';
import { openDroppingProxy } from '../engine/support/dropping-proxy.js';
import type { DroppingProxy } from '../engine/support/dropping-proxy.js';
import { newHost } from '../engine/support/handlers.js';
import { parcel } from '../engine/support/parcel.js';

/** The API in front of a database that can be unplugged. */
let database: TestDatabase;
let proxy: DroppingProxy;
let url: string;
let close: () => Promise<void>;
const faults: unknown[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await openDroppingProxy(database.appUrl);
  const pool = openPool(proxy.url);
  const unit = new UnitOfWork(pool, 'nobody');
  const api = new RecordsApi(new Engine(unit, [parcel], newHost()), unit);
  const app = express();
  mountApi(app, { operations: api.operations(), onFault: (error) => faults.push(error) });
  const server = app.listen(0, '127.0.0.1');
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/workflows`;
  close = async () => {
    await new Promise<void>((resolve) => server.close(() => resolve()));
    await pool.end();
  };
});
afterAll(async () => {
  await close();
  await database.drop();
});

const ask = () => fetch(url, { headers: { authorization: `Bearer ${'t'.repeat(40)}` } });

test('a database that went away is a 503 that says when to try again, and no fault of ours', async () => {
  expect((await ask()).status).toBe(401);
  await proxy.close();
  const away = await ask();
  expect(away.status).toBe(503);
  expect(away.headers.get('retry-after')).toBe('5');
  expect(await away.json()).toMatchObject({
    code: 'database-away',
    detail: 'The database cannot be reached just now. Nothing was lost; please try again in a moment.',
  });
  expect(faults).toEqual([]);
});
