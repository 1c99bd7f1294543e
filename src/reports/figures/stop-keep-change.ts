import { figure } from './figure.js';
import type { Figure, FigureRow } from './figure.js';

const section = 'stopKeepChange';
const PEOPLE = `case jsonb_typeof(i.snapshot #> '{context,people,person}') when 'array'
      then array(select jsonb_array_elements_text(i.snapshot #> '{context,people,person}'))
      else array[i.snapshot #>> '{context,people,person}'] end`;
const JUDGED = {
  name: 'reports.judged_by_kind',
  text: `select 'evaluation' as kind, e.id, a.title as label, ${PEOPLE} as people, array[a.kind] as part,
    i.snapshot #>> '{context,outcome}' = 'met' as counts, 0::float8 as amount
  from cpd.evaluation e join engine.instance i on i.id = e.id join cpd.activity a on a.id = e.activity_id
  where e.cycle_id = $1 and i.snapshot #>> '{context,outcome}' in ('met', 'partlyMet', 'notMet') order by a.title, e.id`,
};
const RETURNED = {
  name: 'reports.returned',
  text: `select 'evaluation' as kind, e.id, a.title as label, ${PEOPLE} as people, array[a.kind] as part,
    jsonb_array_length(i.snapshot #> '{context,notReturned}') > 0 as counts, 0::float8 as amount
  from cpd.evaluation e join engine.instance i on i.id = e.id join cpd.activity a on a.id = e.activity_id
  where e.cycle_id = $1 and i.state <> 'void' order by a.title, e.id`,
};
const QUALITY = {
  name: 'reports.quality',
  text: `select 'activity' as kind, a.id, a.title || ': ' || q.part as label, '{}'::text[] as people, array[q.part] as part,
    q.mark = 'yes' as counts, 0::float8 as amount
  from cpd.quality_answer q join cpd.activity a on a.id = q.activity_id where a.cycle_id = $1 order by a.title, q.part, a.id`,
};
const COST = {
  name: 'reports.cost_per_outcome',
  text: `select 'evaluation' as kind, e.id, a.title as label, ${PEOPLE} as people, array[a.kind] as part,
    i.snapshot #>> '{context,outcome}' = 'met' as counts,
    coalesce((select sum(c.pence) from cpd.commitment c where c.booking_id = e.booking_id
      and c.line in ('spent', 'charge')), 0)::float8 as amount
  from cpd.evaluation e join engine.instance i on i.id = e.id join cpd.activity a on a.id = e.activity_id
  where e.cycle_id = $1 and e.booking_id is not null
    and i.snapshot #>> '{context,outcome}' in ('met', 'partlyMet', 'notMet') order by a.title, e.id`,
};

/** What to stop, keep or change: what each kind of training came to. */
export const stopKeepChangeFigures: readonly Figure[] = [
  figure({
    ...{ name: 'metByKind', section, unit: 'evaluations', kind: 'share' },
    title: 'Outcomes met, by kind of activity',
    nothing: 'No evaluation has been judged.',
    words: 'Judged evaluations whose outcome was met, of all judged ones, for courses, coaching and so on.',
    records: (tx, year) => tx.query<FigureRow>(JUDGED, [year.id]),
  }),
  figure({
    ...{ name: 'notReturned', section, unit: 'evaluations', kind: 'share' },
    title: 'Evaluations with a part not returned',
    nothing: 'No evaluation has begun.',
    words: 'Evaluations in which some answer, evidence or judgement did not come in time, of all that began.',
    records: (tx, year) => tx.query<FigureRow>(RETURNED, [year.id]),
  }),
  figure({
    ...{ name: 'quality', section, unit: 'answers', kind: 'share' },
    title: 'Quality of what was provided',
    nothing: 'No activity has been checked against the standard for professional development.',
    words:
      'Answers “yes” to the five parts of the DfE standard for teachers’ professional development (2016), of all answers.',
    records: (tx, year) => tx.query<FigureRow>(QUALITY, [year.id]),
  }),
  figure({
    ...{ name: 'costPerOutcome', section, unit: 'pence', kind: 'each', appendix: true, least: 10 },
    title: 'Cash for each outcome met',
    nothing: 'No evaluation of one person has been judged.',
    words:
      'All cash of bookings whose evaluation was judged, divided by those whose outcome was met. For ten cases or more; context, never a verdict.',
    records: (tx, year) => tx.query<FigureRow>(COST, [year.id]),
  }),
];
