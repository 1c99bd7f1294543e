import type { Request, Response } from 'express';
import type { AccessSettings } from './settings.js';

/**
 * The cookies. `session` holds the secret of a session; `visit` marks a browser that is signing in, so that a link or an
 * answer of a provider opens only where it was asked for. `__Host-` makes browsers insist on https, this host and the whole
 * of it; http://localhost cannot have that, and so has another name.
 */
export type CookieName = 'session' | 'visit';

const BASE: Readonly<Record<CookieName, string>> = { session: 'perennial', visit: 'perennial-visit' };

export const cookieName = ({ secure }: Pick<AccessSettings, 'secure'>, name: CookieName): string =>
  secure ? `__Host-${BASE[name]}` : BASE[name];

/** A cookie's value; undefined when absent, or when it came twice (then one of them is not ours). */
export function readCookie(
  settings: Pick<AccessSettings, 'secure'>,
  request: Request,
  name: CookieName,
): string | undefined {
  const wanted = cookieName(settings, name);
  const values = (request.headers.cookie ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .filter(([key]) => key === wanted)
    .map(([, value]) => value);
  return values.length === 1 ? values[0] : undefined;
}

/** SameSite=Lax: a link in a mail finds its session, a form of another site does not. Gone when the browser closes. */
export function setCookie(
  settings: Pick<AccessSettings, 'secure'>,
  response: Response,
  name: CookieName,
  value: string,
): void {
  response.cookie(cookieName(settings, name), value, options(settings));
}

export function clearCookie(
  settings: Pick<AccessSettings, 'secure'>,
  response: Response,
  name: CookieName,
): void {
  response.clearCookie(cookieName(settings, name), options(settings));
}

const options = ({ secure }: Pick<AccessSettings, 'secure'>) =>
  ({ httpOnly: true, sameSite: 'lax', path: '/', secure }) as const;
