import type { Page } from '../../web/index.js';
import { policyPage, savePolicy } from './policy.pages.js';
import { progressPage } from './progress.page.js';
import { settingsPage } from './settings.page.js';
import { datesPage, sendDates, setClosed } from './term-dates.pages.js';
import { totalsPage } from './totals.page.js';
import { openPage, openYear, potsPage, prepareYear, savePots, yearPage } from './year.pages.js';

/** The year and the school’s settings. */
export const cyclePages: readonly Page[] = [
  ...[progressPage, totalsPage, settingsPage, policyPage, savePolicy, datesPage, sendDates, setClosed],
  ...[yearPage, prepareYear, potsPage, savePots, openPage, openYear],
];
