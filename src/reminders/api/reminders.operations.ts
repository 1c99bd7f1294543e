import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Refused, id, idParam, instant, operation } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { addWorkingDays, atLocal } from '../../platform/calendar/index.js';
import { Explaining } from '../explaining/explaining.service.js';
import { readMailSettings } from '../settings/mail-settings.js';
import { WorkingDays } from '../settings/people-days.js';
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

const expected = z.object({
  at: instant.nullable(),
  what: z.string(),
  why: z.string(),
  record: id.nullable(),
});
const explanation = z.object({
  person: id,
  name: z.string(),
  hindrances: z.array(z.string()).meta({ description: 'What stands in the way of any mail' }),
  nextMail: instant.nullable(),
  waiting: z.array(expected),
  ahead: z.array(expected),
  sent: z.array(expected),
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
    @Inject(Explaining) private readonly explaining: Explaining,
    @Inject(WorkingDays) private readonly workingDays: WorkingDays,
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
          mail: z
            .object({ to: z.string(), subject: z.string(), text: z.string(), html: z.string() })
            .nullable(),
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
      operation({
        id: 'reminders.snooze',
        method: 'post',
        path: '/reminders/{id}/snooze',
        summary: 'Not now, please',
        description:
          'Puts a reminder aside for at most ten working days. What is due stays due, and those above hear of it as before.',
        params: idParam,
        body: z.strictObject({ workingDays: z.int().min(1).max(10) }),
        response: z.object({ until: instant }),
        run: async ({ proof }, { params, body }) => {
          const until = await this.unit.run(proof, (tx) => this.until(tx, body.workingDays));
          if (await this.reminders.snooze(proof, params.id, until)) return { until };
          throw new Refused(404, 'not-found', 'There is no such reminder of yours.');
        },
      }),
      operation({
        id: 'reminders.explain',
        method: 'get',
        path: '/reminders/explain',
        summary: 'What I will be sent, when and why',
        query: z.strictObject({ record: id.optional() }),
        response: explanation,
        run: ({ proof }, { query }) =>
          this.unit.run(proof, async (tx) => {
            const { person } = tx.principal;
            const found =
              person &&
              (await tx.asSystem((system) => this.explaining.explain(system, person, query.record)));
            if (!found) throw new Refused(404, 'not-found', 'Nobody is signed in.');
            return structuredClone(found) as z.input<typeof explanation>;
          }),
      }),
    ];
  }

  /** The morning of the day on which it comes back. */
  private async until(tx: Tx, workingDays: number): Promise<string> {
    const [days, settings] = [await this.workingDays.read(tx), await readMailSettings(tx)];
    const { person } = tx.principal;
    const day = addWorkingDays(
      days.calendar,
      days.today(tx.at),
      workingDays,
      person ? days.of(person) : undefined,
    );
    return atLocal(day, settings.quietTo, days.calendar.calendar.zone);
  }
}
