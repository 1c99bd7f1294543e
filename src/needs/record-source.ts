import type { RecordSource } from '../records/index.js';

/** Needs on pages that concern records of every kind. */
export const needSource: RecordSource = {
  chart: 'need',
  titles: (tx, ids) => tx.query('select id, title from cpd.need where id = any ($1)', [ids]),
  ofPerson: (tx, person, cycle) =>
    tx.query('select id, null as "on" from cpd.need where person_id = $1 and cycle_id = $2', [person, cycle]),
};
