import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { securityHeaders } from '../../src/access/index.js';
import type { HeaderOptions } from '../../src/access/index.js';

const servers: Server[] = [];
const urls: Record<'plain' | 'secure', string> = { plain: '', secure: '' };
async function serve(options: HeaderOptions): Promise<string> {
  const app = express();
  app.use(securityHeaders(options));
  app.get('/', (_, response) => void response.send(String(response.locals['cspNonce'])));
  const server = app.listen(0, '127.0.0.1');
  servers.push(server);
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
beforeAll(async () => {
  urls.plain = await serve({ secure: false });
  urls.secure = await serve({ secure: true, styleHashes: ["'sha256-abc='"] });
});
afterAll(() => servers.forEach((server) => server.close()));

const ask = async (which: 'plain' | 'secure') => {
  const answer = await fetch(urls[which]);
  const policy = answer.headers.get('content-security-policy') ?? '';
  const directives = Object.fromEntries(
    policy.split(';').map((directive) => {
      const [name = '', ...values] = directive.trim().split(' ');
      return [name, values];
    }),
  );
  return { headers: answer.headers, directives, nonce: await answer.text() };
};

describe('Every answer', () => {
  test('lets pages load and run only what we serve, with the nonce of that very answer', async () => {
    const [first, second] = [await ask('plain'), await ask('plain')];
    expect(first.directives).toMatchObject({
      'default-src': ["'none'"],
      'script-src': ["'self'", `'nonce-${first.nonce}'`],
      'style-src': ["'self'", `'nonce-${first.nonce}'`],
      'form-action': ["'self'"],
      'base-uri': ["'none'"],
      'frame-ancestors': ["'none'"],
    });
    expect(JSON.stringify(first.directives)).not.toMatch(/unsafe-(inline|eval|hashes)|\*|https?:/);
    expect(first.nonce).not.toBe(second.nonce);
    expect(Buffer.from(first.nonce, 'base64')).toHaveLength(16);
  });

  test('says what else browsers must not do', async () => {
    const { headers } = await ask('plain');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('x-frame-options')).toBe('DENY');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
    expect(headers.get('permissions-policy')).toContain('camera=()');
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  test('keeps browsers on https where the server is reached by it, and only there', async () => {
    const [plain, secure] = [await ask('plain'), await ask('secure')];
    expect(plain.headers.get('strict-transport-security')).toBeNull();
    expect(plain.directives).not.toHaveProperty('upgrade-insecure-requests');
    expect(secure.headers.get('strict-transport-security')).toBe('max-age=63072000; includeSubDomains');
    expect(secure.directives).toHaveProperty('upgrade-insecure-requests');
    expect(secure.directives['style-src']).toContain("'sha256-abc='");
  });
});
