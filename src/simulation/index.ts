/** Front door of the simulation. */
export type { YearResult } from './figures.js';
export { StaffFileRefused } from './school/staff-file.js';
export { FIRST_DAY, simulateYear } from './simulate-year.js';
export type { SimulateOptions } from './simulate-year.js';
export { DEMO_STAFF } from './data/demo-staff.js';
export { DEMO_DAY, seedDemo } from './seed-demo.js';
export type { DemoCast } from './seed-demo.js';
