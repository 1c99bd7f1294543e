import type { RecordSource } from '../records/index.js';

/** Reviews on pages that concern records of every kind. They have no title: they are somebody's. */
export const reviewSource: RecordSource = {
  chart: 'review',
  ofPerson: (tx, person, cycle) =>
    tx.query('select id, null as "on" from confidential.review where reviewee_id = $1 and cycle_id = $2', [
      person,
      cycle,
    ]),
};
