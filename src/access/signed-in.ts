import { isIP } from 'node:net';
import { Inject, Injectable } from '@nestjs/common';
import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { clearCookie, readCookie } from './cookies.js';
import { SessionsService } from './sessions.service.js';
import type { RequestFacts, Session } from './session.js';
import { AccessSettings } from './settings.js';

/** A page for people who are signed in was asked for by nobody in particular. Pages answer with a way to sign in. */
export class NotSignedIn extends Error {
  readonly status = 401;
  readonly code = 'not-signed-in';
  constructor(
    /** Path to come back to. */
    readonly returnTo: string,
  ) {
    super('Please sign in to see this page.');
  }
}

/** Puts `request.session` on every request that has a good cookie, and tells caches not to keep what it gets. */
export function withSession(sessions: SessionsService, settings: AccessSettings): RequestHandler {
  return async (request: Request, response: Response, next: NextFunction) => {
    const secret = readCookie(settings, request, 'session');
    if (secret === undefined) return next();
    const session = await sessions.of(secret, request.ip);
    if (session) {
      request.session = session;
      response.setHeader('Cache-Control', 'no-store');
    } else {
      clearCookie(settings, response, 'session');
    }
    next();
  };
}

/**
 * Who is signed in.
 * @throws NotSignedIn also for the session of a shared device, which opens nothing but its one page
 */
export function signedIn(request: Request): Session {
  const { session } = request;
  if (!session || session.onlyRecord !== null) {
    throw new NotSignedIn(request.method === 'GET' ? request.originalUrl : '/');
  }
  return session;
}

/** For controllers: `@UseGuards(SignedIn)`. */
@Injectable()
export class SignedIn implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    signedIn(context.switchToHttp().getRequest<Request>());
    return true;
  }
}

/** The middleware with what it needs, for whoever puts the server together. */
@Injectable()
export class SessionMiddleware {
  constructor(
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(AccessSettings) private readonly settings: AccessSettings,
  ) {}

  handler(): RequestHandler {
    return withSession(this.sessions, this.settings);
  }
}

/** What is kept of a request with a session that it opens. */
export function factsOf(request: Request): RequestFacts {
  // Without the zone that a link-local IPv6 address may have; what is no address at all is not kept.
  const address = (request.ip ?? '').replace(/%.*$/, '');
  return { agent: request.get('user-agent') ?? '', address: isIP(address) ? address : null };
}
