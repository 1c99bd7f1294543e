import type { Tx } from '../../platform/database/unit-of-work.js';
import { figure } from './figure.js';
import type { Figure, FigureRow, FigureYear } from './figure.js';
import { once } from './once.js';

const section = 'whoGotWhat';
/**
 * Staff who were in post at some time of the year; governors and advisers are not staff. Nobody before the first register of the
 * year: that nobody took part is then not known. $4: which breakdown.
 */
const STAFF = {
  name: 'reports.staff_reached',
  text: `select 'person' as kind, p.id, p.forename || ' ' || p.surname as label, array[p.id::text] as people,
    case when $4 = 'hours' then array[case when p.fte < 1 then 'partTime' else 'fullTime' end]
      when $4 = 'phase' then array[coalesce(nullif(btrim(p.department), ''), 'noPhase')]
      else array[case when p.staff_group in ('teacher', 'leadership') then 'teaching' else 'support' end, p.staff_group]
      end as part,
    t.minutes > 0 as counts, t.minutes::float8 as amount
  from cpd.person p cross join lateral (select coalesce(sum(t.minutes), 0) as minutes from cpd.booking b
    join cpd.attendance t on t.booking_id = b.id and t.mark <> 'absent'
    where b.person_id = p.id and b.cycle_id = $1) t
  where p.staff_group is not null and p.staff_group <> 'governor' and coalesce(p.starts_on, $2) <= $3
    and coalesce(p.leaves_on, $3) >= $2 and ($4 <> 'hours' or p.fte is not null)
    and exists (select from cpd.attendance a join cpd.booking b on b.id = a.booking_id where b.cycle_id = $1) order by p.surname, p.forename, p.id`,
};
const staff = (tx: Tx, year: FigureYear, by: 'groups' | 'hours' | 'phase'): Promise<FigureRow[]> =>
  once(tx, `staff ${year.id} ${by}`, () =>
    tx.query<FigureRow>(STAFF, [year.id, year.startsOn, year.endsOn, by]),
  );
const NOBODY = 'No attendance has been recorded this year.';

/** Who got what: teachers, support staff, part-time. */
export const whoFigures: readonly Figure[] = [
  figure({
    ...{ name: 'staffReached', section, unit: 'people', kind: 'share', nothing: NOBODY },
    title: 'Staff who took part in something',
    words:
      'People in post at some time of the year who were there at one session at least, by part of the staff.',
    records: (tx, year) => staff(tx, year, 'groups'),
  }),
  figure({
    ...{ name: 'partTimeReached', section, unit: 'people', kind: 'share' },
    title: 'Part-time and full-time staff who took part in something',
    nothing: 'No attendance has been recorded, or it is not recorded who works part-time.',
    words: 'The same, by whether the contract is for less than full time.',
    records: (tx, year) => staff(tx, year, 'hours'),
  }),
  figure({
    ...{ name: 'phaseReached', section, unit: 'people', kind: 'share', nothing: NOBODY, inTable: true },
    title: 'Took part in something',
    words: 'The same, by phase or department as the staff list has it.',
    records: (tx, year) => staff(tx, year, 'phase'),
  }),
  figure({
    ...{ name: 'timeByPhase', section, unit: 'minutes', kind: 'sum', nothing: NOBODY, inTable: true },
    title: 'Time in training',
    words: 'Minutes of attendance, by phase or department.',
    records: (tx, year) => staff(tx, year, 'phase'),
  }),
  figure({
    ...{ name: 'timeByHours', section, unit: 'minutes', kind: 'sum', inTable: true },
    title: 'Time in training',
    nothing: 'No attendance has been recorded, or it is not recorded who works part-time.',
    words: 'Minutes of attendance, by whether the contract is for less than full time.',
    records: (tx, year) => staff(tx, year, 'hours'),
  }),
  figure({
    ...{ name: 'timeEach', section, unit: 'minutes', kind: 'each', nothing: NOBODY },
    title: 'Time in training for each person',
    words:
      'Minutes of attendance divided by all people in post at some time of the year, those without any included.',
    records: async (tx, year) =>
      (await staff(tx, year, 'groups')).map((it) => ({
        ...it,
        counts: true,
      })),
  }),
  figure({
    ...{ name: 'timeByGroup', section, unit: 'minutes', kind: 'sum', nothing: NOBODY },
    title: 'Time in training, by part of the staff',
    words: 'Minutes of attendance of people in post at some time of the year.',
    records: (tx, year) => staff(tx, year, 'groups'),
  }),
];
