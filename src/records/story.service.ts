import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Engine } from '../engine/index.js';
import { localDate } from '../platform/calendar/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import type { recordStory } from './records.schemas.js';
import { roleName } from './kinds.js';
import { outlineOf, standingOf } from './outline.js';
import { RecordNames } from './record-names.js';
import { routeOf } from './route.js';
import { Directory, peopleIn, subjectIn } from './roles.js';
import type { Holder } from './roles.js';

type Story = z.input<typeof recordStory>;

const DUTIES = {
  name: 'records.duties',
  text: 'select name, assignees, due_at from engine.task where instance_id = $1 order by due_at nulls last, name',
};
const isId = (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(text);

/** Tells where one record is, how it got there, what can happen next and why other things cannot. */
@Injectable()
export class RecordStories {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(RecordNames) private readonly names: RecordNames,
  ) {}

  /** Throws InstanceNotFound, also where even existence is confidential. */
  async tell(tx: Tx, id: string): Promise<Story> {
    const { read, charts } = this.engine;
    const record = await read.instance(tx, id);
    const chart = charts.get(record.chart, record.version);
    const history = await read.history(tx, id);
    const duties = await tx.query<{ name: string; assignees: string[]; due_at: Date | null }>(DUTIES, [id]);
    const people = peopleIn(record.context);
    const subject = subjectIn(record.context);
    const mentioned = [
      ...Object.values(people).flat(),
      ...history.map(({ by }) => by),
      ...duties.flatMap(({ assignees }) => assignees.map((a) => a.slice(a.indexOf(':') + 1))),
    ];
    const directory = await Directory.read(tx, mentioned.filter(isId), localDate(tx.at));
    const titles = await this.names.titles(tx, [record]);
    const whoOf = (roles: readonly string[]): Holder[] => whoMay(roles, people, directory);
    const outlook = record.status === 'active' ? await read.outlook(tx, id) : [];
    return {
      id,
      chart: record.chart,
      version: record.version,
      title: titles.get(id) ?? null,
      subject: subject === null ? null : { id: subject, name: directory.name(subject) },
      status: record.status as Story['status'],
      state: record.state,
      standing: standingOf(chart, record.state),
      explain: record.at.at(-1)?.explain ?? '',
      duties: duties.map(({ name, assignees, due_at }) => ({
        label: outlineOf(chart).duties.get(name)?.label ?? name,
        who: directory.behind(assignees),
        dueAt: due_at?.toISOString() ?? null,
      })),
      history: history.map(({ label, at, by, to, why }) => ({
        label,
        at,
        by: isId(by) ? directory.name(by) : null,
        to: standingOf(chart, to),
        state: to,
        why,
      })),
      can: outlook
        .filter(({ accepted }) => accepted)
        .map(({ event, label, explain, by }) => ({ event, label, explain, who: whoOf(by) })),
      cannot: outlook
        .filter(({ accepted }) => !accepted)
        .map(({ event, label, explain, by, why }) => ({
          event,
          label,
          explain,
          who: whoOf(by),
          why: why ?? '',
        })),
      route: routeOf(
        chart,
        history.map(({ to }) => to),
        record.state,
        record.status !== 'active',
      ),
      timers: (await read.timers(tx, id)).map(({ dueAt, says }) => ({ dueAt, says })),
    };
  }
}

/** The people who may do something: by their role in the record, else by their post; a vacant role is named as such. */
function whoMay(
  roles: readonly string[],
  people: Readonly<Record<string, readonly string[]>>,
  directory: Directory,
): Holder[] {
  const found = roles
    .filter((role) => role !== 'system')
    .flatMap(
      (role) => people[role]?.map((id) => ({ id, name: directory.name(id) })) ?? directory.holdersOf(role),
    );
  const distinct = [...new Map(found.map((holder) => [holder.id, holder])).values()];
  if (distinct.length > 0) return distinct;
  const role = roles.find((r) => r !== 'system');
  return role ? [{ id: '00000000-0000-4000-8000-000000000000', name: roleName(role) }] : [];
}
