import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Refused, operation } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { mustHold } from '../../people/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { RUNTIME } from '../../platform/platform.module.js';
import type { Runtime } from '../../platform/runtime.js';
import { CalendarFeeds } from '../calendar/feeds.service.js';

const SEE_COVER = ['cover', 'head', 'administrator'];
const kind = z.enum(['own', 'cover']);

/** Private calendar addresses for Google, Outlook, Apple and others. */
@Injectable()
export class CalendarOperations implements ApiSurface {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(CalendarFeeds) private readonly feeds: CalendarFeeds,
    @Inject(RUNTIME) private readonly runtime: Pick<Runtime, 'config'>,
  ) {}

  operations(): readonly Operation[] {
    return [
      operation({
        id: 'calendar.subscribe',
        method: 'post',
        path: '/calendar/feeds/{kind}',
        summary: 'A private address of a calendar',
        description:
          'Own: your sessions, review meetings and cover. Cover: the school’s. It is shown once; asking again ends the old one.',
        params: z.strictObject({ kind }),
        response: z.object({ url: z.string() }),
        run: ({ proof }, { params }) =>
          this.unit.run(proof, async (tx) => {
            if (params.kind === 'cover') mustHold(tx, SEE_COVER, 'The calendar of the school’s cover');
            const token = await this.feeds.renew(tx, params.kind);
            return { url: `${this.runtime.config.publicBaseUrl}/calendar/${token}.ics` };
          }),
      }),
      operation({
        id: 'calendar.unsubscribe',
        method: 'delete',
        path: '/calendar/feeds/{kind}',
        summary: 'End the private address of a calendar',
        params: z.strictObject({ kind }),
        response: z.object({ ended: z.boolean() }),
        run: ({ proof }, { params }) =>
          this.unit.run(proof, async (tx) => {
            if (await this.feeds.revoke(tx, params.kind)) return { ended: true };
            throw new Refused(404, 'not-found', 'There is no such address of yours.');
          }),
      }),
    ];
  }
}
