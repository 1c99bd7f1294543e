import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, operation } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { organisationsAbove } from '../referrals.js';
import { moment } from './shapes.js';

const REFERRED = `select need_id as "needId", school, phase, title, outcome, origin, framework, standards,
    staff_group as "staffGroup", wanted_by::text as "wantedBy", question, due_on::text as "dueOn", asked_at as "askedAt"
  from cpd.referrals_here()`;
const referred = z.object({
  needId: id,
  school: z.string(),
  phase: z.string().nullable(),
  title: z.string(),
  outcome: z.string(),
  origin: z.string(),
  framework: z.string().nullable(),
  standards: z.array(z.string()),
  staffGroup: z.string().nullable(),
  wantedBy: z.string().nullable(),
  question: z.string(),
  dueOn: z.string(),
  askedAt: moment,
});

/** Needs that schools refer to their trust or local authority. */
@Injectable()
export class ReferralsOperations implements ApiSurface {
  constructor(private readonly unit: UnitOfWork) {}

  operations(): readonly Operation[] {
    return [
      operation({
        ...{ id: 'organisations.above', method: 'get', path: '/organisations/above' },
        summary: 'The trust and the local authority that this school belongs to, nearest first',
        response: z.object({
          organisations: z.array(z.object({ id, kind: z.string(), name: z.string(), advised: z.boolean() })),
        }),
        run: ({ proof }) =>
          this.unit.run(proof, async (tx) => ({ organisations: await organisationsAbove(tx) })),
      }),
      operation({
        ...{ id: 'referrals.list', method: 'get', path: '/referrals' },
        summary: 'Needs that wait for advice here, the most urgent first',
        description:
          'For advisers of a trust or local authority: what must be learnt and the question, not who. Answered with needs.answer.',
        response: z.object({ referrals: z.array(referred) }),
        run: ({ proof }) =>
          this.unit.run(proof, async (tx) => ({
            referrals: await tx.query<z.input<typeof referred>>(REFERRED),
          })),
      }),
    ];
  }
}
