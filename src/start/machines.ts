import { timingSafeEqual } from 'node:crypto';
import type { Express, Request, Response } from 'express';
import type { Delivery } from '../delivery/index.js';
import type { Runtime } from '../platform/runtime.js';
import { healthOf } from './health.js';
import { METRICS_TYPE, metricsOf } from './metrics.js';

const LOOPBACK = new Set(['127.0.0.1', '::1', '::ffff:127.0.0.1']);

/**
 * What machines ask a process: /health (how it is), /ready (whether to send it work) and /metrics (figures). Metrics are for
 * this machine, or for whoever has the token of METRICS_TOKEN.
 */
export function mountMachines(express: Express, runtime: Runtime, delivery: Delivery): void {
  express.get('/health', async (_request: Request, response: Response) => {
    response.setHeader('Cache-Control', 'no-store').json(await healthOf(runtime, delivery));
  });
  express.get('/ready', async (_request: Request, response: Response) => {
    const found = await healthOf(runtime, delivery);
    if (found.status === 'down') response.status(503).setHeader('Retry-After', '5');
    response.setHeader('Cache-Control', 'no-store').json(found);
  });
  express.get('/metrics', async (request: Request, response: Response) => {
    if (!mayMeasure(request, runtime.config.metricsToken)) {
      response.status(404).type('text').send('Not found.\n');
      return;
    }
    const text = await metricsOf(runtime, delivery);
    response.setHeader('Cache-Control', 'no-store').setHeader('Content-Type', METRICS_TYPE).send(text);
  });
}

function mayMeasure(request: Request, token: string | null): boolean {
  const given = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  if (token !== null) return given !== undefined && same(given, token);
  return LOOPBACK.has(request.socket.remoteAddress ?? '') && request.headers['x-forwarded-for'] === undefined;
}

function same(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)];
  return a.length === b.length && timingSafeEqual(a, b);
}
