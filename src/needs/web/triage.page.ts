import { get, paths, show, view } from '../../web/index.js';
import { readBoard } from './board.js';
import { askedOf, presentTriage } from './triage.presenter.js';
import type { TriageModel } from './triage.presenter.js';

export const triageView = view<TriageModel>('needs/web/triage.njk');
/** Under which name the last decision is remembered, for its undo. */
export const LAST = 'needs.last';

/** All training needs of the year, to be sorted: by theme or as a list, many at a time. */
export const triagePage = get(paths.needs, async (visit) => {
  const [facts, last] = await Promise.all([readBoard(visit), visit.drafts.read(LAST)]);
  return show(triageView, presentTriage(facts, askedOf(visit.query), last));
});
