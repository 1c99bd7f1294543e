import { Inject, Injectable } from '@nestjs/common';
import type { CommandContext, CommandHandler } from '../engine/index.js';
import { MissingPeople } from '../people/index.js';
import { idFrom } from '../platform/ids.js';
import { HEARING } from './hearing.js';
import { YearStarters } from './year-starters.js';
import type { YearCalls } from './year-starters.js';

interface LiveRecord {
  readonly id: string;
  readonly chart: string;
  readonly people: Readonly<Record<string, unknown>>;
}

/** Live records of a year; also those of no year, or of one that is over, so that nobody is forgotten. */
const LIVE = `select i.id, i.chart, i.snapshot->'context'->'people' as people from engine.instance i
 where i.tenant_id = auth.school() and i.status = 'active' and i.chart = any ($1)
   and (coalesce(i.snapshot->'context'->>'cycleId', $2) = $2 or not exists (select from engine.instance c
     where c.id::text = i.snapshot->'context'->>'cycleId' and c.status = 'active'))
   and ($3::text is null or exists (select from jsonb_each(i.snapshot->'context'->'people') as held
     where held.value @> to_jsonb($3::text)))
 order by i.id`;

type Params = Readonly<Record<string, unknown>>;

/** People come, go and change while a year runs: what that means for the records of the year. */
@Injectable()
export class StaffCommands {
  constructor(
    @Inject(MissingPeople) private readonly missing: MissingPeople,
    @Inject(YearStarters) private readonly starters: YearStarters,
  ) {}

  handlers(): CommandHandler[] {
    return [
      { command: 'endInstancesOf', handle: (context, params) => this.leave(context, params) },
      { command: 'reassignReview', handle: (context, params) => this.changeManager(context, params) },
      { command: 'passOnWork', handle: (context, params) => this.passOn(context, params) },
      { command: 'transferPerson', handle: (context, params) => this.transfer(context, params) },
      {
        command: 'askAboutMissing',
        handle: ({ tx }, { personId, importId }) => this.missing.open(tx, String(personId), String(importId)),
      },
      {
        command: 'raiseInductionNeeds',
        handle: (context, params) =>
          this.starters.call('raiseInductionNeeds', context, params as YearCalls['raiseInductionNeeds']),
      },
    ];
  }

  /** Their own records end; what they did for others passes on with posts and line managers. */
  private async leave(context: CommandContext, params: Params): Promise<void> {
    const given = params as YearCalls['endInstancesOf'];
    for (const { record, hearing } of await liveOf(context, given.personId)) {
      const own = hearing.subject !== undefined && holds(record, hearing.subject, given.personId);
      if (own && hearing.leave) context.tell(record.id, hearing.leave(given.personId, given.on));
    }
    await this.starters.call('endInstancesOf', context, given);
  }

  private async changeManager(context: CommandContext, params: Params): Promise<void> {
    const { personId, from, to } = params as { personId: string; from: string | null; to: string };
    for (const { record, hearing } of await liveOf(context, personId)) {
      const { subject, manager, managerChanged } = hearing;
      // A record about several people has no line manager of one of them: theirs changes nothing for the others.
      if (!subject || !manager || !managerChanged || record.people[subject] !== personId) continue;
      // Somebody else was chosen for this record: the line manager's change is nothing to it.
      const chosen = from !== null && record.people[manager] !== null && !holds(record, manager, from);
      if (!chosen) context.tell(record.id, managerChanged(to));
    }
  }

  private async passOn(context: CommandContext, params: Params): Promise<void> {
    const given = params as YearCalls['passOnWork'];
    // Reviews know the chair as the governor to whom they escalate.
    const post = given.post === 'chair' ? 'governor' : given.post;
    for (const { record, hearing } of await liveOf(context, null)) {
      if (hearing.postChanged && post in record.people) {
        context.tell(record.id, hearing.postChanged(post, given.to));
      }
    }
    await this.starters.call('passOnWork', context, given);
  }

  /** A dated move: the last day here is set, records here end, and the other school may read that somebody comes. */
  private async transfer(context: CommandContext, params: Params): Promise<void> {
    const { personId, toSchoolId, on } = params as { personId: string; toSchoolId: string; on: string };
    await context.tx.query(
      `insert into cpd.transfer (id, school_id, person_id, to_school_id, on_date) values ($1, auth.school(), $2, $3, $4)
         on conflict do nothing`,
      [idFrom('transfer', personId, toSchoolId), personId, toSchoolId, on],
    );
    await context.tx.query(
      'update cpd.person set leaves_on = least(leaves_on, $2::date) where id = $1 and (starts_on is null or starts_on <= $2)',
      [personId, on],
    );
    await this.leave(context, { ...params, on });
  }
}

async function liveOf({ tx, instance }: CommandContext, personId: string | null) {
  const records = await tx.query<LiveRecord>(LIVE, [Object.keys(HEARING), instance.id, personId]);
  return records.flatMap((record) => {
    const hearing = HEARING[record.chart];
    return hearing ? [{ record, hearing }] : [];
  });
}

function holds(record: LiveRecord, role: string, personId: string): boolean {
  const held = record.people[role];
  return held === personId || (Array.isArray(held) && held.includes(personId));
}
