import type { Page } from '../../web/index.js';
import { developmentPage } from './development.page.js';
import { homePage } from './home.page.js';

/** Pages of the first thing that people see. */
export const homePages: readonly Page[] = [homePage, developmentPage];
