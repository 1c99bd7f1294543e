/** The report in every format that people take along, all made from the same document. */
export { chartsOfReport, chartSvg } from './charts/chart-svg.js';
export { FORMATS, makeReportFile } from './report-file.js';
export type { Format, Progress, ReportFile } from './report-file.js';
