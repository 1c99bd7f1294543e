import type { Page } from '../../web/index.js';
import { importPage, sendStaffFile } from './staff-import.pages.js';
import { staffPage } from './staff-list.page.js';
import { endPost, givePost, leave, memberPage } from './staff-member.pages.js';

/** People of the school, for the office. */
export const peoplePages: readonly Page[] = [
  ...[staffPage, importPage, sendStaffFile],
  ...[memberPage, givePost, endPost, leave],
];
