import { randomUUID } from 'node:crypto';
import type { Express, NextFunction, Request, RequestHandler, Response } from 'express';
import express from 'express';
import type { Operation } from '../api/index.js';
import { Refused } from '../api/index.js';
import type { UnitOfWork } from '../platform/database/unit-of-work.js';
import { serveAssets } from './assets/serve.js';
import { draftPages } from './drafts/draft.pages.js';
import { errorPage } from './errors/error-page.js';
import { putFlash, takeFlash } from './flash.js';
import { Fields } from './forms/fields.js';
import { readFields } from './forms/read-fields.js';
import { isFromOurForm } from './forms/token.js';
import { presentFrame } from './frame/frame.presenter.js';
import { readFrame } from './frame/frame.queries.js';
import type { Page, Reply, Shown } from './page.js';
import { paths } from './paths.js';
import { withQuery } from './path.js';
import { refererOf } from './referer.js';
import { sendPacked } from './send-packed.js';
import { Visits } from './visits.js';
import { ViewEngine } from './view/view-engine.js';
import type { Visitor } from './visitor.js';
import { visitorOf } from './visitor.js';

export interface WebOptions {
  readonly pages: readonly Page[];
  readonly operations: readonly Operation[];
  readonly unit: UnitOfWork;
  readonly views?: ViewEngine;
  /** Called for every fault of ours, with the error and where it happened; never with what was typed. */
  readonly onFault: (error: unknown, where: string) => void;
}

/**
 * Puts assets and pages on the application: after whatever finds out who is signed in, and last, because it answers for
 * every address that nothing else knows.
 */
export function mountPages(app: Express, options: WebOptions): void {
  const views = options.views ?? new ViewEngine();
  const visits = new Visits(options.operations, options.unit);
  const known = new Set(options.pages.filter(({ method }) => method === 'get').map(({ pattern }) => pattern));
  const router = express.Router();

  const drawn = async (request: Request, response: Response, reply: Shown): Promise<void> => {
    const visitor = visitorOf(request);
    const facts = visitor && (await readFrame(options.unit, visitor));
    const html = views.render(reply.template, {
      ...reply.model,
      frame: facts && visitor && presentFrame(facts, visitor, known, request.path),
      flash: reply.status === 200 && request.method === 'GET' ? takeFlash(request, response) : null,
      csrf: visitor?.csrf ?? '',
      formKey: randomUUID(),
    });
    response.status(reply.status).setHeader('Cache-Control', 'no-store');
    await sendPacked(request, response, html);
  };

  const answer = async (request: Request, response: Response, reply: Reply): Promise<void> => {
    switch (reply.kind) {
      case 'show':
        return drawn(request, response, reply);
      case 'goTo':
        if (reply.flash) putFlash(response, reply.flash);
        return response.redirect(303, reply.address);
      case 'file':
        return void response.attachment(reply.name).type(reply.type).send(reply.content);
      case 'json':
        return void response.json(reply.body);
    }
  };

  for (const page of [...draftPages, ...options.pages]) {
    router[page.method](page.pattern, async (request: Request, response: Response) => {
      const visitor = visitorOf(request);
      if (!visitor) return toSignIn(request, response);
      const fields = page.method === 'post' ? await sentBy(request, visitor) : new Fields();
      await answer(request, response, await page.run(visits.of(request, visitor, fields)));
    });
  }
  app.use(serveAssets());
  app.use(router);
  app.use(((request, _response, next) => {
    // What only software asks for gets Express's own answer.
    next(
      request.accepts('html')
        ? new Refused(404, 'not-found', 'There is no page at this address.')
        : undefined,
    );
  }) satisfies RequestHandler);
  app.use(async (error: unknown, request: Request, response: Response, next: NextFunction) => {
    try {
      const reply = errorPage(error);
      if (reply.status === 401) return toSignIn(request, response);
      // What was typed is a draft by now, and is there again after coming back.
      if (isProofWanted(error)) {
        return response.redirect(303, withQuery(paths.signInAgain.pattern, { returnTo: refererOf(request) }));
      }
      if (reply.status >= 500)
        options.onFault(error, `${request.method} ${request.route?.path ?? request.path}`);
      if (reply.status === 503) response.setHeader('Retry-After', '5');
      await answer(request, response, reply).catch(() => {
        // The frame could not be read either (the database is away): the page does without.
        const html = views.render(reply.template, { ...reply.model, frame: null, flash: null, csrf: '' });
        response.status(reply.status).type('html').send(html);
      });
    } catch (second) {
      next(second);
    }
  });
}

async function sentBy(request: Request, visitor: Visitor): Promise<Fields> {
  const fields = await readFields(request);
  if (isFromOurForm(fields.text('_csrf'), visitor.csrf)) return fields;
  throw new Refused(
    403,
    'form-refused',
    'This page was too old to be sent. Nothing was changed. Go back, reload the page and try again.',
  );
}

/** Signing a statement asks for a proof of the last minutes (src/access/recent-proof.ts). */
const isProofWanted = (error: unknown): boolean => error instanceof Refused && error.code === 'prove-again';

/** Whoever is not signed in signs in and lands where they wanted to go. */
function toSignIn(request: Request, response: Response): void {
  const returnTo = request.method === 'GET' ? request.originalUrl : refererOf(request);
  response.redirect(303, withQuery(paths.signIn.pattern, { returnTo }));
}
