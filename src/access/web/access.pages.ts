import { Inject, Injectable, Logger } from '@nestjs/common';
import express from 'express';
import type { NextFunction, Request, Response, Router } from 'express';
import { Arrivals } from '../arrivals.js';
import { FormRefused } from '../csrf.js';
import { DemoPeople } from '../demo-people.js';
import { Limits } from '../limits.js';
import { MailLinks } from '../mail-links.js';
import { OwnAddress } from '../own-address.js';
import { Providers } from '../providers/providers.js';
import { SignInRefused } from '../refusal.js';
import { SessionsService } from '../sessions.service.js';
import { AccessSettings } from '../settings.js';
import { NotSignedIn } from '../signed-in.js';
import { Refused } from '../../api/problem.js';
import type { Operation } from '../../api/operation.js';
import { PaperCodes } from '../paper-codes.js';
import { againPages } from './again.pages.js';
import { confirmPages } from './confirm.pages.js';
import { demoPages } from './demo.pages.js';
import { Kit } from './kit.js';
import { plainPages } from './pages.js';
import type { Pages } from './pages.js';
import { sessionPages } from './sessions.pages.js';
import { signInPages } from './sign-in.pages.js';

/** Largest form of these pages. */
const FORM_LIMIT = '16kb';
const OWN = ['/sign-in', '/sign-out', '/signed-out', '/my-sessions', '/confirm-here', '/confirm'];

/** Pages of signing in and out. */
@Injectable()
export class AccessPages {
  private readonly log = new Logger('Sign-in');

  constructor(
    @Inject(AccessSettings) private readonly settings: AccessSettings,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(DemoPeople) private readonly demo: DemoPeople,
    @Inject(MailLinks) private readonly links: MailLinks,
    @Inject(Providers) private readonly providers: Providers,
    @Inject(Arrivals) private readonly arrivals: Arrivals,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(OwnAddress) private readonly addresses: OwnAddress,
    @Inject(PaperCodes) private readonly codes: PaperCodes,
  ) {}

  /**
   * To be put on the application after the session middleware. `pages` draws; without it they are plain. `operations`: what the
   * API can do, for confirming on a shared device.
   */
  router(pages: Pages = plainPages(), operations: readonly Operation[] = []): Router {
    const router = express.Router();
    const kit = new Kit(this.settings, pages);
    const { sessions, demo, links, providers, arrivals, limits, addresses } = this;
    router.use(OWN, express.urlencoded({ extended: false, limit: FORM_LIMIT }));
    demoPages(router, kit, demo);
    signInPages(router, { kit, limits, links, providers, arrivals, demo });
    againPages(router, { kit, limits, links, providers, sessions, addresses, demo });
    sessionPages(router, kit, sessions);
    confirmPages(router, { kit, codes: this.codes, sessions, operations });
    router.use((error: unknown, request: Request, response: Response, next: NextFunction) => {
      this.explain(kit, error, request, response, next);
    });
    return router;
  }

  /** Says in plain words why somebody was not let in; the log gets the reason, without secrets and addresses of people. */
  private explain(kit: Kit, error: unknown, request: Request, response: Response, next: NextFunction): void {
    if (error instanceof NotSignedIn) {
      return response.redirect(303, `/sign-in?returnTo=${encodeURIComponent(error.returnTo)}`);
    }
    if (error instanceof SignInRefused) {
      this.log.warn(
        `Not signed in: ${error.reason}${error.detail && ` (${error.detail})`}, from ${request.ip}.`,
      );
      const { title, sentences, status } = error;
      if (status === 429) response.setHeader('Retry-After', '900');
      return kit.show(request, response, 'refused.njk', { title, sentences }, status);
    }
    if (error instanceof Refused) {
      const model = { title: 'This could not be done', sentences: [error.message] };
      return kit.show(request, response, 'refused.njk', model, error.status);
    }
    if (error instanceof FormRefused) {
      const model = { title: 'This page was too old', sentences: [error.message] };
      return kit.show(request, response, 'refused.njk', model, error.status);
    }
    next(error);
  }
}
