import { figure } from './figure.js';
import type { Figure, FigureRow } from './figure.js';
import { needsCarried, needsMetBefore } from './needs.js';

const ASKS = {
  name: 'reports.asks',
  text: `select 'ask' as kind, id, title as label, '{}'::text[] as people, array[title] as part, true as counts,
    pence::float8 as amount from cpd.report_ask where report_id = $1 and struck_at is null order by made_at, id`,
};

/** Next year's asks and their cost, and the trend. */
export const nextYearFigures: readonly Figure[] = [
  figure({
    ...{ name: 'asks', section: 'nextYear', unit: 'pence', kind: 'sum', title: 'Asked for next year' },
    nothing: 'Nothing has been asked for yet.',
    words: 'What the CPD leader asks for next year, with its cost.',
    records: (tx, year) => tx.query<FigureRow>(ASKS, [year.reportId]),
  }),
  needsCarried,
  needsMetBefore,
];
