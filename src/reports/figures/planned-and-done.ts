import type { Tx } from '../../platform/database/unit-of-work.js';
import { figure } from './figure.js';
import type { Figure, FigureRow, FigureYear } from './figure.js';

const section = 'plan';
/** The lines of the plan in force. Kinds of activity are more than kinds of plan lines, so both are brought to the latter. */
const LINES = `(select distinct on (w.id) w.* from cpd.plan_line w join cpd.plan_edition e on e.id = w.edition_id
    join cpd.plan l on l.id = w.plan_id where l.cycle_id = $1 and e.version is not null order by w.id, e.version desc)`;
const AS_PLANNED = `case a.kind when 'inSchoolSession' then 'inHouse' when 'lessonObservation' then 'observation'
    when 'networkMeeting' then 'network' when 'twilight' then 'inset' when 'placement' then 'workingParty' else a.kind end`;
const PLANNED = {
  name: 'reports.plan_lines',
  text: `select 'planLine' as kind, n.id, n.title as label, '{}'::text[] as people, array[n.provision] as part, true as counts,
    (case $2 when 'people' then n.people when 'minutes' then n.paid_minutes
      else n.fee_pence + n.travel_pence + n.materials_pence + n.cover_pence end)::float8 as amount
  from ${LINES} n where not n.removed order by n.title, n.id`,
};
const HELD = {
  name: 'reports.held',
  text: `select 'activity' as kind, a.id, a.title as label, '{}'::text[] as people, array[${AS_PLANNED}] as part,
    exists (select from cpd.booking b join cpd.attendance t on t.booking_id = b.id where b.activity_id = a.id
      and t.mark <> 'absent') as counts, 0::float8 as amount
  from cpd.activity a join engine.instance i on i.id = a.id where a.cycle_id = $1 order by a.title, a.id`,
};
const CANCELLED = {
  name: 'reports.activities_cancelled',
  text: `select 'activity' as kind, a.id, a.title as label, '{}'::text[] as people, array[${AS_PLANNED}] as part,
    true as counts, 0::float8 as amount
  from cpd.activity a join engine.instance i on i.id = a.id where a.cycle_id = $1 and i.state ~ 'cancelled'
  order by a.title, a.id`,
};
const DONE = {
  name: 'reports.done',
  text: `select 'booking' as kind, b.id, a.title as label, array[b.person_id::text] as people, array[${AS_PLANNED}] as part,
    true as counts, 1::float8 as amount
  from cpd.booking b join cpd.activity a on a.id = b.activity_id
  where b.cycle_id = $1 and exists (select from cpd.attendance t where t.booking_id = b.id and t.mark <> 'absent')
  order by a.title, b.id`,
};
const PAID = {
  name: 'reports.paid_as_planned',
  text: `select 'commitment' as kind, c.id, a.title as label, '{}'::text[] as people, array[${AS_PLANNED}] as part,
    true as counts, c.pence::float8 as amount
  from cpd.commitment c join cpd.activity a on a.id = c.activity_id
  where c.cycle_id = $1 and c.line in ('spent', 'charge') order by c.at, c.id`,
};
const NO_PLAN = 'No training plan of this year has been approved.';
const lines = (tx: Tx, year: FigureYear, what: 'people' | 'minutes' | 'cash'): Promise<FigureRow[]> =>
  tx.query<FigureRow>(PLANNED, [year.id, what]);

/** What the plan in force foresaw, and what happened, by kind of provision. */
export const planFigures: readonly Figure[] = [
  figure({
    ...{
      name: 'planLines',
      section,
      unit: 'lines',
      kind: 'count',
      nothing: NO_PLAN,
      title: 'Lines of the training plan',
    },
    words: 'Lines of the training plan in force at the time of the report.',
    records: (tx, year) => lines(tx, year, 'cash'),
  }),
  figure({
    ...{
      name: 'activitiesHeld',
      section,
      unit: 'activities',
      kind: 'share',
      title: 'Activities that took place',
    },
    nothing: 'No activities are recorded for this year.',
    words: 'Activities of this year with attendance, of all that were set up.',
    records: (tx, year) => tx.query<FigureRow>(HELD, [year.id]),
  }),
  figure({
    ...{
      name: 'activitiesCancelled',
      section,
      unit: 'activities',
      kind: 'count',
      title: 'Activities cancelled',
    },
    words: 'Activities of this year that were cancelled.',
    records: (tx, year) => tx.query<FigureRow>(CANCELLED, [year.id]),
  }),
  figure({
    ...{
      name: 'plannedPlaces',
      section,
      unit: 'people',
      kind: 'sum',
      inTable: true,
      nothing: NO_PLAN,
      title: 'Planned places',
    },
    words: 'People foreseen by the lines of the plan in force.',
    records: (tx, year) => lines(tx, year, 'people'),
  }),
  figure({
    ...{
      name: 'donePlaces',
      section,
      unit: 'bookings',
      kind: 'count',
      inTable: true,
      title: 'Places taken up',
    },
    nothing: 'No attendance has been recorded.',
    words: 'Bookings with attendance, by the same kinds.',
    records: (tx, year) => tx.query<FigureRow>(DONE, [year.id]),
  }),
  figure({
    ...{
      name: 'plannedCash',
      section,
      unit: 'pence',
      kind: 'sum',
      inTable: true,
      nothing: NO_PLAN,
      title: 'Planned cash',
    },
    words: 'Fee, travel, materials and cover foreseen by the lines of the plan in force.',
    records: (tx, year) => lines(tx, year, 'cash'),
  }),
  figure({
    ...{ name: 'doneCash', section, unit: 'pence', kind: 'sum', inTable: true, title: 'Cash paid' },
    words: 'Fee, travel, materials, cover and charges that were paid, by the same kinds.',
    records: (tx, year) => tx.query<FigureRow>(PAID, [year.id]),
  }),
];
