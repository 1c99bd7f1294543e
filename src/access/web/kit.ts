import type { Request, Response } from 'express';
import type { Arrival, AtTheDoor } from '../arrivals.js';
import { setCookie } from '../cookies.js';
import { FormRefused, hasToken } from '../csrf.js';
import type { AccessSettings } from '../settings.js';
import { factsOf } from '../signed-in.js';
import { foundVisit, visitOf } from '../visit.js';
import type { Pages } from './pages.js';

/** What a view is given. */
export interface Model {
  readonly title: string;
  readonly [more: string]: unknown;
}

/** What the pages of signing in have in common. */
export class Kit {
  constructor(
    readonly settings: AccessSettings,
    private readonly pages: Pages,
  ) {}

  /** Shows a view. Its forms carry the token of the session, or of the visit where nobody is signed in. */
  show(request: Request, response: Response, view: string, model: Model, status = 200): void {
    const csrf = request.session?.csrf ?? visitOf(this.settings, request, response).csrf;
    const { cspNonce } = response.locals as { cspNonce?: string };
    response
      .status(status)
      .setHeader('Cache-Control', 'no-store')
      .type('html')
      .send(
        this.pages.render(view, {
          csrf,
          cspNonce: cspNonce ?? '',
          session: request.session ?? null,
          ...model,
        }),
      );
  }

  /** Who asks, and in which browser. A form must carry the token that was shown to that browser. @throws FormRefused */
  sender(request: Request, response: Response): AtTheDoor {
    const visit = foundVisit(this.settings, request);
    const expected = request.session?.csrf ?? visit?.csrf;
    if (expected === undefined || !hasToken(request, expected)) throw new FormRefused();
    return this.visitor(request, response);
  }

  /** Who looks at a page, and in which browser. */
  visitor(request: Request, response: Response): AtTheDoor {
    return {
      facts: factsOf(request),
      visit: visitOf(this.settings, request, response).secret,
      session: request.session,
    };
  }

  /** Lets somebody in, or asks as whom of several. */
  admit(request: Request, response: Response, arrival: Arrival): void {
    if (arrival.kind === 'choice') {
      const { key, people } = arrival;
      return this.show(request, response, 'choose.njk', { title: 'Which school?', key, people });
    }
    setCookie(this.settings, response, 'session', arrival.opened.secret);
    response.redirect(303, arrival.returnTo);
  }
}
