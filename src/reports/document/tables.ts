import type { Section } from '../../../workflows/report/report.types.js';
import { labelOfPath } from '../labels.js';
import type { FigureView, SectionView } from '../report-view.js';
import type { Cell, Column, ColumnType, Table } from './document.js';
import { layouts } from './layouts.js';
import type { Layout } from './layouts.js';

const NOT_RECORDED = { notShown: 'Nothing is recorded here, or it is part of another line.' };

/** The tables of a section: those laid out for it, then one for the breakdown of each figure that is in none. Pure. */
export function tablesOf({ section, figures }: SectionView): Table[] {
  const laidOut = layouts.filter((it) => it.section === section);
  const placed = new Set(laidOut.flatMap((it) => it.figures));
  const alone = figures.filter((it) => !placed.has(it.name)).map((it) => ownLayout(section, it));
  return [...laidOut, ...alone].flatMap((layout) => tableOf(layout, figures) ?? []);
}

/** Null: none of its figures has a breakdown. */
function tableOf(
  { id, title, label, note, figures: names }: Layout,
  all: readonly FigureView[],
): Table | null {
  const figures = names.flatMap((name) => all.find((it) => it.name === name) ?? []);
  const rows = pathsOf(figures);
  const shown = figures.filter((it) => it.parts.length > 0);
  if (rows.length === 0) return null;
  return {
    ...{ id, title, note },
    columns: [
      { id: 'label', title: label, type: 'text', figureId: null },
      ...shown.flatMap((figure) => columnsOf(figure)),
    ],
    rows: rows.map((path) => [labelOfPath(path), ...shown.flatMap((figure) => cellsOf(figure, path))]),
  };
}

const ownLayout = (section: Section, { name, title }: FigureView): Layout => ({
  ...{ id: name, section, title, figures: [name] },
  ...{ label: 'Of these', note: '' },
});

/** The rows of several breakdowns, each once, in the order in which they come. */
function pathsOf(figures: readonly FigureView[]): (readonly string[])[] {
  const paths = new Map<string, readonly string[]>();
  for (const { parts } of figures)
    for (const { path } of parts) if (!paths.has(path.join('\u0000'))) paths.set(path.join('\u0000'), path);
  return [...paths.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, path]) => path);
}

/** A cost for each case also says how many cases: no number without it. */
const isPerCase = ({ unit, parts }: FigureView): boolean =>
  (unit === 'pence' || unit === 'minutes') && parts.some(({ of }) => of !== null);

function columnsOf(figure: FigureView): Column[] {
  const { name, title, unit } = figure;
  const column = { id: name, title, type: typeOf(figure), figureId: name };
  if (!isPerCase(figure)) return [column];
  return [
    column,
    { id: `${name}Cases`, title: unit === 'pence' ? 'Cases' : 'Of', type: 'count', figureId: name },
  ];
}

function typeOf({ unit, parts }: FigureView): ColumnType {
  if (unit === 'pence' || unit === 'minutes') return unit;
  return parts.some(({ of }) => of !== null) ? 'share' : 'count';
}

function cellsOf(figure: FigureView, path: readonly string[]): Cell[] {
  const part = figure.parts.find((it) => it.path.join('\u0000') === path.join('\u0000'));
  if (!part) return isPerCase(figure) ? [NOT_RECORDED, NOT_RECORDED] : [NOT_RECORDED];
  const { value, of } = part;
  if (isPerCase(figure)) return [value, of ?? NOT_RECORDED];
  return [of === null ? value : { value, of }];
}
