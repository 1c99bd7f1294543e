import { z } from 'zod';
import { EngineError } from '../engine/index.js';
import { DatabaseAway, ProofRefused } from '../platform/database/errors.js';

/** An error of a request, as RFC 9457 problem+json. `code` is stable; `detail` is for people. */
export interface Problem {
  readonly type: string;
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly [extra: string]: unknown;
}

/** A refusal that a feature words itself. `status` is the HTTP status, `code` stable. */
export class Refused extends Error {
  constructor(
    readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 415 | 422,
    readonly code: string,
    message: string,
    readonly extra: Readonly<Record<string, unknown>> = {},
  ) {
    super(message);
  }
}

const STATUS: Readonly<Record<string, number>> = {
  'not-found': 404,
  'not-permitted': 403,
  'unknown-event': 422,
  'event-not-accepted': 409,
  finished: 409,
  'stale-revision': 409,
  'idempotency-key-reused': 422,
  'step-failed': 500,
  quarantined: 409,
  'version-unknown': 503,
};

const TITLES: Readonly<Record<number, string>> = {
  400: 'The request could not be read',
  401: 'Not signed in',
  403: 'Not permitted',
  404: 'Not found',
  405: 'Not a method of this address',
  409: 'Not possible now',
  413: 'Too large',
  415: 'Not a kind of content that is taken here',
  422: 'Something in the request is not right',
  429: 'Too many requests',
  500: 'Something went wrong',
  503: 'Not available just now',
};

/** Turns whatever was thrown into a problem. What is not known is a fault of ours, and says nothing of its inside. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Refused) return problem(error.status, error.code, error.message, error.extra);
  if (error instanceof EngineError) {
    return problem(STATUS[error.code] ?? 500, error.code, error.message, error.details());
  }
  if (error instanceof ProofRefused) return problem(401, error.code, error.message);
  if (error instanceof DatabaseAway) return problem(503, error.code, error.message, { retryAfter: 5 });
  if (error instanceof z.ZodError) return validationProblem(error);
  if (isDenied(error)) return problem(403, 'not-permitted', 'This is for somebody else to do.');
  return problem(
    500,
    'internal',
    'Something went wrong on our side. Nothing was half-written; it has been logged.',
  );
}

export function problem(status: number, code: string, detail: string, extra: object = {}): Problem {
  return { type: 'about:blank', title: TITLES[status] ?? 'Refused', status, code, detail, ...extra };
}

/** Each wrong member with where it is and what is expected; never the value that was sent. */
function validationProblem(error: z.ZodError): Problem {
  const errors = error.issues.map((issue) => ({
    at: issue.path.join('.') || '(body)',
    message: issue.message,
    code: issue.code,
  }));
  return problem(422, 'validation', errors.map((e) => `${e.at}: ${e.message}`).join('; '), { errors });
}

/** The database refused by row-level security: the application asked for more than the person may. */
function isDenied(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === '42501';
}
