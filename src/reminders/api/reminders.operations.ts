import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Refused, id, idParam, instant, operation } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { RemindersService } from '../reminders.service.js';

const reminder = z.object({
  id,
  about: z.string().meta({ description: 'Key of the wording, e.g. review.draftDue' }),
  title: z.string(),
  text: z.string(),
  record: id.meta({ description: 'The record that it is about' }),
  escalation: z.boolean().meta({ description: 'True where you are told only that something is late' }),
  from: instant,
  readAt: instant.nullable(),
});

const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
});

/** What waits for the person who asks. Nobody reads another person's reminders. */
@Injectable()
export class RemindersOperations implements ApiSurface {
  constructor(
    @Inject(RemindersService) private readonly reminders: RemindersService,
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
  ) {}

  operations(): readonly Operation[] {
    return [
      operation({
        id: 'reminders.list',
        method: 'get',
        path: '/reminders',
        summary: 'What waits for me',
        description:
          'Your own reminders, what is yours to do first. What has been done is not among them, nor what you are not to be troubled with yet.',
        query: page,
        response: z.object({ reminders: z.array(reminder) }),
        run: async ({ proof }, { query }) => ({ reminders: await this.reminders.list(proof, query) }),
      }),
      operation({
        id: 'reminders.mail',
        method: 'get',
        path: '/reminders/mail',
        summary: 'The mail that I would get today',
        response: z.object({
          mail: z.object({ to: z.string(), subject: z.string(), text: z.string() }).nullable(),
        }),
        run: async ({ proof }) => {
          const person = await this.unit.run(proof, (tx) => Promise.resolve(tx.principal.person));
          return { mail: person ? await this.reminders.mail(proof, person) : null };
        },
      }),
      operation({
        id: 'reminders.read',
        method: 'post',
        path: '/reminders/{id}/read',
        summary: 'I have read this',
        params: idParam,
        response: z.object({ read: z.boolean() }),
        run: async ({ proof }, { params }) => {
          if (await this.reminders.markRead(proof, params.id)) return { read: true };
          throw new Refused(404, 'not-found', 'There is no such reminder of yours.');
        },
      }),
    ];
  }
}
