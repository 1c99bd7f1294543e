/** Front door of reports. */
import { MoneyOperations } from './api/money.operations.js';
import { ReportsOperations } from './api/reports.operations.js';
import { Report } from './report.entity.js';

export const reportSurfaces = [ReportsOperations, MoneyOperations];
export * from './document/index.js';
export { figures } from './figures/index.js';
export type { Figure, Figured, FigureRow, FigureYear } from './figures/figure.js';
export { Figures } from './figures.service.js';
export { forGovernors } from './governor-figures.js';
export { amount, hours, pounds } from './amount.js';
export { labelOf, labelOfPath } from './labels.js';
export { renderReport } from './render-report.js';
export { reportIdOf, reportStart } from './report-start.js';
export type { FigureView, ReportView, SectionView } from './report-view.js';
export { SECTION_TITLES } from './report-view.js';
export { ReportsModule } from './reports.module.js';
export { ReportsQueries } from './reports.queries.js';
export type { Paper } from './reports.queries.js';

/** TypeORM entities of this feature. */
export const reportEntities = [Report];
export { EDITIONS, ReportBuilder, ReportFiles, ReportSources } from './files/index.js';
export type { Edition, FileState } from './files/index.js';
export { chartSvg, chartsOfReport, FORMATS, makeReportFile } from './formats/index.js';
export type { Format, ReportFile } from './formats/index.js';
