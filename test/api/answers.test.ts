import { expect, test } from '@jest/globals';
import express from 'express';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { mountApi, operation } from '../../src/api/index.js';
import { Download } from '../../src/api/download.js';

const HTML = Buffer.from('<script>alert(1)</script>');

test('A file leaves as an attachment under a name of ours, never as something that the browser shows', async () => {
  const app = express();
  const reading = (id: string, run: () => unknown) =>
    operation({
      id,
      method: 'get',
      path: `/${id}`,
      summary: id,
      produces: 'application/octet-stream',
      response: z.unknown(),
      run: () => Promise.resolve(run()),
    });
  const name = 'plan "of" näxt\r\nyear.pdf';
  const operations = [
    reading('bytes', () => HTML),
    reading('named', () => new Download({ name, mediaType: 'application/pdf', content: HTML })),
  ];
  mountApi(app, { operations, onFault: () => undefined });
  const server = app.listen(0, '127.0.0.1');
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  const ask = (path: string) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/${path}`, {
      headers: { authorization: `Bearer ${'x'.repeat(40)}` },
    });
  const [bytes, named] = [await ask('bytes'), await ask('named')];
  expect(bytes.headers.get('content-disposition')).toBe('attachment');
  expect(bytes.headers.get('content-type')).toBe('application/octet-stream');
  expect(Buffer.from(await bytes.arrayBuffer())).toEqual(HTML);
  expect(named.headers.get('content-disposition')).toMatch(
    /^attachment; filename=".*"; filename\*=UTF-8''[\w%.]+$/,
  );
  expect(named.headers.get('content-security-policy')).toContain('sandbox');
  expect(named.headers.get('x-content-type-options')).toBe('nosniff');
  server.close();
});

test('A fault of ours is told to whoever looks after the server, and says nothing of its inside to anybody else', async () => {
  const app = express();
  const faults: unknown[] = [];
  const broken = operation({
    id: 'broken',
    method: 'get',
    path: '/broken',
    summary: 'broken',
    response: z.object({}),
    run: () => Promise.reject(new Error('password hunter2 at /srv/app/secret.ts')),
  });
  mountApi(app, { operations: [broken], onFault: (error, where) => faults.push([String(error), where]) });
  const server = app.listen(0, '127.0.0.1');
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1/broken`, {
    headers: { authorization: `Bearer ${'x'.repeat(40)}` },
  });
  expect(answer.status).toBe(500);
  expect(await answer.text()).not.toMatch(/hunter2|secret|Error:|\.ts/);
  expect(faults).toEqual([['Error: password hunter2 at /srv/app/secret.ts', 'GET /broken']]);
  server.close();
});
