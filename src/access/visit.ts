import type { Request, Response } from 'express';
import { readCookie, setCookie } from './cookies.js';
import { csrfOf } from './csrf.js';
import { looksLikeSecret, newSecret } from './secret.js';
import type { AccessSettings } from './settings.js';

/** A browser that is signing in: known by a random cookie, so that what it asked for opens only in it. */
export interface Visit {
  readonly secret: string;
  /** What its forms carry: without it another site could sign somebody in as somebody else. */
  readonly csrf: string;
}

/** The visit of a browser; begins one where there is none. */
export function visitOf(settings: AccessSettings, request: Request, response: Response): Visit {
  const found = foundVisit(settings, request);
  if (found) return found;
  const secret = newSecret();
  setCookie(settings, response, 'visit', secret);
  return { secret, csrf: csrfOf(secret) };
}

/** The visit that a browser says it is; undefined without one. */
export function foundVisit(settings: AccessSettings, request: Request): Visit | undefined {
  const secret = readCookie(settings, request, 'visit');
  return looksLikeSecret(secret) ? { secret, csrf: csrfOf(secret) } : undefined;
}
