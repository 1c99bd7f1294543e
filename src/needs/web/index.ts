import type { Page } from '../../web/index.js';
import { decideAgain, decidedPage, decidePage, undoPage } from './decide.page.js';
import { orderedPage, orderPage } from './order.page.js';
import { answerReferral, referralsPage } from './referrals.pages.js';
import { triagePage } from './triage.page.js';
import { needPage } from './need.page.js';

/** Pages of those who sort training needs; one need's page comes last, because its address would take the others'. */
export const needPages: readonly Page[] = [
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
