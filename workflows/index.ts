import type { Chart } from './chart.js';
import { cycleChart } from './cycle/cycle.chart.js';
import { activityChart } from './activity/activity.chart.js';
import { bookingChart } from './booking/booking.chart.js';
import { impactChart } from './impact/impact.chart.js';
import { reportChart } from './report/report.chart.js';
import { needChart } from './need/need.chart.js';
import { planChart } from './plan/plan.chart.js';
import { reviewChart } from './review/review.chart.js';
import { standardsChart } from './standards/standards.chart.js';

/** Every chart, and every older version of one that may still have live instances. */
export const charts: readonly Chart[] = [
  cycleChart,
  reviewChart,
  standardsChart,
  needChart,
  planChart,
  activityChart,
  bookingChart,
  impactChart,
  reportChart,
];
