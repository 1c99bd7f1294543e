import { renderPdf } from '../../../platform/documents/index.js';
import type { ReportDocument } from '../../document/index.js';
import { shownOf } from '../shown/shown-of.js';

const TEMPLATE = 'reports/formats/pdf/report.typ';
/** Where nothing was computed yet, a document still needs a date; the same one makes the same file. */
const NO_DATE = '2000-01-01T00:00:00.000Z';

/** A report as tagged PDF (PDF/UA-1). The same report makes the same file. Throws DocumentFailed. */
export function reportPdf(report: ReportDocument, charts: ReadonlyMap<string, string>): Promise<Uint8Array> {
  const madeAt = report.frozenAt ?? report.computedAt ?? NO_DATE;
  return renderPdf(TEMPLATE, breakable(shownOf(report, charts)), { madeAt });
}

/** Longest run without a space that surely fits into a column. */
const RUN = 24;
const BREAK = '\u200b';

/** The same with places to break in words without end, so that none runs off the page; pictures stay as they are. */
function breakable<T>(shown: T): T {
  const walk = (value: unknown, key: string): unknown => {
    if (typeof value === 'string') return key === 'svg' ? value : broken(value);
    if (Array.isArray(value)) return value.map((it) => walk(it, key));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, it]) => [name, walk(it, name)]));
  };
  return walk(shown, '') as T;
}

const broken = (text: string): string =>
  text.replace(/\S{38,}/g, (run) =>
    Array.from(run, (sign, at) => (at % RUN === RUN - 1 ? sign + BREAK : sign)).join(''),
  );
