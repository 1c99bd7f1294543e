import type { Page } from '../../web/index.js';
import { coverPage } from './cover.page.js';
import { moneyPage } from './money.page.js';

/** For finance and for whoever arranges cover. */
export const moneyAndCoverPages: readonly Page[] = [moneyPage, coverPage];
