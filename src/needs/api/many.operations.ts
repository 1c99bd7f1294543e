import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, operation, problemOf, Refused } from '../../api/index.js';
import type { ApiSurface, Caller, Operation } from '../../api/index.js';
import { Engine } from '../../engine/index.js';
import { Groups } from '../groups.service.js';
import { inBulk } from '../in-bulk.js';
import type { BulkOutcome } from '../in-bulk.js';
import { decisions, manyDecision } from './decisions.js';
import type { Decision } from './decisions.js';

/** Most needs that one request may decide about: the staff of a large secondary school. */
const MOST = 500;

const ids = z
  .array(id)
  .min(1)
  .max(MOST)
  .refine((list) => new Set(list).size === list.length, { error: 'names a need twice' });
const outcome = z.object({
  done: z.array(id),
  refused: z.array(z.object({ id, code: z.string(), detail: z.string() })),
});

/** Decisions about many needs at once, each in a commit of its own; what one need refuses stops no other. */
@Injectable()
export class ManyNeedsOperations implements ApiSurface {
  constructor(
    private readonly engine: Engine,
    private readonly groups: Groups,
  ) {}

  operations(): readonly Operation[] {
    return [
      operation({
        ...{ id: 'needs.decideMany', method: 'post', path: '/needs/decide-many' },
        summary: 'Sort, put off, decline or group many needs, or undo that',
        description:
          'Each need answers for itself. With an Idempotency-Key a repeated request does nothing twice.',
        body: z.strictObject({ ids, decision: manyDecision }),
        response: outcome,
        run: async (caller, { body }) => {
          const { event, ...rest } = body.decision;
          return told(await inBulk(body.ids, (need) => this.decide(caller, need, event, rest)));
        },
      }),
      operation({
        ...{ id: 'needs.rankMany', method: 'post', path: '/needs/rank-many' },
        summary: 'Rank needs that are sorted',
        description: 'Everything else that was decided about them stays.',
        body: z.strictObject({ ids: ids.meta({ description: 'The most urgent first' }) }),
        response: outcome,
        run: async (caller, { body }) => {
          const before = await this.engine.unit.run(caller.proof, (tx) => this.groups.sortings(tx, body.ids));
          return told(
            await inBulk(body.ids, async (need) => {
              const sorted = before.get(need);
              if (!sorted) throw new Refused(409, 'not-sorted', 'Sort it before you rank it.');
              return this.decide(caller, need, 'TRIAGE', { ...sorted, rank: body.ids.indexOf(need) + 1 });
            }),
          );
        },
      }),
      operation({
        ...{ id: 'needs.merge', method: 'post', path: '/needs/merge' },
        summary: 'Merge the same need of several people into a group',
        description: 'They are planned together; each keeps its own record.',
        body: z.strictObject({ ids: ids.min(2), title: z.string().trim().min(1).max(200) }),
        response: outcome.extend({ groupId: id }),
        run: async (caller, { body }) => {
          const groupId = await this.groups.make(caller.proof, body.title, caller.key);
          const merged = await inBulk(body.ids, (need) => this.decide(caller, need, 'GROUP', { groupId }));
          return { groupId, ...told(merged) };
        },
      }),
    ];
  }

  private decide(
    caller: Caller,
    need: string,
    event: keyof typeof decisions,
    body: unknown,
  ): Promise<unknown> {
    const decision: Decision = decisions[event];
    const parsed = decision.body.parse(body);
    return this.engine.send(
      caller.proof,
      need,
      { ...decision.payload(parsed), type: event },
      {
        ...(caller.key === undefined ? {} : { key: `${caller.key}:${need}` }),
        within: (tx, instance) => decision.within?.(tx, parsed, instance) ?? Promise.resolve(),
      },
    );
  }
}

function told({ done, refused }: BulkOutcome) {
  return {
    done: [...done],
    refused: refused.map(({ id: need, error }) => {
      const { code, detail } = problemOf(error);
      return { id: need, code, detail };
    }),
  };
}
