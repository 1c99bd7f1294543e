import { Inject, Injectable } from '@nestjs/common';
import type { CommandContext, CommandHandler } from '../engine/index.js';
import { localDate } from '../platform/calendar/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { idFrom } from '../platform/ids.js';
import { HEARING } from './hearing.js';
import { BEHIND, isBehind } from './late-records.js';
import type { StandingRecord } from './late-records.js';
import { YearStarters } from './year-starters.js';
import type { YearCalls } from './year-starters.js';

/** Records of a year that are not finished. The year itself, its plan and its report are no stragglers. */
const OPEN_OF = `select i.id, i.chart, i.state, i.snapshot->'context'->>($3::jsonb ->> i.chart) as due
  from engine.instance i
 where i.tenant_id = auth.school() and i.status = 'active' and i.snapshot->'context'->>'cycleId' = $1
   and i.chart = any ($2) order by i.id`;

/** Which records are waited for when a phase's time is up. */
const WAITED_FOR = {
  reviews: ['review', 'standards'],
  needs: ['need'],
  planAmendment: ['plan'],
  close: ['review', 'standards', 'need', 'booking', 'activity', 'impact', 'plan', 'report'],
} as const;

/** Workflow -> key of a record's own date. */
const OWN_DATES = Object.fromEntries(Object.entries(BEHIND).map(([chart, { due }]) => [chart, due]));

type Params = Readonly<Record<string, unknown>>;

/** What the year orders when it moves on, is closed, or ends with its school. */
@Injectable()
export class PhaseCommands {
  constructor(@Inject(YearStarters) private readonly starters: YearStarters) {}

  handlers(): CommandHandler[] {
    return [
      this.passedOn('startPlan'),
      this.passedOn('startReport'),
      this.passedOn('collectCarryOver'),
      this.passedOn('carryOver'),
      this.passedOn('closePlan'),
      { command: 'chaseLate', handle: (context, params) => this.chase(context, params) },
      { command: 'listStillOpen', handle: (context) => this.listOpen(context) },
      { command: 'closePots', handle: ({ tx }, { on }) => closePots(tx, on ?? localDate(tx.at)) },
      { command: 'transferPeople', handle: transferPeople },
      {
        command: 'linkHistory',
        handle: async ({ tx, instance }, { toSchoolId }) => {
          const on = instance.context['convertsOn'] ?? localDate(tx.at);
          await tx.query(
            `insert into cpd.succession (school_id, successor_id, on_date) values (auth.school(), $1, $2)
               on conflict (school_id) do update set successor_id = excluded.successor_id, on_date = excluded.on_date`,
            [toSchoolId, on],
          );
        },
      },
    ];
  }

  private passedOn<C extends keyof YearCalls>(command: C): CommandHandler {
    return {
      command,
      handle: (context, params) => this.starters.call(command, context, params as unknown as YearCalls[C]),
    };
  }

  private async chase(context: CommandContext, params: Params): Promise<void> {
    const given = params as YearCalls['chaseLate'];
    await note(context, given.what);
    await this.starters.call('chaseLate', context, given);
  }

  /** Nothing is ended: what is open is listed, and told that its year is over. */
  private async listOpen(context: CommandContext): Promise<void> {
    for (const record of await note(context, 'close')) {
      const event = HEARING[record.chart]?.cycleClosed;
      if (event) context.tell(record.id, event);
    }
  }
}

async function note({ tx, instance }: CommandContext, occasion: keyof typeof WAITED_FOR) {
  const open = await tx.query<StandingRecord & { id: string }>(OPEN_OF, [
    instance.id,
    WAITED_FOR[occasion],
    JSON.stringify(OWN_DATES),
  ]);
  const today = localDate(tx.at);
  const late = open.filter((record) => occasion === 'close' || isBehind(record, today));
  await tx.query(
    `insert into cpd.open_record (school_id, cycle_id, occasion, instance_id, chart, found_at)
       select auth.school(), $1, $2, r.id, r.chart, $4 from jsonb_to_recordset($3::jsonb) as r(id uuid, chart text)
       on conflict do nothing`,
    [instance.id, occasion, JSON.stringify(late), tx.at],
  );
  return late;
}

async function closePots(tx: Tx, on: unknown): Promise<void> {
  await tx.query('update cpd.pot set closed_on = $1 where closed_on is null', [on]);
}

/** Everybody in post on the day goes on in the successor school from it. */
async function transferPeople({ tx }: CommandContext, { on, toSchoolId }: Params): Promise<void> {
  const day = on ?? localDate(tx.at);
  const people = await tx.query<{ id: string }>(
    'select id from cpd.person where leaves_on is null or leaves_on >= $1',
    [day],
  );
  const rows = people.map(({ id }) => ({ id: idFrom('transfer', id, String(toSchoolId)), person: id }));
  await tx.query(
    `insert into cpd.transfer (id, school_id, person_id, to_school_id, on_date)
       select t.id, auth.school(), t.person, $2, $3 from jsonb_to_recordset($1::jsonb) as t(id uuid, person uuid)
       on conflict do nothing`,
    [JSON.stringify(rows), toSchoolId, day],
  );
}
