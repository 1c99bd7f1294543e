import express from 'express';
import type { Express, NextFunction, Request, Response } from 'express';
import type { AddressInfo } from 'node:net';
import { AccessPages, AccessSettings, SessionMiddleware, signedIn } from '../../../src/access/index.js';
import type { TestSchool } from '../../support/school.js';

/** The pages of access on a port of their own, and one page of somebody else's behind them. */
export interface Site {
  readonly url: string;
  /** What went wrong on our side. */
  readonly faults: unknown[];
  browser(): Browser;
  close(): Promise<void>;
}

export interface Page {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly location: string | null;
}

/** Keeps cookies and follows nothing by itself. */
export class Browser {
  readonly cookies = new Map<string, string>();

  constructor(private readonly url: string) {}

  get(path: string, headers: Record<string, string> = {}): Promise<Page> {
    return this.ask('GET', path, undefined, headers);
  }

  /** Sends a form of the page that was seen last: its token goes along unless `_csrf` is given. */
  post(path: string, fields: Record<string, string>): Promise<Page> {
    const body = new URLSearchParams({ ...(this.csrf ? { _csrf: this.csrf } : {}), ...fields });
    return this.ask('POST', path, body);
  }

  csrf: string | undefined;

  private async ask(
    method: string,
    path: string,
    body?: URLSearchParams,
    headers: Record<string, string> = {},
  ): Promise<Page> {
    const answer = await fetch(new URL(path, this.url), {
      method,
      body,
      redirect: 'manual',
      headers: {
        'user-agent': 'Test browser',
        ...(this.cookies.size > 0
          ? { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ') }
          : {}),
        ...headers,
      },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      if (value) this.cookies.set(name, value);
      else this.cookies.delete(name);
    }
    const text = await answer.text();
    this.csrf = /name="_csrf" value="([^"]+)"/.exec(text)?.[1] ?? this.csrf;
    return { status: answer.status, headers: answer.headers, text, location: answer.headers.get('location') };
  }
}

/** @param before put on the server before the pages */
export async function openSite(school: TestSchool, before?: (app: Express) => void): Promise<Site> {
  const app = express();
  const faults: unknown[] = [];
  before?.(app);
  app.use(school.app.get(SessionMiddleware, { strict: false }).handler());
  app.use(school.app.get(AccessPages, { strict: false }).router(undefined, school.operations));
  app.get('/whoami', (request, response) => {
    const { name, roles, csrf } = signedIn(request);
    response.type('html').send(`<p>${name}: ${roles.join(', ')}</p><input name="_csrf" value="${csrf}">`);
  });
  app.use(
    (error: { status?: number; message: string }, _: Request, response: Response, _next: NextFunction) => {
      if (!error.status) faults.push(error);
      response.status(error.status ?? 500).send(error.message);
    },
  );
  const server = app.listen(0, '127.0.0.1');
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Links in mails and what providers send back lead to this very port.
  Object.assign(school.app.get(AccessSettings, { strict: false }), { baseUrl: url });
  return {
    url,
    faults,
    browser: () => new Browser(url),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
