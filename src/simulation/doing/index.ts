import { activityDoings } from './activity.doing.js';
import { bookingDoings } from './booking.doing.js';
import { cycleDoings } from './cycle.doing.js';
import type { Doing, Doings } from './doing.js';
import { impactDoings } from './impact.doing.js';
import { needDoings } from './need.doing.js';
import { planDoings } from './plan.doing.js';
import { reportDoings } from './report.doing.js';
import { reviewDoings } from './review.doing.js';
import { standardsDoings } from './standards.doing.js';

/** Chart -> duty -> how people see to it: all that the simulation knows of workflows. */
const doings: Readonly<Record<string, Doings>> = {
  activity: activityDoings,
  booking: bookingDoings,
  cycle: cycleDoings,
  impact: impactDoings,
  need: needDoings,
  plan: planDoings,
  report: reportDoings,
  review: reviewDoings,
  standards: standardsDoings,
};

export const doingOf = (chart: string, duty: string): Doing | undefined => doings[chart]?.[duty];
