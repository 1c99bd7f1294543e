import type { Request, Response, Router } from 'express';
import { z } from 'zod';
import { Refused } from '../../api/index.js';
import type { Operation } from '../../api/index.js';
import { clearCookie, setCookie } from '../cookies.js';
import { csrfGuard } from '../csrf.js';
import type { PaperCodes } from '../paper-codes.js';
import type { Session } from '../session.js';
import type { SessionsService } from '../sessions.service.js';
import { factsOf, NotSignedIn, signedIn } from '../signed-in.js';
import { presentStatement, statementRead } from './confirm.presenter.js';
import type { Kit } from './kit.js';

export interface ConfirmParts {
  readonly kit: Kit;
  readonly codes: PaperCodes;
  readonly sessions: SessionsService;
  /** What the API can do: the same checks hold here. */
  readonly operations: readonly Operation[];
}

const comment = z.string().trim().max(8000).optional();

/**
 * Confirming on a shared device: a supervisor opens it for one record, the person gives their code, reads, confirms, and the
 * device is nobody's again.
 */
export function confirmPages(router: Router, { kit, codes, sessions, operations }: ConfirmParts): void {
  const run = (id: string, { proof }: Session, record: string, body: object = {}): Promise<unknown> => {
    const operation = operations.find((one) => one.id === id);
    if (!operation) throw new Error(`There is no operation ${id}.`);
    const input = {
      params: { id: record },
      query: operation.query?.parse({}),
      body: operation.body?.parse(body),
    };
    return operation.run({ proof }, { ...input, params: operation.params?.parse(input.params) });
  };
  const leave = async (session: Session, response: Response): Promise<void> => {
    if (session.proof.kind === 'session') await sessions.close(session.proof.secret);
    clearCookie(kit.settings, response, 'session');
    response.setHeader('Clear-Site-Data', '"cache", "storage"');
  };

  router.get('/confirm-here/:record', (request: Request<{ record: string }>, response: Response) => {
    signedIn(request);
    const record = recordIn(request.params.record);
    kit.show(request, response, 'confirm-here.njk', {
      title: 'Hand over this device',
      record,
    });
  });

  router.post(
    '/confirm-here/:record',
    csrfGuard as (request: Request<{ record: string }>, response: Response, next: () => void) => void,
    async (request: Request<{ record: string }>, response: Response) => {
      const supervisor = signedIn(request as unknown as Request);
      const record = recordIn(request.params.record);
      const code = z
        .string()
        .max(40)
        .catch('')
        .parse((request.body as { code?: unknown }).code);
      const opened = await codes.open(supervisor, record, code, factsOf(request as unknown as Request));
      setCookie(kit.settings, response, 'session', opened.secret);
      response.redirect(303, '/confirm');
    },
  );

  router.get('/confirm', async (request: Request, response: Response) => {
    const { session, record } = onPaper(request);
    const statement = statementRead.parse(await run('reviews.read', session, record));
    kit.show(request, response, 'confirm.njk', presentStatement(statement, session.name));
  });

  router.post('/confirm', csrfGuard, async (request: Request, response: Response) => {
    const { session, record } = onPaper(request);
    const { state } = statementRead.parse(await run('reviews.read', session, record));
    const words = comment.parse((request.body as { comment?: unknown }).comment) || undefined;
    await run(state.includes('closing') ? 'reviews.sign' : 'reviews.agree', session, record, {
      comment: words,
    });
    await leave(session, response);
    response.redirect(303, '/confirmed');
  });

  router.post('/confirm/leave', csrfGuard, async (request: Request, response: Response) => {
    await leave(onPaper(request).session, response);
    response.redirect(303, '/signed-out');
  });

  router.get('/confirmed', (request: Request, response: Response) => {
    kit.show(request, response, 'confirmed.njk', { title: 'Thank you' });
  });
}

/** @throws Refused 404 for what is no id */
function recordIn(param: string): string {
  const { success, data } = z.guid().safeParse(param);
  if (!success)
    throw new Refused(404, 'not-found', 'There is no such record that somebody confirms on paper.');
  return data;
}

/** The session of a shared device, and what it is for. @throws NotSignedIn */
function onPaper({ session }: Request): { session: Session; record: string } {
  if (!session?.onlyRecord) throw new NotSignedIn('/');
  return { session, record: session.onlyRecord };
}
