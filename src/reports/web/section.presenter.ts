import { capital, paths, withQuery } from '../../web/index.js';
import type { Link } from '../../web/index.js';
import { amount } from '../amount.js';
import { isNotShown } from '../document/index.js';
import type { DocumentFigure, DocumentSection, Item, Table } from '../document/index.js';
import { cellInWords, figureInWords } from '../formats/shown/in-words.js';
import { barsOf } from './bars.js';
import type { BarsModel } from './bars.js';
import type { OpenReport } from './open-report.js';
import { isWhole } from './editions.js';

export interface FigureModel {
  readonly name: string;
  readonly value: string;
  /** Stands beside the value: 'of 97 people'. */
  readonly of: string;
  readonly more: string;
  readonly href: string | null;
}

export interface TableModel {
  readonly id: string;
  readonly title: string;
  readonly columns: readonly {
    readonly title: string;
    readonly isNumber: boolean;
    readonly href: string | null;
  }[];
  readonly rows: readonly (readonly {
    readonly text: string;
    readonly label: string;
    readonly isNumber: boolean;
  }[])[];
  readonly note: string;
  /** Why some cells have no number. */
  readonly missing: readonly string[];
}

export interface SectionModel {
  readonly id: string;
  readonly title: string;
  readonly headline: string;
  readonly lines: readonly string[];
  readonly figures: readonly FigureModel[];
  readonly charts: readonly BarsModel[];
  readonly tables: readonly TableModel[];
  readonly items: readonly {
    readonly title: string;
    readonly items: readonly { readonly text: string; readonly because: string }[];
  }[];
  /** What the CPD leader says, by paragraphs. */
  readonly commentary: readonly string[];
  readonly notKnown: readonly string[];
}

const ITEMS: Readonly<Record<Item['kind'], string>> = {
  example: 'Examples that people agreed to have told',
  stop: 'Stop',
  keep: 'Keep',
  change: 'Change',
  ask: 'Asked for next year',
};

/** A section as every page of the report shows it. Pure. */
export function presentSection(section: DocumentSection, report: OpenReport): SectionModel {
  const figureHref = isWhole(report.document)
    ? (name: string, part?: string) => withQuery(paths.impactFigure.to({ id: report.id, name }), { part })
    : null;
  const kinds = [...new Set(section.items.map(({ kind }) => kind))];
  return {
    ...{ id: section.id, title: section.title, headline: section.headline, lines: section.lines },
    figures: section.figures.flatMap((figure) => figureModel(figure, figureHref?.(figure.id) ?? null)),
    charts: section.charts.map((chart) => {
      const name = chart.id.replace(/-chart$/, '');
      return barsOf(chart, section.tables, figureHref && ((label) => figureHref(name, label)));
    }),
    tables: section.tables.map((table) => tableModel(table, figureHref)),
    items: kinds.map((kind) => ({
      title: ITEMS[kind],
      items: section.items.filter((it) => it.kind === kind).map(({ text, because }) => ({ text, because })),
    })),
    commentary: paragraphs(section.commentary),
    notKnown: section.notKnown,
  };
}

/** A figure with what stands beside it: of how many, and what earlier years had. What is not known has no figure here. */
export function figureModel(figure: DocumentFigure, href: string | null): FigureModel[] {
  const said = figureInWords(figure);
  if (said === null) return [];
  const [last] = figure.earlier;
  const before =
    last && `${last.cycle}: ${last.value === null ? 'not known' : amount(last.value, last.of, figure.unit)}`;
  return [
    {
      name: said.name,
      value: said.value.replace(/\.00$/, ''),
      of: said.of,
      more: before ?? '',
      href,
    },
  ];
}

function tableModel(table: Table, figureHref: ((name: string) => string) | null): TableModel {
  const missing = new Set(table.rows.flat().flatMap((cell) => (isNotShown(cell) ? cell.notShown : [])));
  return {
    ...{ id: table.id, title: table.title, note: table.note, missing: [...missing] },
    columns: table.columns.map(({ title, type, figureId }) => ({
      ...{ title: capital(title), isNumber: type !== 'text' },
      href: figureId === null ? null : (figureHref?.(figureId) ?? null),
    })),
    rows: table.rows.map((row) =>
      row.map((cell, at) => {
        const { type = 'text', title = '' } = table.columns[at] ?? {};
        const text = cellInWords(cell, type);
        return { text: at === 0 ? capital(text) : text, label: capital(title), isNumber: type !== 'text' };
      }),
    ),
  };
}

export const paragraphs = (text: string): string[] =>
  text.split(/\n\s*\n/).filter((part) => part.trim() !== '');

/** Short enough for a list of sections: what stands before the colon. */
export const shortTitle = (title: string): string => title.split(':')[0] ?? title;

export const sectionLink = ({ id, edition }: OpenReport, section: string, text: string): Link => ({
  href: withQuery(
    section === 'year' ? paths.impactReport.to({ id }) : paths.impactSection.to({ id, section }),
    { edition: edition === 'head' ? undefined : edition },
  ),
  text,
});
