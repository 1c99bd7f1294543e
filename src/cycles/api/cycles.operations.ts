import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { cycleChart } from '../../../workflows/cycle/cycle.chart.js';
import {
  answerSchema,
  command,
  id,
  isoDate,
  operation,
  plainCommands,
  shown,
  text,
} from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { Engine } from '../../engine/index.js';
import { POSTS } from '../../people/index.js';
import { Cycles } from '../cycles.service.js';
import { YearStarters } from '../year-starters.js';

const CHART = { chart: cycleChart, collection: 'cycles' } as const;

const dates = z.strictObject({
  opensOn: isoDate.optional(),
  reviewsDueOn: isoDate.optional(),
  needsSortedOn: isoDate.optional(),
  planAmendedOn: isoDate.optional(),
  reportOpensOn: isoDate.optional(),
  reportDueOn: isoDate.optional(),
  closesOn: isoDate.optional(),
  runsOnUntil: isoDate.optional(),
  corePlanDueOn: isoDate.optional(),
});
const inFlight = z.strictObject({
  personId: id,
  stage: z.enum(['planning', 'drafting', 'shared', 'monitoring', 'closing']),
  heldOn: isoDate.nullable().default(null).meta({ description: 'Day of the planning meeting' }),
  agreedOn: isoDate.nullable().default(null),
});
const person = z.strictObject({ personId: id });
const standing = z.enum(['employee', 'ect', 'shortTerm']);

/** Events of the year that carry something. */
const BODIES = {
  JOIN: z.strictObject({
    personId: id,
    on: isoDate,
    standing,
    hasFramework: z.boolean(),
    reviewedHere: z.boolean().default(true),
  }),
  CHANGE_STANDING: z.strictObject({ personId: id, on: isoDate, hasFramework: z.boolean() }),
  TRANSFER: z.strictObject({ personId: id, toSchoolId: id, on: isoDate }),
  MISSING_FROM_FILE: z.strictObject({ personId: id, importId: id }),
  STILL_HERE: person,
  LINE_MANAGER_CHANGED: z.strictObject({ personId: id, from: id.nullable(), to: id, on: isoDate }),
  POST_CHANGED: z.strictObject({ post: z.enum(POSTS), from: id.nullable(), to: id.nullable(), on: isoDate }),
  CONVERT: z.strictObject({ on: isoDate, toSchoolId: id }),
} as const;

/** Years: prepared, opened, moved on, closed. */
@Injectable()
export class CyclesApi implements ApiSurface {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Cycles) private readonly cycles: Cycles,
    @Inject(YearStarters) private readonly starters: YearStarters,
  ) {}

  operations(): readonly Operation[] {
    const own = ['OPEN', 'CHANGE_DATES', ...Object.keys(BODIES)];
    return [
      this.prepare(),
      this.changeDates(),
      this.open(),
      ...Object.entries(BODIES).map(([event, body]) =>
        command(this.engine, { ...CHART, event, body: body as z.ZodType }),
      ),
      ...plainCommands(this.engine, cycleChart, 'cycles', own),
    ];
  }

  private prepare(): Operation {
    return operation({
      id: 'cycles.prepare',
      method: 'post',
      path: '/cycles',
      summary: 'Set up a year; dates that are not given are the usual ones',
      body: z.strictObject({
        startYear: z.int().min(2000).max(2100).meta({ description: 'Calendar year in which it begins' }),
        title: text(60).optional(),
        governorsMeetOn: isoDate.optional(),
        dates: dates.optional(),
      }),
      response: answerSchema,
      status: 201,
      run: async ({ proof, key }, { body }) => shown(await this.cycles.prepare(proof, body, key)),
    });
  }

  private changeDates(): Operation {
    const send = command(this.engine, {
      ...CHART,
      event: 'CHANGE_DATES',
      body: dates.refine((given) => Object.keys(given).length > 0, { error: 'name at least one date' }),
      within: (tx, given, instance) => this.cycles.noteDates(tx, instance.id, given),
    });
    return {
      ...send,
      run: async (caller, input) => {
        const answer = await send.run(caller, input);
        const school = await this.engine.unit.run(caller.proof, (tx) => Promise.resolve(tx.principal.school));
        await this.starters.datesChanged(school);
        await this.recompute(caller.proof);
        return answer;
      },
    };
  }

  private open(): Operation {
    return command(this.engine, {
      ...CHART,
      event: 'OPEN',
      body: z.strictObject({
        inFlight: z
          .array(inFlight)
          .max(5000)
          .optional()
          .meta({ description: 'For a school that starts in mid-year: where each person’s review stands' }),
      }),
      payload: (given) => ({ inFlight: given.inFlight !== undefined }),
      within: (tx, given, instance) => this.cycles.bringAlong(tx, instance.id, given.inFlight ?? []),
    });
  }

  private async recompute(proof: Parameters<Engine['timers']['recompute']>[0]): Promise<void> {
    await this.engine.timers.recompute(proof);
  }
}
