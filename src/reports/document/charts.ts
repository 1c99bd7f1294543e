import { amount } from '../amount.js';
import { labelOfPath } from '../labels.js';
import type { FigureView, SectionView } from '../report-view.js';
import type { Bar, ChartData, Table } from './document.js';

/** The figure of each section whose breakdown is worth a picture. */
const DRAWN: readonly string[] = [
  ...['prioritiesMet', 'budget', 'needsRaised', 'staffReached', 'hoursByKind', 'metByKind', 'cashByTheme'],
];
/** More than this nobody can read, and fewer than two bars compare nothing. */
const BARS = { least: 2, most: 14 };

/** Charts of breakdowns that stand in one of the tables. Pure. */
export function chartsOf({ figures }: SectionView, tables: readonly Table[]): ChartData[] {
  return figures
    .filter(({ name, value }) => DRAWN.includes(name) && value !== null)
    .flatMap((figure) => chartOf(figure, tables) ?? []);
}

function chartOf(figure: FigureView, tables: readonly Table[]): ChartData | null {
  const table = tables.find((it) => it.columns.some(({ figureId }) => figureId === figure.name));
  const { name, title, unit, parts } = figure;
  if (!table || parts.length < BARS.least || parts.length > BARS.most) return null;
  const said = parts.map((part) => `${labelOfPath(part.path)}: ${amount(part.value, part.of, unit)}`);
  return {
    ...{ id: `${name}-chart`, title, tableId: table.id },
    type: unit === 'pence' || unit === 'minutes' ? unit : 'count',
    description: `${title}. ${said.join('; ')}.`,
    bars: parts.flatMap((part) => barsOf(labelOfPath(part.path), part)),
  };
}

/** Of a share both sides are drawn, one on the other. */
function barsOf(label: string, { value, of }: FigureView['parts'][number]): Bar[] {
  if (of === null) return [{ label, series: 'total', value }];
  return [
    { label, series: 'yes', value },
    { label, series: 'no', value: of - value },
  ];
}
