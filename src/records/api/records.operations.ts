import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { idParam, operation, Refused } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { Engine } from '../../engine/index.js';
import type { ChartDefinition } from '../../engine/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { RecordPlaces } from '../places.queries.js';
import { RecordStories } from '../story.service.js';
import { recordLine, recordPlaces, recordStory } from '../records.schemas.js';

const kind = z.strictObject({ kind: z.string().max(40) });
const MOST_LINES = 200;

/** Where records are, told in names and words. */
@Injectable()
export class RecordsOperations implements ApiSurface {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(RecordStories) private readonly stories: RecordStories,
    @Inject(RecordPlaces) private readonly places: RecordPlaces,
  ) {}

  operations(): readonly Operation[] {
    return [
      operation({
        id: 'records.story',
        method: 'get',
        path: '/records/{id}',
        summary: 'Where a record is and how it got there, in names and words',
        params: idParam,
        response: recordStory,
        run: ({ proof }, { params }) => this.unit.run(proof, (tx) => this.stories.tell(tx, params.id)),
      }),
      operation({
        id: 'records.places',
        method: 'get',
        path: '/record-kinds/{kind}',
        summary: 'How many records of a kind stand where',
        description: 'Of the records that you may see.',
        params: kind,
        response: recordPlaces,
        run: ({ proof }, { params }) =>
          this.unit.run(proof, (tx) => this.places.counts(tx, this.chartOf(params.kind))),
      }),
      operation({
        id: 'records.at',
        method: 'get',
        path: '/record-kinds/{kind}/records',
        summary: 'The records that stand at a place',
        params: kind,
        query: z.strictObject({ at: z.string().max(200) }),
        response: z.object({ records: z.array(recordLine) }),
        run: ({ proof }, { params, query }) =>
          this.unit.run(proof, async (tx) => ({
            records: await this.places.linesAt(tx, this.chartOf(params.kind), query.at, MOST_LINES),
          })),
      }),
    ];
  }

  private chartOf(name: string): ChartDefinition {
    if (this.engine.charts.all.some((chart) => chart.name === name)) return this.engine.charts.latest(name);
    throw new Refused(404, 'not-found', 'There are no records of this kind.');
  }
}
