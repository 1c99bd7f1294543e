import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { SchoolClocks } from '../cycles/index.js';
import { Engine } from '../engine/index.js';
import { localDate, prepareCalendar, workingDaysBetween } from '../platform/calendar/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { Directory, outlineOf, RecordNames } from '../records/index.js';
import type { awaited, duty } from './home.schemas.js';

type Duty = z.input<typeof duty>;
type Awaited = z.input<typeof awaited>;

interface Row {
  readonly id: string;
  readonly chart: string;
  readonly version: number;
  readonly subject: string | null;
  readonly name: string;
  readonly event: string;
  readonly assignees: string[];
  readonly since: Date;
  readonly due_at: Date | null;
}

const SUBJECT = `coalesce(i.snapshot->'context'->'people'->>'reviewee', i.snapshot->'context'->'people'->>'person')`;
const COLUMNS = `i.id, i.chart, i.version, ${SUBJECT} as subject, t.name, t.event, t.assignees, t.since, t.due_at
  from engine.task t join engine.instance i on i.id = t.instance_id where t.tenant_id = auth.school()`;

const MINE = {
  name: 'home.mine',
  text: `select ${COLUMNS} and t.assignees && (select auth.audiences()) order by t.due_at nulls last, t.since limit $1`,
};
/** What concerns somebody and lies with others, the person's own duties apart. */
const AWAITED = {
  name: 'home.awaited',
  text: `select ${COLUMNS} and not t.assignees && (select auth.audiences()) and ${SUBJECT} = $2
    order by t.since limit $1`,
};

/** What people have to do, read from the duties that the engine keeps. */
@Injectable()
export class Duties {
  private readonly clocks = new SchoolClocks();

  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(RecordNames) private readonly names: RecordNames,
  ) {}

  /** The caller's own, soonest first. */
  async mine(tx: Tx, most: number): Promise<Duty[]> {
    const rows = await tx.query<Row>(MINE, [most]);
    if (rows.length === 0) return [];
    const { calendar, people } = await this.clocks.daysOf(tx);
    const prepared = prepareCalendar(calendar);
    const today = localDate(tx.at, calendar.zone);
    const mine = people[tx.principal.person ?? ''];
    const told = await this.describe(tx, rows);
    return rows.map((row) => {
      const dueOn = row.due_at && localDate(row.due_at.toISOString(), calendar.zone);
      return {
        ...told(row),
        name: row.name,
        because: this.dutyOf(row).explain,
        event: row.event,
        dueOn,
        workingDays: dueOn ? workingDaysBetween(prepared, today, dueOn, mine) : 0,
      };
    });
  }

  /** What others have to do about the caller, longest first. */
  async awaited(tx: Tx, most: number): Promise<Awaited[]> {
    const rows = await tx.query<Row>(AWAITED, [most, tx.principal.person]);
    if (rows.length === 0) return [];
    const told = await this.describe(tx, rows);
    const today = localDate(tx.at);
    const ids = rows.flatMap(({ assignees }) => assignees.flatMap(personIn));
    const directory = await Directory.read(tx, ids, today);
    return rows.map((row) => ({
      ...told(row),
      dueOn: row.due_at && localDate(row.due_at.toISOString()),
      who: row.assignees.flatMap((assignee) => {
        const post = assignee.startsWith('post:') ? assignee.slice('post:'.length) : null;
        return directory.behind([assignee]).map((holder) => ({ ...holder, post }));
      }),
    }));
  }

  private dutyOf({ chart, version, name }: Row): { readonly label: string; readonly explain: string } {
    return outlineOf(this.engine.charts.get(chart, version)).duties.get(name) ?? { label: name, explain: '' };
  }

  private async describe(tx: Tx, rows: readonly Row[]) {
    const titles = await this.names.titles(tx, rows);
    const directory = await Directory.read(
      tx,
      rows.flatMap(({ subject }) => subject ?? []),
      localDate(tx.at),
    );
    return (row: Row) => ({
      record: row.id,
      chart: row.chart,
      title: titles.get(row.id) ?? null,
      subject: row.subject === null ? null : { id: row.subject, name: directory.name(row.subject) },
      label: this.dutyOf(row).label,
      since: row.since.toISOString(),
    });
  }
}

const personIn = (assignee: string): string[] =>
  assignee.startsWith('person:') ? [assignee.slice('person:'.length)] : [];
