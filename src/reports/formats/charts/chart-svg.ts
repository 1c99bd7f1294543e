import { allowedInXml, renderChart } from '../../../platform/documents/index.js';
import type { ChartData, ReportDocument } from '../../document/index.js';
import { chartSpec } from './chart-spec.js';

/** Every chart of a report as SVG, by its id: the same picture in page, PDF and file. */
export async function chartsOfReport(
  { sections }: Pick<ReportDocument, 'sections'>,
  onDrawn: () => void = () => undefined,
): Promise<Map<string, string>> {
  const drawn = new Map<string, string>();
  for (const chart of sections.flatMap(({ charts }) => charts)) {
    drawn.set(chart.id, await chartSvg(chart));
    onDrawn();
  }
  return drawn;
}

/** One chart as SVG with a name and a description, each bar with its own words. Throws DocumentFailed. */
export async function chartSvg(chart: ChartData): Promise<string> {
  return accessible(allowedInXml(await renderChart(chartSpec(chart))), chart);
}

/**
 * Vega gives each bar its role and words; the picture as a whole gets its own here. Ids inside become the chart's own,
 * because several charts stand on one page. Pure.
 */
export function accessible(svg: string, { id, title, description }: ChartData): string {
  const name = id.replaceAll(/[^\w-]/g, '-');
  const own = svg
    .replaceAll(/\bid="(\w+)"/g, `id="${name}-$1"`)
    .replaceAll(/url\(#(\w+)\)/g, `url(#${name}-$1)`);
  const opening =
    `role="graphics-document" aria-roledescription="chart" aria-labelledby="${name}-title" ` +
    `aria-describedby="${name}-description"`;
  const words = `<title id="${name}-title">${escaped(title)}</title><desc id="${name}-description">${escaped(description)}</desc>`;
  return own.replace(/^<svg ([^>]*)>/, (_, attributes: string) => `<svg ${opening} ${attributes}>${words}`);
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (text: string): string =>
  allowedInXml(text).replace(/[&<>"]/g, (sign) => SIGNS[sign] ?? sign);
