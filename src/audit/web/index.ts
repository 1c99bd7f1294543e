/** Pages of the audit. */
import { whoHasSeenPage } from './who-has-seen.page.js';

export const auditPages = [whoHasSeenPage];
