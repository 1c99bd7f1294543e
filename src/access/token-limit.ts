import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { problem } from '../api/problem.js';
import type { Limits } from './limits.js';

/** How long an address that tried too many tokens has to wait, seconds. */
const PAUSE = 60;

/**
 * Slows down whoever tries tokens that are not good. Good requests cost nothing: only failures are counted (in PostgreSQL, over all
 * processes), and who is over the limit is remembered here for a minute at a time.
 */
export function tokenLimit(limits: Pick<Limits, 'isOver'>): RequestHandler {
  const until = new Map<string, number>();
  return (request: Request, response: Response, next: NextFunction) => {
    const address = request.ip ?? 'unknown';
    if ((until.get(address) ?? 0) > Date.now()) {
      const { status, ...rest } = problem(
        429,
        'too-many',
        'Too many tokens that were not good. Try again in a minute.',
      );
      response.status(status).setHeader('Retry-After', String(PAUSE));
      return void response.type('application/problem+json').send(JSON.stringify({ status, ...rest }));
    }
    until.delete(address);
    if (request.get('authorization') === undefined) return next();
    response.on('finish', () => {
      if (response.statusCode !== 401) return;
      void limits.isOver('token', address).then(
        (over) => over && until.set(address, Date.now() + PAUSE * 1000),
        // The database is away: there is nothing to guess at either.
        () => undefined,
      );
    });
    next();
  };
}
