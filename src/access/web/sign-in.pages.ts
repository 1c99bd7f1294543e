import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import type { Arrivals } from '../arrivals.js';
import type { DemoPeople } from '../demo-people.js';
import type { Limits } from '../limits.js';
import type { MailLinks } from '../mail-links.js';
import type { Providers } from '../providers/providers.js';
import { SignInRefused } from '../refusal.js';
import { safeReturnTo } from '../return-to.js';
import { looksLikeSecret } from '../secret.js';
import type { Kit } from './kit.js';

const asked = z.object({ email: z.string().trim().min(3).max(254), returnTo: z.string().optional() });
const chosen = z.object({ key: z.string(), person: z.guid() });

export interface SignInParts {
  readonly kit: Kit;
  readonly limits: Limits;
  readonly links: MailLinks;
  readonly providers: Providers;
  readonly arrivals: Arrivals;
  readonly demo: DemoPeople;
}

/** Signing in: the ways to choose from, a mailed link, an account of a provider, and which school. */
export function signInPages(
  router: Router,
  { kit, limits, links, providers, arrivals, demo }: SignInParts,
): void {
  const spend = (request: Request): Promise<void> => limits.spend('address', request.ip ?? 'unknown');

  router.get('/sign-in', (request: Request, response: Response) => {
    const returnTo = safeReturnTo(request.query['returnTo']);
    kit.show(request, response, 'sign-in.njk', {
      title: 'Sign in',
      returnTo,
      providers: providers.list(),
      link: links.isOffered,
      demo: demo.isOpen,
      error: null,
    });
  });

  router.post('/sign-in/link', async (request: Request, response: Response) => {
    const { visit } = kit.sender(request, response);
    await spend(request);
    const given = asked.safeParse(request.body);
    const returnTo = safeReturnTo((request.body as { returnTo?: unknown })?.returnTo);
    if (!given.success) {
      return kit.show(
        request,
        response,
        'sign-in.njk',
        {
          title: 'Sign in',
          returnTo,
          providers: providers.list(),
          link: links.isOffered,
          demo: demo.isOpen,
          error: 'Enter your e-mail address, like name@example.sch.uk',
        },
        422,
      );
    }
    if (links.isOffered) await links.ask({ email: given.data.email, returnTo, visit, again: null });
    response.redirect(303, '/sign-in/sent');
  });

  router.get('/sign-in/sent', (request: Request, response: Response) => {
    kit.show(request, response, 'sent.njk', { title: 'Look at your e-mail' });
  });

  router.get('/sign-in/link/:secret', async (request: Request, response: Response) => {
    const secret = secretIn(request.params['secret']);
    await links.look(secret, kit.visitor(request, response).visit);
    kit.show(request, response, 'open-link.njk', { title: 'Sign in', secret });
  });

  router.post('/sign-in/link/open', async (request: Request, response: Response) => {
    const door = kit.sender(request, response);
    await spend(request);
    const secret = secretIn((request.body as { secret?: unknown })?.secret);
    kit.admit(request, response, await links.open(secret, door));
  });

  router.get('/sign-in/with/:name', async (request: Request<{ name: string }>, response: Response) => {
    await spend(request);
    const { visit } = kit.visitor(request, response);
    const returnTo = safeReturnTo(request.query['returnTo']);
    response.redirect(303, await providers.leave(request.params.name, returnTo, visit, null));
  });

  router.get('/sign-in/back/:name', async (request: Request<{ name: string }>, response: Response) => {
    await spend(request);
    const door = kit.visitor(request, response);
    kit.admit(request, response, await providers.comeBack(request.params.name, request.originalUrl, door));
  });

  router.post('/sign-in/choose', async (request: Request, response: Response) => {
    const door = kit.sender(request, response);
    await spend(request);
    const given = chosen.safeParse(request.body);
    if (!given.success || !looksLikeSecret(given.data.key))
      throw new SignInRefused('attempt-unknown', 'choice');
    kit.admit(request, response, await arrivals.choose(given.data.key, given.data.person, door));
  });
}

function secretIn(value: unknown): string {
  if (!looksLikeSecret(value)) throw new SignInRefused('attempt-unknown', 'malformed');
  return value;
}
