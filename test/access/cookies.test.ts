import { describe, expect, test } from '@jest/globals';
import express from 'express';
import type { Request, Response } from 'express';
import type { AddressInfo } from 'node:net';
import { clearCookie, readCookie, setCookie } from '../../src/access/cookies.js';

/** What a handler does with the cookies of a request, over HTTP. */
async function answer(cookie: string | null, work: (request: Request, response: Response) => unknown) {
  const app = express();
  app.get('/', (request, response) => void response.json({ told: work(request, response) ?? null }));
  const server = app.listen(0, '127.0.0.1');
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  try {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const found = await fetch(url, { headers: cookie === null ? {} : { cookie } });
    return { told: ((await found.json()) as { told: unknown }).told, set: found.headers.getSetCookie() };
  } finally {
    server.close();
  }
}

describe('The cookie of a session', () => {
  test('insists on https, this host and all of it where the server has an https address', async () => {
    const { set } = await answer(null, (_, response) =>
      setCookie({ secure: true }, response, 'session', 'abc'),
    );
    expect(set).toEqual(['__Host-perennial=abc; Path=/; HttpOnly; Secure; SameSite=Lax']);
  });

  test('has another name on http://localhost, where browsers allow no such insistence', async () => {
    const { set } = await answer(null, (_, response) =>
      setCookie({ secure: false }, response, 'session', 'abc'),
    );
    expect(set).toEqual(['perennial=abc; Path=/; HttpOnly; SameSite=Lax']);
  });

  test('is taken back with the same attributes', async () => {
    const { set } = await answer(null, (_, response) => clearCookie({ secure: true }, response, 'session'));
    expect(set[0]).toMatch(
      /^__Host-perennial=; Path=\/; Expires=Thu, 01 Jan 1970 .*; HttpOnly; Secure; SameSite=Lax$/,
    );
  });

  test.each([
    ['perennial=abc', 'abc'],
    ['a=b; perennial=abc; c=d', 'abc'],
    ['perennial=abc; perennial=def', null],
    ['__Host-perennial=abc', null],
    ['perennialx=abc', null],
    ['perennial', null],
    ['', null],
    [null, null],
  ])('in %p reads as %p', async (cookie, value) => {
    const { told } = await answer(cookie, (request) => readCookie({ secure: false }, request, 'session'));
    expect(told).toBe(value);
  });

  test('without its prefix is not believed where the address is https', async () => {
    const { told } = await answer('perennial=abc', (request) =>
      readCookie({ secure: true }, request, 'session'),
    );
    expect(told).toBeNull();
  });
});
