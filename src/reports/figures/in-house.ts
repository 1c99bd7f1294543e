import { figure } from './figure.js';
import type { Figure, FigureRow } from './figure.js';

const section = 'inHouse';
const ATTENDED = {
  name: 'reports.in_house',
  text: `select 'booking' as kind, b.id, a.title as label, array[b.person_id::text] as people, array[a.kind] as part,
    not a.external as counts, 0::float8 as amount
  from cpd.booking b join cpd.activity a on a.id = b.activity_id
  where b.cycle_id = $1 and exists (select from cpd.attendance t where t.booking_id = b.id and t.mark <> 'absent')
  order by a.title, b.id`,
};
const SPENT = {
  name: 'reports.in_house_spent',
  text: `select 'commitment' as kind, c.id, a.title as label, '{}'::text[] as people,
    array[case when a.external then 'bought' else 'inHouse' end] as part, true as counts, c.pence::float8 as amount
  from cpd.commitment c join cpd.activity a on a.id = c.activity_id
  where c.cycle_id = $1 and c.line in ('spent', 'charge') order by c.at, c.id`,
};

const TIME = {
  name: 'reports.in_house_time',
  text: `select 'booking' as kind, b.id, a.title as label, array[b.person_id::text] as people, array[a.kind] as part,
    true as counts, sum(t.minutes)::float8 as amount
  from cpd.attendance t join cpd.booking b on b.id = t.booking_id join cpd.activity a on a.id = b.activity_id
  where b.cycle_id = $1 and t.mark <> 'absent' group by b.id, a.title, a.kind, b.person_id order by a.title, b.id`,
};

/** In-house against bought. */
export const inHouseFigures: readonly Figure[] = [
  figure({
    ...{ name: 'inHouseShare', section, unit: 'bookings', kind: 'share' },
    title: 'Training by the school’s own people',
    nothing: 'No attendance has been recorded.',
    words: 'Attended places on activities that the school provides itself, of all attended places.',
    records: (tx, year) => tx.query<FigureRow>(ATTENDED, [year.id]),
  }),
  figure({
    ...{ name: 'hoursByKind', section, unit: 'minutes', kind: 'sum' },
    title: 'Time in training, by kind of provision',
    nothing: 'No attendance has been recorded.',
    words: 'Minutes of attendance, for courses, coaching and so on.',
    records: (tx, year) => tx.query<FigureRow>(TIME, [year.id]),
  }),
  figure({
    ...{ name: 'inHouseCash', section, unit: 'pence', kind: 'sum' },
    title: 'Cash for in-house and for bought training',
    words: 'What was paid, cover and charges included, by who provides it.',
    records: (tx, year) => tx.query<FigureRow>(SPENT, [year.id]),
  }),
];
