import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { id, idParam, instant, isoDate, operation, pence, text } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { Engine } from '../../engine/index.js';
import { YearSetup } from '../year-setup.service.js';

const prioritySchema = z.object({ id, code: z.string(), title: z.string(), withdrawnOn: isoDate.nullable() });
const potSchema = z.object({
  id,
  name: z.string(),
  amountPence: pence,
  financialYear: z.string(),
  closedOn: isoDate.nullable(),
});
const yearSchema = z.object({
  id,
  title: z.string(),
  startsOn: isoDate,
  endsOn: isoDate,
  previousId: id.nullable(),
  governorsMeetOn: isoDate.nullable(),
  state: z.string().nullable().meta({ description: 'Null where the caller may not see where it stands' }),
});

const YEARS = `select c.id, c.title, c.starts_on::text as "startsOn", c.ends_on::text as "endsOn",
    c.previous_id as "previousId", c.governors_meet_on::text as "governorsMeetOn", i.state
  from cpd.cycle c left join engine.instance i on i.id = c.id order by c.starts_on desc, c.id limit 50`;

/** Reading years, and what belongs to one: priorities, pots, what was found open. */
@Injectable()
export class YearSetupApi implements ApiSurface {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(YearSetup) private readonly setup: YearSetup,
  ) {}

  operations(): readonly Operation[] {
    return [...this.reads(), ...this.writes()];
  }

  private reads(): Operation[] {
    return [
      operation({
        id: 'cycles.list',
        method: 'get',
        path: '/cycles',
        summary: 'Years of the school, newest first',
        response: z.object({ cycles: z.array(yearSchema) }),
        run: ({ proof }) =>
          this.engine.unit.run(proof, async (tx) => ({
            cycles: await tx.query<z.input<typeof yearSchema>>(YEARS),
          })),
      }),
      operation({
        id: 'cycles.get',
        method: 'get',
        path: '/cycles/{id}',
        summary: 'One year: where it stands, its dates, priorities and (for those who may) pots',
        params: idParam,
        response: z.object({
          id,
          revision: z.int(),
          state: z.string(),
          at: z.array(z.object({ label: z.string(), explain: z.string() })),
          dates: z.record(z.string(), isoDate),
          priorities: z.array(prioritySchema),
          pots: z.array(potSchema),
        }),
        run: ({ proof }, { params }) =>
          this.engine.unit.run(proof, async (tx) => {
            const { revision, state, at, context } = await this.engine.read.instance(tx, params.id);
            const dates = Object.fromEntries(
              Object.entries(context).filter(
                ([key, value]) => /(On|Until)$/.test(key) && typeof value === 'string',
              ),
            ) as Record<string, string>;
            const priorities = await this.setup.priorities(tx, params.id);
            const pots = await this.setup.pots(tx, params.id);
            return { id: params.id, revision, state, at: [...at], dates, priorities, pots };
          }),
      }),
      operation({
        id: 'cycles.openRecords',
        method: 'get',
        path: '/cycles/{id}/open-records',
        summary: 'What was found late or still open when phases ended; ids only',
        params: idParam,
        response: z.object({
          records: z.array(
            z.object({ occasion: z.string(), instanceId: id, chart: z.string(), foundAt: instant }),
          ),
        }),
        run: ({ proof }, { params }) =>
          this.engine.unit.run(proof, async (tx) => {
            const rows = await tx.query<{
              occasion: string;
              instanceId: string;
              chart: string;
              foundAt: Date;
            }>(
              `select occasion, instance_id as "instanceId", chart, found_at as "foundAt" from cpd.open_record
                where cycle_id = $1 order by found_at, chart, instance_id limit 5000`,
              [params.id],
            );
            return { records: rows.map((row) => ({ ...row, foundAt: row.foundAt.toISOString() })) };
          }),
      }),
    ];
  }

  private writes(): Operation[] {
    return [
      operation({
        id: 'cycles.setPriorities',
        method: 'put',
        path: '/cycles/{id}/priorities',
        summary: 'Set the improvement plan’s priorities of a year',
        description:
          'The whole list. One that is no longer named is withdrawn; needs that refer to it keep it.',
        params: idParam,
        body: z.strictObject({
          priorities: z.array(z.strictObject({ code: text(20), title: text(200) })).max(50),
        }),
        response: z.object({ priorities: z.array(prioritySchema) }),
        run: ({ proof }, { params, body }) =>
          this.engine.unit.run(proof, async (tx) => ({
            priorities: await this.setup.setPriorities(tx, params.id, body.priorities),
          })),
      }),
      operation({
        id: 'cycles.setPot',
        method: 'put',
        path: '/cycles/{id}/pots',
        summary: 'Add a budget pot, or change its amount',
        params: idParam,
        body: z.strictObject({
          name: text(100),
          amountPence: pence,
          financialYear: z.string().regex(/^\d{4}-\d{2}$/, { error: 'like 2026-27' }),
        }),
        response: potSchema,
        run: ({ proof }, { params, body }) =>
          this.engine.unit.run(proof, (tx) => this.setup.setPot(tx, params.id, body)),
      }),
    ];
  }
}
