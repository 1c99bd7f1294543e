import { figure } from './figure.js';
import type { Figure, FigureRow } from './figure.js';

const section = 'earlyCareer';
const EARLY = {
  name: 'reports.early_career',
  text: `select 'person' as kind, p.id, p.forename || ' ' || p.surname as label, array[p.id::text] as people,
    '{}'::text[] as part, exists (select from cpd.booking b join cpd.attendance t on t.booking_id = b.id
      and t.mark <> 'absent' where b.person_id = p.id and b.cycle_id = $1) as counts, 0::float8 as amount
  from cpd.person p where p.early_career and coalesce(p.starts_on, $2) <= $3 and coalesce(p.leaves_on, $3) >= $2
    and exists (select from cpd.attendance a join cpd.booking b on b.id = a.booking_id where b.cycle_id = $1)
  order by p.surname, p.forename, p.id`,
};
const QUALIFICATIONS = {
  name: 'reports.qualifications',
  text: `select 'booking' as kind, b.id, a.title as label, array[b.person_id::text] as people, '{}'::text[] as part,
    true as counts, 0::float8 as amount
  from cpd.booking b join cpd.activity a on a.id = b.activity_id join engine.instance i on i.id = b.id
  where a.kind = 'qualification' and (b.cycle_id = $1 or i.status = 'active')
    and i.state !~ '(declined|withdrawn|cancelled|ended)' order by a.title, b.id`,
};
const STAYED = {
  name: 'reports.retention',
  text: `select 'person' as kind, p.id, p.forename || ' ' || p.surname as label, array[p.id::text] as people,
    array[case when p.staff_group in ('teacher', 'leadership') then 'teaching' else 'support' end] as part,
    coalesce(p.leaves_on >= least($2::date, $3::date), true) as counts, 0::float8 as amount
  from cpd.person p where p.staff_group is not null and p.staff_group <> 'governor' and coalesce(p.starts_on, $1) <= $1
    and coalesce(p.leaves_on, $1) >= $1 order by p.surname, p.forename, p.id`,
};

/** Early-career teachers, qualifications, retention: context, not cause. */
export const earlyCareerFigures: readonly Figure[] = [
  figure({
    ...{ name: 'earlyCareerReached', section, unit: 'people', kind: 'share' },
    title: 'Early-career teachers who took part in something',
    nothing: 'No attendance has been recorded, or nobody is recorded as an early-career teacher.',
    words: 'Early-career teachers in post during the year who were there at one session at least.',
    records: (tx, year) => tx.query<FigureRow>(EARLY, [year.id, year.startsOn, year.endsOn]),
  }),
  figure({
    ...{ name: 'qualifications', section, unit: 'bookings', kind: 'count' },
    title: 'Qualifications under way or gained',
    words: 'Places on qualifications this year, those that go on from earlier years included.',
    records: (tx, year) => tx.query<FigureRow>(QUALIFICATIONS, [year.id]),
  }),
  figure({
    ...{ name: 'retention', section, unit: 'people', kind: 'share' },
    title: 'Staff who stayed',
    nothing: 'No staff are recorded for the start of this year.',
    words:
      'People in post on the first day of the year who had not left by its end, or by today. Context: people leave and stay for many reasons.',
    records: (tx, year) => tx.query<FigureRow>(STAYED, [year.startsOn, year.endsOn, year.today]),
  }),
];
