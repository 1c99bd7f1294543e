import { execFileSync } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import express from 'express';
import {
  AccessPages,
  AccessSettings,
  securityHeaders,
  SessionMiddleware,
  SessionsService,
} from '../../../src/access/index.js';
import { pages } from '../../../src/pages.js';
import { mountPages, signedOutPages } from '../../../src/web/index.js';
import type { Page } from '../../../src/web/index.js';
import type { PersonName, TestSchool } from '../../support/school.js';

/** The pages of a test school on a port of their own, as the server puts them together. */
export interface Site {
  readonly url: string;
  readonly school: TestSchool;
  /** Faults of ours that the pages logged. */
  readonly faults: unknown[];
  /** The cookie of a session that was just opened for somebody: 'name=value'. */
  signIn(who: PersonName): Promise<string>;
  /** Asks for a page as somebody, or as nobody; follows nothing by itself. */
  get(who: PersonName | null, address: string, headers?: Record<string, string>): Promise<Answer>;
  /** Sends a form as somebody, with the token of their session unless `_csrf` is given. */
  post(who: PersonName, address: string, fields: Record<string, string>): Promise<Answer>;
  close(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Styles and scripts are built once; a second time costs a look at their sources. */
export function buildAssets(): void {
  execFileSync(process.execPath, [
    fileURLToPath(new URL('../../../src/web/assets/build.mjs', import.meta.url)),
  ]);
}

/** @param more pages beside those of the product */
export async function openSite(school: TestSchool, more: readonly Page[] = []): Promise<Site> {
  buildAssets();
  const app = express();
  const faults: unknown[] = [];
  app.use(securityHeaders({ secure: false }));
  app.use(school.app.get(SessionMiddleware, { strict: false }).handler());
  app.use(school.app.get(AccessPages, { strict: false }).router(signedOutPages()));
  mountPages(app, {
    pages: [...pages, ...more],
    operations: school.operations,
    unit: school.unit,
    onFault: (error) => faults.push(error),
  });
  const server = app.listen(0, '127.0.0.1');
  // A check of HTML stops this process for longer than the server would keep a connection.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cookies = new Map<PersonName, string>();
  const cookieOf = async (who: PersonName): Promise<string> => {
    const known = cookies.get(who);
    if (known) return known;
    const opened = await school.app
      .get(SessionsService, { strict: false })
      .open(school.person(who), 'link', { agent: 'Test browser', address: null });
    if (!opened) throw new Error(`${who} may not sign in.`);
    const cookie = `${nameOfCookie(school)}=${opened.secret}`;
    cookies.set(who, cookie);
    return cookie;
  };
  const ask = async (who: PersonName | null, address: string, init: RequestInit): Promise<Answer> => {
    const cookie: Record<string, string> = who === null ? {} : { cookie: await cookieOf(who) };
    const answer = await fetch(new URL(address, url), {
      redirect: 'manual',
      ...init,
      headers: new Headers({ accept: 'text/html', ...cookie, ...(init.headers as Record<string, string>) }),
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  };
  return {
    url,
    school,
    faults,
    signIn: cookieOf,
    get: (who, address, headers = {}) => ask(who, address, { headers }),
    post: async (who, address, fields) => {
      const { text } = await ask(who, '/', {});
      const _csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? '';
      return ask(who, address, { method: 'POST', body: new URLSearchParams({ _csrf, ...fields }) });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function nameOfCookie(school: TestSchool): string {
  return school.app.get(AccessSettings, { strict: false }).secure ? '__Host-perennial' : 'perennial';
}
