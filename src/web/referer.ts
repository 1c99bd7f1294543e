import type { Request } from 'express';
import { isOwnAddress } from './path.js';

/** The page of ours whose form was sent: to come back to, also after signing in. Home where the browser does not say. */
export function refererOf(request: Request): string {
  const referer = request.get('referer');
  if (!referer || !URL.canParse(referer)) return '/';
  const { host, pathname, search } = new URL(referer);
  const address = pathname + search;
  return host === request.get('host') && isOwnAddress(address) ? address : '/';
}
