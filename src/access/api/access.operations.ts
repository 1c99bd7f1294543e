import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, idParam, instant, operation } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { PaperCodes } from '../paper-codes.js';
import { SessionsService } from '../sessions.service.js';

const entry = z.object({
  id,
  how: z.string(),
  agent: z.string(),
  address: z.string().nullable(),
  createdAt: instant,
  seenAt: instant,
  expiresAt: instant,
  this: z.boolean(),
});

/** Sessions, accounts and codes on paper of a person: their own, and for an administrator anybody's. */
@Injectable()
export class AccessOperations implements ApiSurface {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(PaperCodes) private readonly codes: PaperCodes,
  ) {}

  operations(): readonly Operation[] {
    return [
      operation({
        id: 'access.sessions',
        method: 'get',
        path: '/people/{id}/sessions',
        summary: 'Where somebody is signed in: oneself, or for an administrator anybody',
        params: idParam,
        response: z.object({ sessions: z.array(entry) }),
        run: async ({ proof }, { params }) => ({
          sessions: (await this.sessions.list(proof, params.id)).map((one) => ({
            ...one,
            createdAt: one.createdAt.toISOString(),
            seenAt: one.seenAt.toISOString(),
            expiresAt: one.expiresAt.toISOString(),
          })),
        }),
      }),
      operation({
        id: 'access.signOut',
        method: 'post',
        path: '/people/{id}/sign-out',
        summary: 'Sign somebody out everywhere, or of one session',
        params: idParam,
        body: z.strictObject({ session: id.optional() }),
        response: z.object({ ended: z.int() }),
        run: async ({ proof }, { params, body }) => ({
          ended: await this.sessions.closeAll(proof, params.id, body.session ?? null),
        }),
      }),
      operation({
        id: 'access.paperCode',
        method: 'post',
        path: '/people/{id}/paper-code',
        summary: 'Make a code on paper for somebody without e-mail or computer',
        description:
          'By: their line manager, administrator. The code is in this answer only; the one before is void.',
        params: idParam,
        body: z.strictObject({}),
        response: z.object({ code: z.string(), days: z.int() }),
        run: ({ proof }, { params }) => this.codes.issue(proof, params.id),
      }),
      operation({
        id: 'access.forgetAccounts',
        method: 'post',
        path: '/people/{id}/forget-accounts',
        summary: 'Forget which accounts of providers are matched to somebody, so that another can be',
        description: 'By: administrator.',
        params: idParam,
        body: z.strictObject({}),
        response: z.object({ forgotten: z.int() }),
        run: async ({ proof }, { params }) => {
          const [row] = await this.unit.run(proof, (tx) =>
            tx.query<{ n: number }>('select auth.forget_identities($1) as n', [params.id]),
          );
          return { forgotten: row?.n ?? 0 };
        },
      }),
    ];
  }
}
