import { Logger } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Express, NextFunction, Request, Response } from 'express';
import { AccessPages, Limits, securityHeaders, SessionMiddleware, tokenLimit } from '../access/index.js';
import { mountApi } from '../api/index.js';
import { operationsOf } from '../app.module.js';
import { pages } from '../pages.js';
import { mountPages, signedOutPages } from '../web/index.js';
import { Delivery } from '../delivery/index.js';
import type { Runtime } from '../platform/runtime.js';
import { CalendarFeeds, mountCalendarFeed, mountStopMail } from '../reminders/index.js';
import type { DemoToken } from './demo-school.js';
import { healthOf } from './health.js';
import { schoolsServed } from './installation.js';
import { mountMachines } from './machines.js';
import { firstPage } from './page/first-page.js';
import { STYLE_HASH } from './page/style.js';

const BEING_MADE =
  'The demo school is being made, which takes a minute or two. Please look again in a moment.\n';

export interface WebOptions {
  readonly runtime: Runtime;
  /** The demo's tokens, once they are there. */
  readonly demo: () => readonly DemoToken[];
  /** Address for the page's examples, once the server listens. */
  readonly address: () => string;
  /** False while the demo school is still being made. */
  readonly ready: () => boolean;
}

/** Puts headers, API, health and the first page on the application. Call it before `init`. */
export function mountWeb(app: NestExpressApplication, { runtime, demo, address, ready }: WebOptions): void {
  const express = app.getHttpAdapter().getInstance() as Express;
  const log = new Logger('API');
  const delivery = app.get(Delivery, { strict: false });
  const operations = operationsOf(app);
  express.disable('x-powered-by');
  // Addresses of visitors come from a reverse proxy on this machine, and from nobody else's header.
  express.set('trust proxy', 'loopback');
  const secure = runtime.config.publicBaseUrl.startsWith('https://');
  express.use(securityHeaders({ secure, styleHashes: [STYLE_HASH] }));
  express.use((request: Request, response: Response, next: NextFunction) => {
    if (ready() || request.path === '/health') return next();
    response.status(503).setHeader('Retry-After', '5').type('text').send(BEING_MADE);
  });
  express.use('/api', tokenLimit(app.get(Limits, { strict: false })));
  mountApi(express, {
    operations,
    onFault: (error, operation) =>
      log.error(`${operation}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  });
  mountMachines(express, runtime, delivery);
  mountStopMail(express, runtime.unit);
  mountCalendarFeed(express, app.get(CalendarFeeds, { strict: false }));
  express.use(app.get(SessionMiddleware, { strict: false }).handler());
  express.use(app.get(AccessPages, { strict: false }).router(signedOutPages(), operations));
  express.get('/', async (request: Request, response: Response, next: NextFunction) => {
    if (request.session) return next();
    const found = await healthOf(runtime, delivery);
    const served = found.status === 'down' ? [] : await schoolsServed(runtime.unit);
    const schools = served.filter(({ kind }) => kind === 'school');
    response
      .status(found.status === 'down' ? 503 : 200)
      .setHeader('Cache-Control', 'no-store')
      .type('html')
      .send(firstPage({ schools, health: found, operations, demo: demo(), address: address() }));
  });
  mountPages(express, {
    pages,
    operations,
    unit: runtime.unit,
    onFault: (error, where) =>
      log.error(`${where}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`),
  });
}
