import type { Page } from '../../web/index.js';
import { kindPage, kindsPage } from './how-it-works.pages.js';
import { recordPage } from './record.page.js';
import { whoSeesWhatPage } from './who-sees-what.page.js';

/** Pages about records of every kind. */
export const recordPages: readonly Page[] = [recordPage, kindsPage, kindPage, whoSeesWhatPage];
