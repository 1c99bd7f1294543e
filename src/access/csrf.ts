import type { NextFunction, Request, Response } from 'express';
import { derived, same } from './secret.js';
import type { Session } from './session.js';

/** Name of the hidden field; scripts may send the same value in the header `x-csrf-token`. */
export const CSRF_FIELD = '_csrf';

/** The token of a session or visit: follows from its secret, so it is bound to it and needs no place of its own. */
export const csrfOf = (secret: string): string => derived(secret, 'csrf');

/** For templates: `<input type="hidden" name="_csrf" value="...">`. */
export const csrfToken = (session: Pick<Session, 'csrf'>): string => session.csrf;

/** A form came without its token or with another session's: the page was old, or somebody else made the browser send it. */
export class FormRefused extends Error {
  readonly status = 403;
  readonly code = 'form-refused';
  constructor() {
    super('This page was too old to be sent. Nothing was changed. Go back, reload the page and try again.');
  }
}

/** Whether a request carries the token that is expected. */
export function hasToken(request: Request, expected: string): boolean {
  const given: unknown =
    (request.body as Record<string, unknown> | undefined)?.[CSRF_FIELD] ?? request.get('x-csrf-token');
  return typeof given === 'string' && same(given, expected);
}

const READS = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * For every router of pages, after its body parser: whatever is not a read needs the token of the session.
 * @throws FormRefused (through `next`)
 */
export function csrfGuard(request: Request, _response: Response, next: NextFunction): void {
  if (READS.has(request.method)) return next();
  if (request.session && hasToken(request, request.session.csrf)) return next();
  next(new FormRefused());
}
