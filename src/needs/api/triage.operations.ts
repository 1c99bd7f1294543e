import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, operation } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { mustHold } from '../../people/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Board } from '../board.queries.js';
import { PLACES } from '../place.js';
import { origin } from './shapes.js';

const boardNeed = z.object({
  id,
  personId: id,
  person: z.string(),
  staffGroup: z.string().nullable(),
  title: z.string(),
  origin,
  framework: z.string().nullable(),
  standards: z.array(z.string()).readonly(),
  place: z.enum(PLACES),
  undoable: z.boolean(),
  level: z.string().nullable(),
  themeId: id.nullable(),
  priorityId: id.nullable(),
  rank: z.int().nullable(),
  groupId: id.nullable(),
  group: z.string().nullable(),
  deferredUntil: z.string().nullable(),
  carried: z.int(),
});
const strength = z.object({ personId: id, person: z.string(), framework: z.string(), standard: z.string() });

/** Everything that sorting a year's needs looks at, in one answer. */
@Injectable()
export class TriageOperations implements ApiSurface {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly board: Board,
  ) {}

  operations(): readonly Operation[] {
    return [
      operation({
        ...{ id: 'needs.board', method: 'get', path: '/needs/board' },
        summary: 'All training needs of a year, and who is strong at what they are about',
        description: 'For those who sort them. Colleagues are named only where they agreed to be asked.',
        query: z.strictObject({ cycleId: id }),
        response: z.object({ needs: z.array(boardNeed), strengths: z.array(strength) }),
        run: ({ proof }, { query }) =>
          this.unit.run(proof, async (tx) => {
            mustHold(tx, ['cpdLeader', 'cpdTeam', 'head', 'deputy'], 'Sorting training needs');
            const needs = await this.board.needs(tx, query.cycleId);
            return { needs, strengths: await this.board.strengths(tx, needs) };
          }),
      }),
    ];
  }
}
