import { Injectable } from '@nestjs/common';
import { Refused } from '../api/problem.js';
import { todayOf } from '../people/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { figureNamed, figures } from './figures/index.js';
import { figured } from './figures/figure.js';
import type { FigureRow, FigureYear } from './figures/figure.js';
import { forGovernors } from './governor-figures.js';
import type { Counted } from './governor-figures.js';

const YEAR = `select c.id, r.id as "reportId", c.starts_on::text as "startsOn", c.ends_on::text as "endsOn",
    c.previous_id as "previousId" from cpd.report r join cpd.cycle c on c.id = r.cycle_id where r.id = $1`;
const INSERT = `insert into cpd.report_figure (school_id, report_id, edition, readers, name, section, place, title, words, unit,
    appendix, in_table, value, of, reason, parts, computed_at)
  select $1, $2, $3, f.readers, f.name, f.section, f.place, f.title, f.words, f.unit, f.appendix, f.in_table, f.value, f.of, f.reason,
    f.parts, $5
  from jsonb_to_recordset($4::jsonb) as f(readers text, name text, section text, place int, title text, words text, unit text,
    appendix boolean, in_table boolean, value numeric, of numeric, reason text, parts jsonb)
  on conflict do nothing`;

/** The last step of any record of the school, so that it can be said which records the figures know of. */
const EDITION = `insert into cpd.report_edition (report_id, edition, school_id, data_version, computed_at)
  select $1, $2, $3, coalesce((select to_char(i.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') || ' '
    || i.id || '.' || i.revision from engine.instance i where i.id <> $1
    order by i.changed_at desc, i.id desc limit 1), 'nothing recorded'), $4
  on conflict do nothing`;

/** Computes figures and opens them to the records behind them. */
@Injectable()
export class Figures {
  /** Writes every figure of an edition, whole and for governors, as the system. Computing it again changes nothing. */
  async compute(tx: Tx, reportId: string, edition: number): Promise<void> {
    const year = await this.yearOf(tx, reportId);
    const counted: Counted[] = [];
    for (const spec of figures) counted.push({ spec, rows: await spec.records(tx, year) });
    const totals = forGovernors(counted);
    const rows = counted.flatMap(({ spec, rows: records }, place) => {
      const {
        name,
        section,
        title,
        words,
        unit,
        appendix = false,
        inTable = false,
        totalsOnly = false,
      } = spec;
      const about = { name, section, place, title, words, unit, appendix, in_table: inTable };
      const hidden = totals[place];
      return [
        { ...about, readers: 'leaders', ...(totalsOnly ? hidden : figured(spec, records)) },
        { ...about, readers: 'governors', ...hidden },
      ];
    });
    await tx.query(EDITION, [reportId, edition, tx.principal.school, tx.at]);
    await tx.query(INSERT, [tx.principal.school, reportId, edition, JSON.stringify(rows), tx.at]);
  }

  /** The records behind a figure that are open to the caller, as they stand now. Throws Refused 404. */
  async records(tx: Tx, reportId: string, name: string): Promise<readonly FigureRow[]> {
    const found = figureNamed(name);
    if (!found) throw new Refused(404, 'unknown-figure', 'The report has no such figure.');
    return found.records(tx, await this.yearOf(tx, reportId));
  }

  private async yearOf(tx: Tx, reportId: string): Promise<FigureYear> {
    const [year] = await tx.query<Omit<FigureYear, 'today'>>(YEAR, [reportId]);
    if (!year) throw new Refused(404, 'not-found', 'There is no such report, or it is not open to you.');
    return { ...year, today: todayOf(tx) };
  }
}
