import { Injectable } from '@nestjs/common';
import type { CommandContext, CommandHandler } from '../../engine/index.js';
import { localDate } from '../../platform/calendar/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { idFrom } from '../../platform/ids.js';
import { readHolders } from './holders.js';
import { recipients, subjectOf } from './ladder.js';
import { planUrgent } from '../mailing/plan-urgent.js';
import { Notification } from '../notification.entity.js';
import { isNews, isUrgent } from '../wording/index.js';
import { workingMomentOf } from './working-moment.js';

/** An open duty of a record, as the engine keeps it. */
interface OpenDuty {
  readonly name: string;
  readonly assignees: string[];
  readonly overdue: boolean;
}

const DUTIES = {
  name: 'reminders.duties',
  text: `select name, assignees, coalesce(due_at <= $2, false) as overdue from engine.task where instance_id = $1`,
};
/** Who has been reminded of this record and may be passed over when it is passed up. */
const TOLD = {
  name: 'reminders.told',
  text: `select distinct person_id from cpd.notification where instance_id = $1 and closed_at is null`,
};
const STILL_HERE = {
  name: 'reminders.still_here',
  text: `select id from cpd.person where id = any ($1::uuid[]) and (leaves_on is null or leaves_on >= $2::date)`,
};

/** Charts say that somebody should hear of something; this decides who that is today, and from when they are told. */
@Injectable()
export class RemindCommand implements CommandHandler {
  readonly command = 'remind';

  async handle(context: CommandContext, params: Readonly<Record<string, unknown>>): Promise<void> {
    const { tx, at, instance } = context;
    const about = String(params['about']);
    const escalation = params['escalation'] === true;
    const people = (instance.context['people'] ?? {}) as Record<string, unknown>;
    const open = await tx.query<OpenDuty>(DUTIES, [instance.id, at]);
    if (!isNews(about) && open.length === 0 && (await hasMovedOn(context))) return;
    const holders = await readHolders(tx, localDate(at));
    const late = open.filter((duty) => duty.overdue);
    const told = (await tx.query<{ person_id: string }>(TOLD, [instance.id])).map((row) => row.person_id);
    const owing = late.flatMap((duty) => peopleOf(duty.assignees, holders)).filter((id) => told.includes(id));
    const named = recipients({ who: String(params['who']), escalation, people, holders, owing });
    for (const person of await stillHere(tx, named, at)) {
      const theirs = open.filter((duty) => peopleOf(duty.assignees, holders).includes(person));
      const concerned = theirs.length > 0 ? theirs : late.length > 0 ? late : open;
      const duties = isNews(about) ? [] : concerned.map((duty) => duty.name);
      await record(context, { person, about, escalation, duties, subject: subjectOf(people) });
    }
  }
}

interface Due {
  readonly person: string;
  readonly about: string;
  readonly escalation: boolean;
  readonly duties: readonly string[];
  readonly subject: string | null;
}

/** The same effect records the same notification once, whoever delivers it again. */
async function record({ tx, at, instance, effect }: CommandContext, due: Due): Promise<void> {
  const notifyAt = await workingMomentOf(tx, due.person, at);
  await tx.manager
    .createQueryBuilder()
    .insert()
    .into(Notification)
    .values({
      id: idFrom('notification', effect, due.person),
      schoolId: instance.tenant,
      personId: due.person,
      instanceId: instance.id,
      effect,
      about: due.about,
      escalation: due.escalation,
      subjectId: due.subject,
      duties: [...due.duties],
      recordedAt: new Date(at),
      notifyAt: new Date(notifyAt),
    })
    .orIgnore()
    .execute();
  if (isUrgent(due.about))
    await planUrgent(tx, due.person, idFrom('notification', effect, due.person), notifyAt);
}

/** Whether the record has taken another step since the one that asked: then a duty that is not there was done. */
async function hasMovedOn({ tx, instance, effect }: CommandContext): Promise<boolean> {
  const revision = Number(effect.slice(instance.id.length + 1).split('.')[0]);
  const [row] = await tx.query<{ moved: boolean }>(
    'select revision > $2 as moved from engine.instance where id = $1',
    [instance.id, revision],
  );
  return row?.moved ?? true;
}

async function stillHere(tx: Tx, ids: readonly string[], at: string): Promise<string[]> {
  if (ids.length === 0) return [];
  const rows = await tx.query<{ id: string }>(STILL_HERE, [[...new Set(ids)], localDate(at)]);
  return rows.map((row) => row.id);
}

/** 'person:<id>' and 'post:<post>' as people of today. */
function peopleOf(assignees: readonly string[], holders: (post: string) => readonly string[]): string[] {
  return assignees.flatMap((assignee) => {
    const [kind, name = ''] = assignee.split(':');
    return kind === 'person' ? [name] : [...holders(name)];
  });
}
