import { Inject, Injectable } from '@nestjs/common';
import { idFrom } from '../platform/ids.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { withoutNames } from './names.js';
import type { Named } from './names.js';
import type { ReportView } from './report-view.js';
import { ReportsQueries } from './reports.queries.js';
import type { Paper } from './reports.queries.js';

const INSERT = `insert into cpd.report_paper (id, school_id, report_id, kind, version, edition, body, made_at)
  select $1, $2, $3, $4, coalesce(max(version), 0) + 1, $5, $6, $7 from cpd.report_paper where report_id = $3 and kind = $4
  on conflict do nothing`;

/** Freezes what others read: totals only, without names. As the system. */
@Injectable()
export class Papers {
  constructor(@Inject(ReportsQueries) private readonly queries: ReportsQueries) {}

  /** The same effect freezes once. Nothing is frozen before there are figures. */
  async freeze(tx: Tx, reportId: string, kind: Paper['kind'], effect: string): Promise<void> {
    const view = await this.queries.view(tx, reportId, 'governors');
    if (view.edition === 0) return;
    const people = await tx.query<Named>(
      `select forename, surname from cpd.person where length(surname) > 1 and length(forename) > 0`,
    );
    const body = nameless(kind === 'addendum' ? view : { ...view, addendum: null }, people);
    await tx.query(INSERT, [
      ...[idFrom('report-paper', effect, kind), tx.principal.school, reportId, kind, view.edition],
      ...[JSON.stringify(body), tx.at],
    ]);
  }

  /** From now on governors may read it. */
  async send(tx: Tx, reportId: string): Promise<void> {
    await tx.query(
      `update cpd.report_paper set sent_at = $2 where report_id = $1 and kind = 'governors' and sent_at is null
        and version = (select max(version) from cpd.report_paper where report_id = $1 and kind = 'governors')`,
      [reportId, tx.at],
    );
  }
}

function nameless(view: ReportView, people: readonly Named[]): ReportView {
  const clean = (text: string): string => withoutNames(text, people);
  return {
    ...view,
    addendum: view.addendum === null ? null : clean(view.addendum),
    errata: view.errata.map((it) => ({ ...it, words: clean(it.words) })),
    sections: view.sections.map((section) => ({
      ...section,
      commentary: clean(section.commentary),
      notKnown: clean(section.notKnown),
      items: section.items.map((it) => ({ ...it, text: clean(it.text), because: clean(it.because) })),
      figures: section.figures.map((figure) => ({
        ...figure,
        parts: figure.parts.map((part) => ({ ...part, path: part.path.map(clean) })),
      })),
    })),
  };
}
