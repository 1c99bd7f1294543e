import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { isoDate, operation, Refused, text } from '../../api/index.js';
import type { ApiSurface, Operation } from '../../api/index.js';
import { Engine } from '../../engine/index.js';
import { STAFF_GROUPS } from '../../people/index.js';
import type { CalendarProblem } from '../../platform/calendar/index.js';
import { CALENDAR_FORMATS, readBankHolidays, readTermDates } from '../calendar-file.js';
import type { Proof } from '../../platform/database/principal.js';
import { Settings } from '../settings.service.js';

const term = z.object({ name: z.string(), start: isoDate, end: isoDate });
const calendarSchema = z.object({
  zone: z.string(),
  terms: z.array(term),
  insetDays: z.array(isoDate),
  bankHolidays: z.array(isoDate),
  closures: z.array(isoDate),
  assumptions: z
    .array(z.string())
    .meta({ description: 'What years that still run take for granted without knowing it, in sentences' }),
});
const moved = z.object({
  clocksMoved: z.int().meta({ description: 'How many due times are different now' }),
});
const brought = moved.extend({
  warnings: z
    .array(z.string())
    .meta({ description: 'What is odd, and what is assumed where nothing is known' }),
});
const frameworkChoices = z.partialRecord(z.enum(STAFF_GROUPS), text(80).nullable());

/** A school's calendar, policy and frameworks. */
@Injectable()
export class SettingsApi implements ApiSurface {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  operations(): readonly Operation[] {
    return [...this.calendar(), ...this.policy(), ...this.frameworks()];
  }

  private calendar(): Operation[] {
    return [
      operation({
        id: 'school.calendar',
        method: 'get',
        path: '/school/calendar',
        summary: 'Term dates, INSET days, bank holidays and closures by which clocks count',
        response: calendarSchema,
        run: ({ proof }) =>
          this.engine.unit.run(proof, async (tx) => {
            const { zone, terms, insetDays, bankHolidays, closures } = await this.settings.calendar(tx);
            const days = {
              insetDays: [...insetDays],
              bankHolidays: [...bankHolidays],
              closures: [...closures],
            };
            return { zone, terms: [...terms], ...days, assumptions: await this.settings.assumptions(tx) };
          }),
      }),
      operation({
        id: 'school.importCalendar',
        method: 'post',
        path: '/school/calendar/import',
        summary: 'Bring in term dates: all of the file, or none when anything is wrong',
        description:
          'Dates of the same school years are replaced, others stay. Every clock is computed again.',
        query: z.strictObject({
          format: z
            .enum(CALENDAR_FORMATS)
            .optional()
            .meta({ description: 'What the file looks like without it' }),
        }),
        body: z.instanceof(Buffer, { error: 'A file of term dates is needed.' }),
        consumes: 'application/octet-stream',
        response: brought,
        run: async ({ proof }, { query, body }) => {
          const read = readTermDates(body, query.format);
          if (!read.ok) throw refusal(read.problems);
          return this.said(proof, await this.settings.bringIn(proof, read.calendar), read.warnings);
        },
      }),
      operation({
        id: 'school.importBankHolidays',
        method: 'post',
        path: '/school/bank-holidays/import',
        summary: 'Bring in bank holidays as gov.uk/bank-holidays.json publishes them',
        description: 'Those of the same calendar years are replaced. Every clock is computed again.',
        query: z.strictObject({ division: text(60).default('england-and-wales') }),
        body: z.instanceof(Buffer, { error: 'A file of bank holidays is needed.' }),
        consumes: 'application/octet-stream',
        response: brought,
        run: async ({ proof }, { query, body }) => {
          const read = readBankHolidays(body, query.division);
          if (!read.ok) throw refusal(read.problems);
          const moves = await this.settings.bringInBankHolidays(proof, read.bankHolidays);
          return this.said(proof, moves, read.warnings);
        },
      }),
      operation({
        id: 'school.setClosure',
        method: 'put',
        path: '/school/closures/{date}',
        summary: 'The school is shut on a day (snow), or open after all',
        params: z.strictObject({ date: isoDate }),
        body: z.strictObject({ closed: z.boolean() }),
        response: moved,
        run: async ({ proof }, { params, body }) => ({
          clocksMoved: await this.settings.setClosure(proof, params.date, body.closed),
        }),
      }),
    ];
  }

  private async said(proof: Proof, clocksMoved: number, warnings: readonly string[]) {
    const assumed = await this.engine.unit.run(proof, (tx) => this.settings.assumptions(tx));
    return { clocksMoved, warnings: [...new Set([...warnings, ...assumed])] };
  }

  private policy(): Operation[] {
    const number = z.object({
      key: z.string(),
      value: z.int(),
      default: z.int(),
      unit: z.string(),
      least: z.int(),
      most: z.int(),
      label: z.string(),
      source: z.string(),
    });
    const word = z.object({
      key: z.string(),
      value: z.string(),
      default: z.string(),
      choices: z.array(z.string()),
      label: z.string(),
    });
    return [
      operation({
        id: 'school.policy',
        method: 'get',
        path: '/school/policy',
        summary: 'Every number and word of policy, with its default and where that comes from',
        response: z.object({ numbers: z.array(number), words: z.array(word) }),
        run: ({ proof }) => this.engine.unit.run(proof, (tx) => this.settings.policy(tx)),
      }),
      operation({
        id: 'school.setPolicy',
        method: 'put',
        path: '/school/policy',
        summary: 'Set numbers and words of policy; null goes back to the default',
        body: z.strictObject({
          values: z.record(z.string().min(1).max(80), z.union([z.int(), text(40), z.null()])),
        }),
        response: moved,
        run: async ({ proof }, { body }) => ({
          clocksMoved: await this.settings.setPolicy(proof, body.values),
        }),
      }),
    ];
  }

  private frameworks(): Operation[] {
    return [
      operation({
        id: 'school.frameworks',
        method: 'get',
        path: '/school/frameworks',
        summary: 'Framework chosen for each staff group; null for none',
        response: z.object({ frameworks: z.record(z.string(), z.string().nullable()) }),
        run: ({ proof }) =>
          this.engine.unit.run(proof, async (tx) => ({ frameworks: await this.settings.frameworks(tx) })),
      }),
      operation({
        id: 'school.setFrameworks',
        method: 'put',
        path: '/school/frameworks',
        summary: 'Choose frameworks for staff groups',
        body: z.strictObject({ frameworks: frameworkChoices }),
        response: z.object({ frameworks: z.record(z.string(), z.string().nullable()) }),
        run: ({ proof }, { body }) =>
          this.engine.unit.run(proof, async (tx) => {
            await this.settings.setFrameworks(tx, body.frameworks as Record<string, string | null>);
            return { frameworks: await this.settings.frameworks(tx) };
          }),
      }),
    ];
  }
}

function refusal(problems: readonly CalendarProblem[]): Refused {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  return new Refused(422, 'calendar-refused', `The file has ${count}; nothing was written.`, { problems });
}
