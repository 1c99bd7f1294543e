import type { Page } from '../../web/index.js';
import { decideAgain, decidedPage, decidePage, undoPage } from './decide.page.js';
import { myNeedsPages } from './my-needs.page.js';
import { orderedPage, orderPage } from './order.page.js';
import { answerReferral, referralsPage } from './referrals.pages.js';
import { triagePage } from './triage.page.js';
import { needPage } from './need.page.js';

/** My own training needs, and the pages of those who sort them; one need's page comes last, because its address would take the others'. */
export const needPages: readonly Page[] = [
  ...myNeedsPages,
  triagePage,
  decidePage,
  decideAgain,
  decidedPage,
  undoPage,
  orderPage,
  orderedPage,
  referralsPage,
  answerReferral,
  needPage,
];
