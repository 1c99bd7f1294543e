import type { Section } from '../../workflows/report/report.types.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { pounds } from './amount.js';
import type { Item } from './document/document.js';
import { labelOf } from './labels.js';

const RECOMMENDED = `select candidate as id, kind, words as text, because from cpd.report_recommendation
  where report_id = $1 and struck_at is null
  order by array_position(array['stop', 'keep', 'change'], kind), chosen_at, candidate`;
/** Only what people agreed to, and have not taken back since. */
const EXAMPLES = `select x.evaluation_id || ':' || x.person_id as id, e.words as text, a.kind as because
  from cpd.report_example x
  join cpd.evaluation_example e on e.evaluation_id = x.evaluation_id and e.person_id = x.person_id and e.withdrawn_at is null
  join cpd.evaluation v on v.id = x.evaluation_id join cpd.activity a on a.id = v.activity_id
  where x.report_id = $1 and x.struck_at is null order by x.chosen_at, x.evaluation_id, x.person_id`;
const ASKS = `select id, title as text, pence::float8 as pence from cpd.report_ask
  where report_id = $1 and struck_at is null order by made_at, id`;

/** What stands in words in the sections of a report, as far as it is open to the caller. */
export async function itemsOf(tx: Tx, reportId: string): Promise<Partial<Record<Section, Item[]>>> {
  const asks = await tx.query<{ id: string; text: string; pence: number }>(ASKS, [reportId]);
  const examples = await tx.query<Omit<Item, 'kind'>>(EXAMPLES, [reportId]);
  return {
    impact: examples.map((it) => ({ ...it, kind: 'example' as const, because: labelOf(it.because) })),
    nextYear: asks.map(({ id, text, pence }) => ({ id, kind: 'ask' as const, text, because: pounds(pence) })),
    recommendations: await tx.query<Item>(RECOMMENDED, [reportId]),
  };
}
