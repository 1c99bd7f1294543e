import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { operation } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { Duties } from '../duties.queries.js';
import { YearOfPerson } from '../year.queries.js';
import { awaited, duty, myYear } from '../home.schemas.js';

const page = z.strictObject({ limit: z.coerce.number().int().min(1).max(200).default(100) });

/** What a person's first page asks. */
@Injectable()
export class HomeOperations implements ApiSurface {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(Duties) private readonly duties: Duties,
    @Inject(YearOfPerson) private readonly year: YearOfPerson,
  ) {}

  operations(): readonly Operation[] {
    return [
      operation({
        id: 'duties.mine',
        method: 'get',
        path: '/duties',
        summary: 'What needs me now, soonest first',
        query: page,
        response: z.object({ duties: z.array(duty) }),
        run: ({ proof }, { query }) =>
          this.unit.run(proof, async (tx) => ({ duties: await this.duties.mine(tx, query.limit) })),
      }),
      operation({
        id: 'duties.awaited',
        method: 'get',
        path: '/duties/awaited',
        summary: 'What I wait for, and from whom',
        query: page,
        response: z.object({ duties: z.array(awaited) }),
        run: ({ proof }, { query }) =>
          this.unit.run(proof, async (tx) => ({ duties: await this.duties.awaited(tx, query.limit) })),
      }),
      operation({
        id: 'year.mine',
        method: 'get',
        path: '/my-year',
        summary: 'My year: every record about me, and where it stands',
        response: myYear,
        run: ({ proof }) => this.unit.run(proof, (tx) => this.year.read(tx)),
      }),
    ];
  }
}
