import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { answerSchema, id, isoDate, operation, shown, text } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { mustHold, STAFF_GROUPS } from '../../people/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { LED_ORIGINS, Raising } from '../raising.service.js';

const needText = {
  title: text(200),
  outcome: text(4000)
    .or(z.literal(''))
    .default('')
    .meta({ description: 'What will be different, and for whom' }),
  framework: z.string().min(1).max(80).nullable().default(null),
  standards: z.array(z.string().min(1).max(40)).max(20).default([]),
  wantedBy: isoDate.nullable().default(null),
  cycleId: id.nullable().default(null).meta({ description: 'Null: the present year' }),
};

/** How needs are raised by people; reviews, certificates and joiners raise theirs by themselves. */
@Injectable()
export class RaisingOperations implements ApiSurface {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly raising: Raising,
  ) {}

  operations(): readonly Operation[] {
    return [
      operation({
        ...{ id: 'needs.request', method: 'post', path: '/needs' },
        summary: 'Ask for something that I need to learn',
        body: z.strictObject(needText),
        response: answerSchema,
        status: 201,
        run: async ({ proof, key }, { body: { cycleId, ...asked } }) =>
          shown(await this.raising.request(proof, asked, cycleId, key)),
      }),
      operation({
        ...{ id: 'needs.raiseForMany', method: 'post', path: '/needs/raise-for-many' },
        summary: 'Raise the same need for some people, some staff groups, or everybody',
        description:
          'From self-evaluation, the improvement plan, a national or statutory requirement, or an induction. Each person gets a record of their own. With an Idempotency-Key a repeated request raises nothing twice.',
        body: z.strictObject({
          ...needText,
          origin: z.enum(LED_ORIGINS),
          people: z.array(id).max(2000).default([]),
          staffGroups: z.array(z.enum(STAFF_GROUPS)).max(STAFF_GROUPS.length).default([]),
        }),
        response: z.object({ people: z.int(), raised: z.int() }),
        run: async ({ proof, key }, { body }) => {
          await this.unit.run(proof, async (tx) =>
            mustHold(tx, ['cpdLeader', 'cpdTeam', 'head'], 'Raising needs for others'),
          );
          return this.raising.raiseForMany(proof, body, key);
        },
      }),
    ];
  }
}
