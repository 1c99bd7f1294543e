import type { RecordSource } from '../records/index.js';

/** Self-assessments on pages that concern records of every kind. */
export const standardsSource: RecordSource = {
  chart: 'standards',
  ofPerson: (tx, person, cycle) =>
    tx.query(
      'select id, null as "on" from confidential.self_assessment where person_id = $1 and cycle_id = $2',
      [person, cycle],
    ),
};
