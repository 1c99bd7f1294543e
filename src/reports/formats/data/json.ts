import type { ReportDocument } from '../../document/index.js';

/** Counts up when a reader of the file would have to be changed. */
const VERSION = 1;

/** A report with every table as JSON: money in pence, time in minutes, shares as value and of, as the units say. Pure. */
export function reportJson(report: ReportDocument): string {
  const { sections, definitions, errata, addendum, ...about } = report;
  const units = { pence: 'integer pence', minutes: 'integer minutes', share: '{ value, of }' };
  return `${JSON.stringify({ format: 'impact-report', version: VERSION, units, ...about, sections, definitions, errata, addendum }, null, 2)}\n`;
}
