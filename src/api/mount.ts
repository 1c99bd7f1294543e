import express from 'express';
import type { Express, NextFunction, Request, Response, Router } from 'express';
import { z } from 'zod';
import { Download } from './download.js';
import { openapiDocument } from './openapi.js';
import type { Caller, Operation } from './operation.js';
import { Refused, problem, problemOf } from './problem.js';

/** Largest JSON body; files have their own limit. */
const JSON_LIMIT = '512kb';
const FILE_LIMIT = '6mb';

export interface MountOptions {
  readonly operations: readonly Operation[];
  /** Called for every fault of ours, with the error and where it happened; never with what was sent. */
  readonly onFault: (error: unknown, operation: string) => void;
}

/** Puts the operations under /api/v1 and their description at /api/openapi.json. */
export function mountApi(app: Express, options: MountOptions): void {
  const document = openapiDocument(options.operations);
  app.get('/api/openapi.json', (_request, response) => void response.json(document));
  app.use('/api/v1', apiRouter(options));
}

function apiRouter({ operations, onFault }: MountOptions): Router {
  const router = express.Router();
  const json = express.json({ limit: JSON_LIMIT, type: ['application/json', 'application/*+json'] });
  const file = express.raw({ limit: FILE_LIMIT, type: () => true });
  for (const op of operations) {
    const path = op.path.replaceAll(/\{(\w+)\}/g, ':$1');
    router[op.method](path, op.consumes ? file : json, (request: Request, response: Response) =>
      answer(op, request, response),
    );
  }
  router.use((request: Request) => {
    throw new Refused(
      404,
      'no-such-address',
      `There is nothing at ${request.method} ${request.baseUrl}${request.path}.`,
    );
  });
  router.use((error: unknown, request: Request, response: Response, _next: NextFunction) => {
    const found = fromExpress(error) ?? problemOf(error);
    if (found.status === 500) onFault(error, `${request.method} ${request.route?.path ?? request.path}`);
    if (found.status === 503) response.setHeader('Retry-After', '5');
    if (found.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
    response.status(found.status).type('application/problem+json').send(JSON.stringify(found));
  });
  return router;
}

async function answer(op: Operation, request: Request, response: Response): Promise<void> {
  const caller = callerOf(request);
  const input = {
    params: op.params?.parse(request.params),
    query: (op.query ?? z.strictObject({})).parse(request.query),
    body: op.body?.parse(request.body ?? (op.consumes ? undefined : {})),
  };
  const result = await op.run(caller, input);
  const revision = (result as { revision?: unknown } | null)?.revision;
  if (typeof revision === 'number') response.setHeader('ETag', `"${revision}"`);
  response.setHeader('Cache-Control', 'no-store');
  response.status(op.status ?? 200);
  if (result instanceof Download) result.send(response);
  else if (Buffer.isBuffer(result))
    response
      .attachment()
      .type(op.produces ?? 'bin')
      .send(result);
  else if (op.produces) response.type(op.produces).send(result);
  else response.json(op.response.parse(result));
}

function callerOf(request: Request): Caller {
  const [, token] = /^Bearer ([\w-]{20,200})$/.exec(request.get('authorization') ?? '') ?? [];
  if (!token) throw new Refused(401, 'no-token', 'Send a bearer token in the Authorization header.');
  const key = request.get('idempotency-key');
  if (key !== undefined && !/^[\w.:-]{1,120}$/.test(key)) {
    throw new Refused(400, 'idempotency-key', 'An Idempotency-Key has 1 to 120 letters, digits or . : _ -');
  }
  const match = request.get('if-match');
  const revision = match === undefined ? undefined : Number(/^(?:W\/)?"(\d{1,9})"$/.exec(match)?.[1] ?? NaN);
  if (Number.isNaN(revision))
    throw new Refused(400, 'if-match', 'If-Match takes the ETag of the record, e.g. "3".');
  return {
    proof: { kind: 'token', token, ...(request.ip ? { from: request.ip } : {}) },
    ...(key === undefined ? {} : { key: `api:${key}` }),
    ...(revision === undefined ? {} : { expectedRevision: revision }),
  };
}

/** Errors of Express's own body parsers. */
function fromExpress(error: unknown) {
  const type = (error as { type?: unknown } | null)?.type;
  if (type === 'entity.too.large')
    return problem(413, 'too-large', 'This is larger than what is taken here.');
  if (type === 'entity.parse.failed') return problem(400, 'malformed-json', 'The body is not JSON.');
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return problem(415, 'unsupported-encoding', 'The body has an encoding that is not taken here.');
  }
  return undefined;
}
