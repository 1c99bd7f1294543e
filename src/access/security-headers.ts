import { randomBytes } from 'node:crypto';
import type { NextFunction, Request, RequestHandler, Response } from 'express';
import helmet from 'helmet';

export interface HeaderOptions {
  /** Whether the server is reached by https: then browsers are told to stay with it. */
  readonly secure: boolean;
  /** Hashes of style elements that belong to pages without a nonce: "'sha256-...'". */
  readonly styleHashes?: readonly string[];
}

const FEATURES = ['camera', 'display-capture', 'geolocation', 'microphone', 'payment', 'usb'];

/**
 * Security headers of every answer. Nothing is loaded, run or framed but what we serve ourselves; scripts and styles within a
 * page need the nonce of this very answer, which views find as `cspNonce` (`response.locals.cspNonce`).
 */
export function securityHeaders({ secure, styleHashes = [] }: HeaderOptions): RequestHandler {
  const nonce = (_request: unknown, response: unknown): string =>
    `'nonce-${String((response as Response).locals['cspNonce'])}'`;
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", nonce],
        styleSrc: ["'self'", nonce, ...styleHashes],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        connectSrc: ["'self'"],
        manifestSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
        ...(secure ? { upgradeInsecureRequests: [] } : {}),
      },
    },
    // Our own pages read from where a form came; other sites learn nothing of our addresses.
    referrerPolicy: { policy: 'same-origin' },
    xFrameOptions: { action: 'deny' },
    strictTransportSecurity: secure ? { maxAge: 63_072_000, includeSubDomains: true } : false,
  });
  return (request: Request, response: Response, next: NextFunction) => {
    response.locals['cspNonce'] = randomBytes(16).toString('base64');
    response.setHeader('Permissions-Policy', FEATURES.map((name) => `${name}=()`).join(', '));
    headers(request, response, next);
  };
}
