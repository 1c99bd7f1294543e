import type { Page } from '../../web/index.js';
import { changedLine, linePage, newLine, newLinePage } from './line.page.js';
import { planPage, planStep, submitPage, submittedPage } from './plan.page.js';

/** Pages of the training plan. */
export const planPages: readonly Page[] = [
  planPage,
  planStep,
  submitPage,
  submittedPage,
  newLinePage,
  newLine,
  linePage,
  changedLine,
];
