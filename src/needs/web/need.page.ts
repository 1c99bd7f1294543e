import { z } from 'zod';
import { get, paths, show, view } from '../../web/index.js';
import { readBoard } from './board.js';
import { helperList, oneNeed, presentNeed } from './need.presenter.js';
import type { NeedModel } from './need.presenter.js';

const needView = view<NeedModel>('needs/web/need.njk');

/** One need: what it is, who here is good at it, what was said, and what can be done with it. */
export const needPage = get(paths.need, async (visit) => {
  const { params } = visit;
  const need = await visit.ask('needs.one', oneNeed, { params });
  const [facts, { colleagues }] = await Promise.all([
    readBoard(visit),
    visit.ask('needs.whoCanHelp', z.object({ colleagues: helperList }), { params }),
  ]);
  return show(needView, presentNeed(need, facts, colleagues));
});
