import type { Request, Response, Router } from 'express';
import { csrfGuard } from '../csrf.js';
import { setCookie } from '../cookies.js';
import type { DemoPeople } from '../demo-people.js';
import type { Limits } from '../limits.js';
import type { MailLinks } from '../mail-links.js';
import type { OwnAddress } from '../own-address.js';
import type { Providers } from '../providers/providers.js';
import { safeReturnTo } from '../return-to.js';
import type { SessionsService } from '../sessions.service.js';
import { signedIn } from '../signed-in.js';
import type { Kit } from './kit.js';

export interface AgainParts {
  readonly kit: Kit;
  readonly limits: Limits;
  readonly links: MailLinks;
  readonly providers: Providers;
  readonly sessions: SessionsService;
  readonly addresses: OwnAddress;
  readonly demo: DemoPeople;
}

/**
 * Proving again who one is, before signing a statement: whoever sits down at somebody's open browser cannot agree for them. By
 * the provider they came with, or a mailed link; in the demo school by a click.
 */
export function againPages(
  router: Router,
  { kit, limits, links, providers, sessions, addresses, demo }: AgainParts,
): void {
  router.get('/sign-in/again', (request: Request, response: Response) => {
    const session = signedIn(request);
    const cameBy = session.how.replace(/^provider:/, '');
    kit.show(request, response, 'again.njk', {
      title: 'Show that it is you',
      name: session.name,
      returnTo: safeReturnTo(request.query['returnTo']),
      providers: providers.list().filter(({ name }) => name === cameBy),
      link: links.isOffered,
      demo: session.how === 'demo' && demo.isOpen,
    });
  });

  router.get('/sign-in/again/with/:name', async (request: Request<{ name: string }>, response: Response) => {
    const session = signedIn(request);
    await limits.spend('address', request.ip ?? 'unknown');
    const { visit } = kit.visitor(request, response);
    const returnTo = safeReturnTo(request.query['returnTo']);
    response.redirect(303, await providers.leave(request.params.name, returnTo, visit, session.id));
  });

  router.post('/sign-in/again/link', csrfGuard, async (request: Request, response: Response) => {
    const session = signedIn(request);
    await limits.spend('address', request.ip ?? 'unknown');
    const { visit } = kit.visitor(request, response);
    const email = await addresses.of(session);
    const returnTo = safeReturnTo((request.body as { returnTo?: unknown }).returnTo);
    if (email !== null && links.isOffered) await links.ask({ email, returnTo, visit, again: session.id });
    response.redirect(303, '/sign-in/sent');
  });

  router.post('/sign-in/again/demo', csrfGuard, async (request: Request, response: Response, next) => {
    const session = signedIn(request);
    const opened = session.how === 'demo' && demo.isOpen ? await sessions.renew(session) : undefined;
    if (!opened) return next();
    setCookie(kit.settings, response, 'session', opened.secret);
    response.redirect(303, safeReturnTo((request.body as { returnTo?: unknown }).returnTo));
  });
}
