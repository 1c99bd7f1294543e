import type { RecordSource } from '../records/index.js';

/** Evaluations on pages that concern records of every kind: each is called by what it is about. */
export const impactSource: RecordSource = {
  chart: 'impact',
  titles: (tx, ids) =>
    tx.query(
      `select e.id, a.title from cpd.evaluation e join cpd.activity a on a.id = e.activity_id where e.id = any ($1)`,
      [ids],
    ),
};
