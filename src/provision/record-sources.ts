import type { RecordSource } from '../records/index.js';

/** Courses and coaching, and places on them, on pages that concern records of every kind. */
export const provisionSources: readonly RecordSource[] = [
  {
    chart: 'activity',
    titles: (tx, ids) => tx.query('select id, title from cpd.activity where id = any ($1)', [ids]),
  },
  {
    chart: 'booking',
    titles: (tx, ids) =>
      tx.query(
        `select b.id, a.title from cpd.booking b join cpd.activity a on a.id = b.activity_id where b.id = any ($1)`,
        [ids],
      ),
    ofPerson: (tx, person, cycle) =>
      tx.query(
        `select b.id, (select min(s.on_date)::text from cpd.session s where s.activity_id = b.activity_id) as "on"
          from cpd.booking b where b.person_id = $1 and b.cycle_id = $2`,
        [person, cycle],
      ),
  },
];
