import type { Tx } from '../platform/database/unit-of-work.js';
import type { FigureChange } from './document/document.js';
import type { Unit } from './figures/figure.js';
import type { ErratumView } from './report-view.js';

const ERRATA = `select edition, to_char(written_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at, words
  from cpd.report_erratum where report_id = $1 order by edition`;
/** Figures that came out differently in two editions that follow each other, as one kind of reader saw them. */
const CHANGES = `select n.edition, n.name as "figureId", n.title as name, n.unit, b.value::float8 as "beforeValue",
    b.of::float8 as "beforeOf", n.value::float8 as value, n.of::float8 as of
  from cpd.report_figure n join cpd.report_figure b on b.report_id = n.report_id and b.edition = n.edition - 1
    and b.readers = n.readers and b.name = n.name
  join cpd.report_erratum e on e.report_id = n.report_id and e.edition = n.edition
  where n.report_id = $1 and n.readers = $2 and (n.value, n.of) is distinct from (b.value, b.of)
  order by n.edition, n.place`;

interface Change {
  readonly edition: number;
  readonly figureId: string;
  readonly name: string;
  readonly unit: Unit;
  readonly beforeValue: number | null;
  readonly beforeOf: number | null;
  readonly value: number | null;
  readonly of: number | null;
}

/** What was put right after publication, and which figures changed by it. */
export async function errataOf(
  tx: Tx,
  reportId: string,
  readers: 'leaders' | 'governors',
): Promise<ErratumView[]> {
  const errata = await tx.query<Omit<ErratumView, 'changes'>>(ERRATA, [reportId]);
  if (errata.length === 0) return [];
  const changes = await tx.query<Change>(CHANGES, [reportId, readers]);
  return errata.map((it) => ({
    ...it,
    changes: changes.filter(({ edition }) => edition === it.edition).map(changeOf),
  }));
}

const changeOf = (it: Change): FigureChange => ({
  ...{ figureId: it.figureId, name: it.name, unit: it.unit },
  before: { cycle: `edition ${it.edition - 1}`, value: it.beforeValue, of: it.beforeOf },
  after: { cycle: `edition ${it.edition}`, value: it.value, of: it.of },
});
