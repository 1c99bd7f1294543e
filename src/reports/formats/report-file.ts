import type { ReportDocument } from '../document/index.js';
import { chartsOfReport } from './charts/chart-svg.js';
import { reportCsv } from './data/csv.js';
import { reportJson } from './data/json.js';
import { reportXlsx } from './data/xlsx.js';
import { reportHtml } from './html/html.js';
import { reportPdf } from './pdf/pdf.js';

/** What a report can be taken along as. csv: a ZIP archive with one file for each table. */
export const FORMATS = ['pdf', 'xlsx', 'csv', 'json', 'html'] as const;
export type Format = (typeof FORMATS)[number];

export interface ReportFile {
  /** Fit for any disk: 'impact-report-brookside-primary-school-2026-to-2027-governors.pdf'. */
  readonly name: string;
  readonly mediaType: string;
  readonly content: Uint8Array;
}

/** How far a file is. */
export type Progress = (done: number, of: number) => void;

const MEDIA: Readonly<Record<Format, string>> = {
  pdf: 'application/pdf',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  csv: 'application/zip',
  json: 'application/json',
  html: 'text/html; charset=utf-8',
};
const ENDING: Readonly<Record<Format, string>> = {
  ...{ pdf: 'pdf', xlsx: 'xlsx', csv: 'zip' },
  json: 'json',
  html: 'html',
};

/** Makes one file of a report. Steps are its charts and the file itself. Throws DocumentFailed. */
export async function makeReportFile(
  report: ReportDocument,
  format: Format,
  onProgress: Progress = () => undefined,
): Promise<ReportFile> {
  const drawn = format === 'pdf' || format === 'html';
  const charts = drawn ? report.sections.flatMap((it) => it.charts).length : 0;
  const steps = charts + 1;
  let done = 0;
  onProgress(done, steps);
  const pictures = drawn
    ? await chartsOfReport(report, () => onProgress(++done, steps))
    : new Map<string, string>();
  const content = await contentOf(report, format, pictures);
  onProgress(steps, steps);
  return { name: fileName(report, format), mediaType: MEDIA[format], content };
}

async function contentOf(
  report: ReportDocument,
  format: Format,
  charts: ReadonlyMap<string, string>,
): Promise<Uint8Array> {
  if (format === 'pdf') return reportPdf(report, charts);
  if (format === 'xlsx') return reportXlsx(report);
  if (format === 'csv') return reportCsv(report);
  return Buffer.from(format === 'json' ? reportJson(report) : reportHtml(report, charts));
}

function fileName({ school, cycle, readers }: ReportDocument, format: Format): string {
  const words = ['impact report', school.name, cycle.title, ...(readers === 'leaders' ? [] : [readers])];
  const plain = words
    .join(' ')
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 120);
  return `${plain}.${ENDING[format]}`;
}
