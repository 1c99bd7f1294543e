import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, idParam, isoDate, operation } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { Arrangements } from '../arrangements.service.js';

/** That it was arranged; never what the records say or where they stand. */
const arranged = z.object({ arranged: z.literal(true) });
const done = { arranged: true } as const;
const BY =
  'By: administrator, deputy, head; for the head’s own: the chair of governors. Shows nothing of any record.';

/** Who reviews somebody, and when everything of theirs stands still, arranged by people who may not read it. */
@Injectable()
export class ArrangementsApi implements ApiSurface {
  constructor(@Inject(Arrangements) private readonly arrangements: Arrangements) {}

  operations(): readonly Operation[] {
    return [
      operation({
        id: 'people.changeReviewer',
        method: 'post',
        path: '/people/{id}/reviewer',
        summary: 'Give somebody another reviewer, or the head another panel',
        description: `Nothing starts again; the old reviewer loses access. ${BY}`,
        params: idParam,
        body: z.strictObject({ reviewers: z.array(id).min(1).max(3) }),
        response: arranged,
        run: async ({ proof }, { params, body }) => {
          await this.arrangements.changeReviewer(proof, params.id, body.reviewers);
          return done;
        },
      }),
      operation({
        id: 'people.appointModerator',
        method: 'post',
        path: '/people/{id}/moderator',
        summary: 'Name who hears both sides where neither head nor chair is independent',
        description: BY,
        params: idParam,
        body: z.strictObject({ moderator: id }),
        response: arranged,
        run: async ({ proof }, { params, body }) => {
          await this.arrangements.appointModerator(proof, params.id, body.moderator);
          return done;
        },
      }),
      operation({
        id: 'people.setHomeSchool',
        method: 'put',
        path: '/people/{id}/home-school',
        summary: 'Say which school holds the review of somebody who works in two',
        description: `What was begun of it here ends and its record is kept; null: this school. ${BY}`,
        params: idParam,
        body: z.strictObject({ schoolId: id.nullable() }),
        response: arranged,
        run: async ({ proof }, { params, body }) => {
          await this.arrangements.setHomeSchool(proof, params.id, body.schoolId);
          return done;
        },
      }),
      operation({
        id: 'people.pause',
        method: 'post',
        path: '/people/{id}/pause',
        summary: 'Let everything of somebody’s stand still: maternity, long sickness',
        description: `Nothing counts as late or unmet; it may last beyond the year. Never why. ${BY}`,
        params: idParam,
        body: z.strictObject({ from: isoDate.meta({ description: 'First day away' }) }),
        response: arranged,
        run: async ({ proof }, { params, body }) => {
          await this.arrangements.pause(proof, params.id, body.from);
          return done;
        },
      }),
      operation({
        id: 'people.resume',
        method: 'post',
        path: '/people/{id}/resume',
        summary: 'Somebody is back: everything of theirs goes on where it stood',
        description: BY,
        params: idParam,
        body: z.strictObject({ to: isoDate.meta({ description: 'Last day away' }) }),
        response: arranged,
        run: async ({ proof }, { params, body }) => {
          await this.arrangements.resume(proof, params.id, body.to);
          return done;
        },
      }),
    ];
  }
}
