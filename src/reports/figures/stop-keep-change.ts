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
const QUALITY_AFTER = {
  name: 'reports.quality_afterwards',
  text: `select 'activity' as kind, a.id, a.title || ': ' || q.part as label, '{}'::text[] as people, array[q.part] as part,
    q.mark = 'yes' as counts, 0::float8 as amount
  from cpd.quality_afterwards q join cpd.activity a on a.id = q.activity_id where a.cycle_id = $1
  order by a.title, q.part, a.id`,
};
const SHOWED_UP = {
  name: 'reports.showed_up',
  text: `select 'booking' as kind, b.id, a.title as label, array[b.person_id::text] as people, array[a.kind] as part,
    bool_or(t.mark <> 'absent') as counts, 0::float8 as amount
  from cpd.attendance t join cpd.booking b on b.id = t.booking_id join cpd.activity a on a.id = b.activity_id
  where b.cycle_id = $1 group by b.id, a.title, a.kind, b.person_id order by a.title, b.id`,
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
    title: 'Quality of what was provided, before it was approved',
    nothing: 'No activity has been checked against the standard for professional development.',
    words:
      'Answers “yes” to the five parts of the DfE standard for teachers’ professional development (2016), of all answers.',
    records: (tx, year) => tx.query<FigureRow>(QUALITY, [year.id]),
  }),
  figure({
    ...{ name: 'qualityAfter', section, unit: 'answers', kind: 'share' },
    title: 'Quality, looked at again afterwards',
    nothing: 'No activity has been looked at again after it was held.',
    words: 'Answers “yes” to the same five parts, given after the activity, of all answers given then.',
    records: (tx, year) => tx.query<FigureRow>(QUALITY_AFTER, [year.id]),
  }),
  figure({
    ...{ name: 'showedUp', section, unit: 'bookings', kind: 'share' },
    title: 'Places that were taken up',
    nothing: 'No attendance has been recorded.',
    words: 'Bookings where the person was there at one session at least, of all on a register.',
    records: (tx, year) => tx.query<FigureRow>(SHOWED_UP, [year.id]),
  }),
];
