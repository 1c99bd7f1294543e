import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { Engine } from '../engine/index.js';
import { localDate } from '../platform/calendar/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { RecordNames, standingOf } from '../records/index.js';
import type { myYear } from './home.schemas.js';

type MyYear = z.input<typeof myYear>;

interface YearRow {
  readonly id: string;
  readonly title: string;
  readonly reviewsDueOn: string | null;
  readonly closesOn: string | null;
}

const YEAR = {
  name: 'home.year',
  text: `select c.id, c.title, i.snapshot->'context'->>'reviewsDueOn' as "reviewsDueOn",
      i.snapshot->'context'->>'closesOn' as "closesOn"
    from cpd.cycle c left join engine.instance i on i.id = c.id
    where c.school_id = auth.school() and c.ends_on >= $1 order by c.starts_on limit 1`,
};
const RECORDS = {
  name: 'home.year_records',
  text: `select i.id, i.chart, i.version, i.state, i.status, i.changed_at,
      exists (select from engine.task t where t.instance_id = i.id and t.assignees && (select auth.audiences())) as mine,
      (select min(t.due_at) from engine.task t where t.instance_id = i.id) as due_at
    from engine.instance i where i.id = any ($1)`,
};

/** The year of whoever asks, record by record. */
@Injectable()
export class YearOfPerson {
  constructor(
    @Inject(Engine) private readonly engine: Engine,
    @Inject(RecordNames) private readonly names: RecordNames,
  ) {}

  async read(tx: Tx): Promise<MyYear> {
    const [year] = await tx.query<YearRow>(YEAR, [localDate(tx.at)]);
    const { person } = tx.principal;
    if (!year || person === null) return { year: null, records: [] };
    const own = await this.names.ofPerson(tx, person, year.id);
    const dates = new Map(own.map(({ id, on }) => [id, on]));
    const rows = await tx.query<{
      id: string;
      chart: string;
      version: number;
      state: string;
      status: string;
      changed_at: Date;
      mine: boolean;
      due_at: Date | null;
    }>(RECORDS, [[...dates.keys()]]);
    const titles = await this.names.titles(tx, rows);
    return {
      year,
      records: rows.map((row) => ({
        record: row.id,
        chart: row.chart,
        title: titles.get(row.id) ?? null,
        subject: null,
        standing: standingOf(this.engine.charts.get(row.chart, row.version), row.state),
        on: dates.get(row.id) ?? (row.due_at && localDate(row.due_at.toISOString())),
        changedOn: localDate(row.changed_at.toISOString()),
        isDone: row.status === 'done',
        isMineNow: row.mine,
      })),
    };
  }
}
