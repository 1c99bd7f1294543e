import { activityWordings } from './activity.js';
import { bookingWordings } from './booking.js';
import { cycleWordings } from './cycle.js';
import { dutyWordings } from './duty.js';
import { impactWordings } from './impact.js';
import { needWordings } from './need.js';
import { planWordings } from './plan.js';
import { reportWordings } from './report.js';
import { reviewWordings } from './review.js';
import { standardsWordings } from './standards.js';
import type { Wording, Wordings } from './wording.js';

/** What every reminder says, by the key that charts use. */
export const wordings: Wordings = {
  ...activityWordings,
  ...bookingWordings,
  ...cycleWordings,
  ...dutyWordings,
  ...impactWordings,
  ...needWordings,
  ...planWordings,
  ...reportWordings,
  ...reviewWordings,
  ...standardsWordings,
};

/** @throws TypeError for a key without wording: the reminder then waits among the dead letters instead of being lost */
export function wordingOf(about: string): Wording {
  const wording = wordings[about];
  if (!wording) throw new TypeError(`There is no wording for "${about}".`);
  return wording;
}

/** Whether it is mere news, which no duty of anybody's ends. */
export const isNews = (about: string): boolean => wordingOf(about).news === true;

/** Whether it is sent at once instead of with the mail of the day. */
export const isUrgent = (about: string): boolean => wordingOf(about).urgent === true;

export type { Subject, Wording, Wordings } from './wording.js';
