import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, idParam, operation } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { mustHold } from '../../people/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { Helpers } from '../helpers.queries.js';
import { NeedStories } from '../need-story.js';
import { NeedTotals } from '../need-totals.js';
import { NeedsQueries } from '../needs.queries.js';
import type { NeedLine } from '../needs.queries.js';
import { PLACES } from '../place.js';
import { needLine, needStory, origin, page } from './shapes.js';

const filter = {
  cycleId: id.optional(),
  personId: id.optional(),
  place: z.enum(PLACES).optional(),
  origin: origin.optional(),
  level: z.enum(['individual', 'team', 'school', 'national']).optional(),
  themeId: id.optional(),
  priorityId: id.optional(),
  groupId: id.optional(),
  staffGroup: z.string().min(1).max(40).optional(),
  title: z.string().min(1).max(200).optional(),
};

const themeCount = z.object({
  themeId: id.nullable(),
  theme: z.string().nullable(),
  needs: z.int(),
  people: z.int(),
});
const total = z.object({
  staff: z.array(z.string()).readonly(),
  people: z.int(),
  met: z.int().nullable(),
  waiting: z.int().nullable(),
  declined: z.int().nullable(),
});
const helper = z.object({ personId: id, person: z.string(), standards: z.array(z.string()).readonly() });

/** Reads of needs for each role; who sees which is the database's to say. */
@Injectable()
export class BoardOperations implements ApiSurface {
  constructor(
    private readonly unit: UnitOfWork,
    private readonly queries: NeedsQueries,
    private readonly stories: NeedStories,
    private readonly totals: NeedTotals,
    private readonly helpers: Helpers,
  ) {}

  operations(): readonly Operation[] {
    return [this.mine(), this.byTheme(), this.ofYear(), this.list(), this.one(), this.whoCanHelp()];
  }

  private mine(): Operation {
    return operation({
      ...{ id: 'needs.mine', method: 'get', path: '/needs/mine' },
      summary: 'My training needs: where each is, and why',
      response: z.object({ needs: z.array(needStory) }),
      run: ({ proof }) =>
        this.unit.run(proof, async (tx) => ({
          needs: await Promise.all((await this.queries.mine(tx)).map((need) => this.told(tx, need))),
        })),
    });
  }

  private byTheme(): Operation {
    return operation({
      ...{ id: 'needs.byTheme', method: 'get', path: '/needs/by-theme' },
      summary: 'How the needs that I may see spread over themes',
      query: z.strictObject(filter),
      response: z.object({ themes: z.array(themeCount) }),
      run: ({ proof }, { query }) =>
        this.unit.run(proof, async (tx) => ({ themes: await this.queries.byTheme(tx, query) })),
    });
  }

  private ofYear(): Operation {
    return operation({
      ...{ id: 'needs.totals', method: 'get', path: '/needs/totals' },
      summary: 'Totals of a year: people, met, waiting, declined',
      description:
        'For governors small groups are merged upwards; null stands for what is too small to show.',
      query: z.strictObject({ cycleId: id }),
      response: z.object({ totals: z.array(total) }),
      run: ({ proof }, { query }) =>
        this.unit.run(proof, async (tx) => ({ totals: await this.totals.of(tx, query.cycleId) })),
    });
  }

  private list(): Operation {
    return operation({
      ...{ id: 'needs.list', method: 'get', path: '/needs' },
      summary: 'Training needs that I may see',
      query: z.strictObject({ ...filter, ...page }),
      response: z.object({ total: z.int(), needs: z.array(needLine) }),
      run: ({ proof }, { query: { limit, offset, ...narrowed } }) =>
        this.unit.run(proof, (tx) => this.queries.list(tx, narrowed, { limit, offset })) as Promise<never>,
    });
  }

  private one(): Operation {
    return operation({
      ...{ id: 'needs.one', method: 'get', path: '/needs/{id}' },
      summary: 'One training need: where it is, and why',
      params: idParam,
      response: needStory,
      run: ({ proof }, { params }) =>
        this.unit.run(proof, async (tx) => this.told(tx, await this.queries.one(tx, params.id))),
    });
  }

  private whoCanHelp(): Operation {
    return operation({
      ...{ id: 'needs.whoCanHelp', method: 'get', path: '/needs/{id}/who-can-help' },
      summary: 'Colleagues who are strong at it and agreed to be asked',
      params: idParam,
      response: z.object({ colleagues: z.array(helper) }),
      run: ({ proof }, { params }) =>
        this.unit.run(proof, async (tx) => {
          mustHold(tx, ['cpdLeader', 'cpdTeam', 'head'], 'Looking for colleagues who can help');
          return { colleagues: await this.helpers.for(tx, await this.queries.one(tx, params.id)) };
        }),
    });
  }

  private async told(tx: Tx, need: NeedLine) {
    return { ...need, ...(await this.stories.of(tx, need.id)) } as z.input<typeof needStory>;
  }
}
