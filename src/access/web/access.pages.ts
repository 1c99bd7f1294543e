import { Inject, Injectable } from '@nestjs/common';
import express from 'express';
import type { Request, Response, Router } from 'express';
import { clearCookie } from '../cookies.js';
import { csrfGuard } from '../csrf.js';
import { DemoPeople } from '../demo-people.js';
import { SessionsService } from '../sessions.service.js';
import { AccessSettings } from '../settings.js';
import { demoPages } from './demo.pages.js';
import { plainPages } from './pages.js';
import type { Pages } from './pages.js';

/** Largest form of these pages. */
const FORM_LIMIT = '16kb';

/** Pages of signing in and out. */
@Injectable()
export class AccessPages {
  constructor(
    @Inject(AccessSettings) private readonly settings: AccessSettings,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(DemoPeople) private readonly demo: DemoPeople,
  ) {}

  /** To be put on the application after the session middleware. `pages` draws; without it they are plain. */
  router(pages: Pages = plainPages()): Router {
    const router = express.Router();
    const { settings, sessions } = this;
    router.use(['/sign-in', '/sign-out'], express.urlencoded({ extended: false, limit: FORM_LIMIT }));
    demoPages(router, this.demo, settings, pages);
    router.post('/sign-out', csrfGuard, async ({ session }: Request, response: Response) => {
      if (session?.proof.kind === 'session') await sessions.close(session.proof.secret);
      clearCookie(settings, response, 'session');
      response.redirect(303, '/');
    });
    return router;
  }
}
