import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, isoDate, operation, text } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { mustHold, todayOf } from '../../people/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import { mustExist } from '../activities/activity-references.js';
import { Provider, PROVIDER_KINDS } from '../activities/provider.entity.js';
import { link, optionalText } from './provision.schemas.js';

const providerSchema = z.object({
  id,
  name: z.string(),
  kind: z.enum(PROVIDER_KINDS),
  contact: z.string(),
  link: z.string().nullable(),
});
const blockedSchema = z.object({ on: z.string(), why: z.string() });
const done = z.object({ done: z.literal(true) });

/** What a school arranges around bookings: providers, blocked days, who approves for whom. */
@Injectable()
export class ArrangementsOperations implements ApiSurface {
  constructor(@Inject(UnitOfWork) private readonly unit: UnitOfWork) {}

  operations(): readonly Operation[] {
    return [...this.providers(), ...this.blockedDays(), this.approver()];
  }

  private providers(): Operation[] {
    return [
      operation({
        id: 'providers.list',
        method: 'get',
        path: '/providers',
        summary: 'Providers outside the school',
        response: z.object({ providers: z.array(providerSchema) }),
        run: ({ proof }) =>
          this.unit.run(proof, async (tx) => ({
            providers: await tx.manager.getRepository(Provider).find({ order: { name: 'ASC' } }),
          })),
      }),
      operation({
        id: 'providers.add',
        method: 'post',
        path: '/providers',
        summary: 'Add a provider; one of that name that is there already is changed',
        body: z.strictObject({
          name: text(200),
          kind: z.enum(PROVIDER_KINDS),
          contact: optionalText(500),
          link: link.nullable().default(null),
        }),
        response: providerSchema,
        run: ({ proof }, { body }) =>
          this.unit.run(proof, async (tx) => {
            const providers = tx.manager.getRepository(Provider);
            const there = await providers.findOneBy({ name: body.name });
            const row = { ...body, id: there?.id ?? randomUUID(), schoolId: tx.principal.school };
            if (there) await providers.update({ id: there.id }, body);
            else await providers.insert(row);
            return row;
          }),
      }),
    ];
  }

  private blockedDays(): Operation[] {
    return [
      operation({
        id: 'blockedDays.list',
        method: 'get',
        path: '/blocked-days',
        summary: 'Days on which nobody may go, from today on',
        response: z.object({ days: z.array(blockedSchema) }),
        run: ({ proof }) =>
          this.unit.run(proof, async (tx) => ({
            days: await tx.query<z.output<typeof blockedSchema>>(
              `select on_date::text as "on", why from cpd.blocked_day where on_date >= $1::date order by on_date`,
              [todayOf(tx)],
            ),
          })),
      }),
      operation({
        id: 'blockedDays.set',
        method: 'post',
        path: '/blocked-days',
        summary: 'Block a day for bookings, or open it again',
        body: z.strictObject({ on: isoDate, blocked: z.boolean().default(true), why: optionalText(200) }),
        response: done,
        run: ({ proof }, { body: { on, blocked, why } }) =>
          this.unit.run(proof, async (tx) => {
            mustHold(tx, ['cpdLeader', 'head', 'deputy', 'administrator'], 'Blocking days');
            await tx.query('delete from cpd.blocked_day where on_date = $1', [on]);
            if (blocked) {
              await tx.query('insert into cpd.blocked_day (school_id, on_date, why) values ($1, $2, $3)', [
                tx.principal.school,
                on,
                why,
              ]);
            }
            return { done: true as const };
          }),
      }),
    ];
  }

  private approver(): Operation {
    return operation({
      id: 'bookingApprovers.set',
      method: 'put',
      path: '/booking-approvers/{personId}',
      summary:
        'Who approves somebody’s bookings instead of their line manager; nobody: the line manager again',
      description: 'Bookings that are on their way are changed one by one, with bookings.reassign.',
      params: z.strictObject({ personId: id }),
      body: z.strictObject({ approverId: id.nullable() }),
      response: done,
      run: ({ proof }, { params: { personId }, body: { approverId } }) =>
        this.unit.run(proof, async (tx) => {
          mustHold(tx, ['cpdLeader', 'head', 'administrator'], 'Naming who approves');
          await mustExist(tx, { facilitatorId: personId }, todayOf(tx));
          await mustExist(tx, { facilitatorId: approverId }, todayOf(tx));
          await tx.query('delete from cpd.booking_approver where person_id = $1', [personId]);
          if (approverId !== null) {
            await tx.query(
              'insert into cpd.booking_approver (school_id, person_id, approver_id) values ($1, $2, $3)',
              [tx.principal.school, personId, approverId],
            );
          }
          return { done: true as const };
        }),
    });
  }
}
