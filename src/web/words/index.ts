/** How pages say dates, numbers, names and money. Pure. */
export { clockTime, dateAndTime, longDate, nearDate, plainDate, shortDate } from './dates.js';
export { dueWords } from './due.js';
export type { DueWords } from './due.js';
export { capital, count, duration, figures, joined, money, number, small, whose } from './phrases.js';
export { postTitle, POST_TITLES } from './posts.js';
