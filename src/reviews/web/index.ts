import type { Page } from '../../web/index.js';
import { journalPages } from './journal.page.js';
import { judgementPages } from './judgement.page.js';
import { midYearPages } from './mid-year.page.js';
import { ownPages } from './own.page.js';
import { peoplePage } from './people.page.js';
import { revieweePages } from './reviewee.page.js';

/** Pages of reviews: for whoever reviews, and for the person reviewed. */
export const reviewPages: readonly Page[] = [
  peoplePage,
  ...revieweePages,
  ...midYearPages,
  ...judgementPages,
  ...ownPages,
  ...journalPages,
];
