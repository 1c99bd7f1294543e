import { figure } from './figure.js';
import type { Figure, FigureRow } from './figure.js';
import { endOf, needsOf, rowOf } from './needs.js';

const section = 'statutory';
/** Where needs come from that the law, or a certificate, asks for. */
const STATUTORY = ['statutory', 'expiringCertificate'];
/** One row for each certificate that somebody in post should hold: current when any of that title is. */
const CURRENT = {
  name: 'reports.statutory_current',
  text: `select 'certificate' as kind, (array_agg(c.id order by c.expires_on desc nulls first, c.id))[1] as id,
    min(c.title) as label, array[c.person_id::text] as people, array[min(c.title)] as part,
    bool_or(c.expires_on is null or c.expires_on >= $1) as counts, 0::float8 as amount
  from cpd.certificate c join cpd.person p on p.id = c.person_id
  where c.statutory and c.struck_at is null and (p.leaves_on is null or p.leaves_on >= $1)
  group by c.person_id, lower(c.title) order by lower(c.title), c.person_id`,
};
const ATTENDED = {
  name: 'reports.statutory_attended',
  text: `select 'booking' as kind, b.id, a.title as label, array[b.person_id::text] as people, array[a.title] as part,
    exists (select from cpd.attendance t where t.booking_id = b.id and t.mark <> 'absent') as counts, 0::float8 as amount
  from cpd.booking b join cpd.activity a on a.id = b.activity_id join engine.instance i on i.id = b.id
  where b.cycle_id = $1 and a.statutory and i.state !~ '(declined|withdrawn|cancelled|ended)' order by a.title, b.id`,
};
/** Statutory training: who is current, and the gaps. */
export const statutoryFigures: readonly Figure[] = [
  figure({
    ...{ name: 'statutoryCurrent', section, unit: 'certificates', kind: 'share' },
    title: 'Statutory certificates that are current',
    nothing: 'No statutory certificates are recorded, so nobody can say who is current.',
    words:
      'For each person in post and each statutory certificate they hold or held: whether one of that title is valid today.',
    records: (tx, year) => tx.query<FigureRow>(CURRENT, [year.today]),
  }),
  figure({
    ...{ name: 'statutoryAttended', section, unit: 'bookings', kind: 'share' },
    title: 'Places on statutory training that were taken up',
    nothing: 'Nobody was booked on statutory training.',
    words:
      'Bookings on statutory activities where the person was there, of all that were not withdrawn or cancelled.',
    records: (tx, year) => tx.query<FigureRow>(ATTENDED, [year.id]),
  }),
  figure({
    ...{ name: 'statutoryGaps', section, unit: 'needs', kind: 'count', title: 'Statutory gaps' },
    words: 'Training needs that are statutory, or come from a certificate about to expire, and are not met.',
    records: async (tx, year) =>
      (await needsOf(tx, year.id))
        .filter((it) => STATUTORY.includes(it.origin) && endOf(it) === 'waiting')
        .map((it) => rowOf(it, it.origin)),
  }),
];
