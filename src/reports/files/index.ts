/** Files of reports: asked for, made in the background, kept for whoever may read them. */
export { ReportBuilder } from './report-builder.js';
export { ReportFiles } from './report-files.service.js';
export type { FileState, KeptFile } from './report-files.service.js';
export { EDITIONS, ReportSources, versionOf } from './report-sources.js';
export type { Edition, Source } from './report-sources.js';
