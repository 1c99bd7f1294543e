import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, instant, operation } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { AuditQueries } from '../audit.service.js';

const paging = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).max(100_000).default(0),
};

const seen = z.object({
  at: instant,
  kind: z.string(),
  record: z.string().nullable(),
  actor: id.nullable(),
  name: z.string().nullable(),
  bySystem: z.boolean(),
  as: z.string().nullable(),
  part: z.string().nullable(),
});

const change = z.object({
  id: z.string(),
  at: instant,
  action: z.string(),
  kind: z.string(),
  record: z.string().nullable(),
  actor: id.nullable(),
  name: z.string().nullable(),
  bySystem: z.boolean(),
  address: z.string().nullable(),
  subject: id.nullable(),
  detail: z.record(z.string(), z.unknown()),
  sealed: z.boolean(),
});

/** The audit: who has seen what is mine; what was changed. */
@Injectable()
export class AuditOperations implements ApiSurface {
  constructor(@Inject(AuditQueries) private readonly audit: AuditQueries) {}

  operations(): readonly Operation[] {
    return [
      operation({
        id: 'audit.whoHasSeen',
        method: 'get',
        path: '/who-has-seen',
        summary: 'Who has looked at my review, self-assessment and journal, newest first',
        query: z.strictObject({ ...paging, record: id.optional() }),
        response: z.object({ seen: z.array(seen) }),
        run: async ({ proof }, { query }) => {
          const found = await this.audit.whoHasSeen(proof, query);
          return { seen: found.map((look) => ({ ...look, at: look.at.toISOString() })) };
        },
      }),
      operation({
        id: 'audit.changes',
        method: 'get',
        path: '/audit/changes',
        summary: 'What was changed in people, posts and settings, newest first',
        description:
          'By: administrator, head. Everybody else finds only what they did or what concerns them.',
        query: z.strictObject({ ...paging, kind: z.string().max(60).optional(), subject: id.optional() }),
        response: z.object({ changes: z.array(change) }),
        run: async ({ proof }, { query }) => {
          const found = await this.audit.changes(proof, query);
          return { changes: found.map((one) => ({ ...one, at: one.at.toISOString() })) };
        },
      }),
    ];
  }
}
