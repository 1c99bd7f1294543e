import type { Page } from '../../web/index.js';
import { approvalPage, approvalsPage, approvedPage, confirmPage, decisionPage } from './approvals.page.js';

/** Pages of courses, coaching and what is booked. */
export const provisionPages: readonly Page[] = [
  approvalsPage,
  confirmPage,
  approvedPage,
  approvalPage,
  decisionPage,
];
