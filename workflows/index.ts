import type { Chart } from './chart.js';
import { reviewChart } from './review/review.chart.js';

/** Every chart, and every older version of one that may still have live instances. */
export const charts: readonly Chart[] = [reviewChart];
