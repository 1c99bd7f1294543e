import { amount } from '../../amount.js';
import { isNotShown } from '../../document/index.js';
import type {
  DocumentSection,
  Erratum,
  FigureChange,
  Item,
  Readers,
  ReportDocument,
  Table,
} from '../../document/index.js';
import { cellInWords, dayInWords, figureInWords, NO_NUMBER } from './in-words.js';
import type { ShownErratum, ShownReport, ShownSection, ShownTable } from './shown.js';

const READERS: Readonly<Record<Readers, string>> = {
  leaders: 'For the head and those who lead professional development',
  governors: 'For governors: totals only, nobody named, small groups taken together or left out',
  staff: 'For all staff: totals only, nobody named, small groups taken together or left out',
};
const ITEMS: Readonly<Record<Item['kind'], string>> = {
  example: 'Examples',
  stop: 'Stop',
  keep: 'Keep',
  change: 'Change',
  ask: 'Asked for',
};
/** What head and governors look for first; those of them that are known open the year on one page. */
export const KEY_FIGURES = [
  ...['prioritiesMet', 'spent', 'statutoryCurrent', 'needsMet', 'staffReached', 'inHouseShare'],
];

/** A report in words. `charts`: the SVG of each chart by its id; without one a chart stands in its table only. Pure. */
export function shownOf(report: ReportDocument, charts: ReadonlyMap<string, string>): ShownReport {
  const sections = report.sections.map((it) => sectionOf(it, charts, (appendix) => !appendix));
  const appendix = report.sections.map((it) => sectionOf(it, new Map(), (isAppendix) => isAppendix));
  const [first, ...others] = sections;
  const year = first && { ...first, figures: keyFigures(report) };
  return {
    title: 'Impact of professional development',
    ...{ school: report.school.name, year: report.cycle.title, readers: READERS[report.readers] },
    about: aboutOf(report),
    sections: [...(year ? [year] : []), ...others].filter(saysSomething),
    appendix: appendix
      .filter(({ figures }) => figures.length > 0)
      .map((it) => ({ ...it, headline: '', lines: [], commentary: '', notKnown: [], items: [] })),
    definitions: report.definitions.map(({ name, words }) => ({ name, words })),
    addendum: report.addendum ?? '',
    errata: report.errata.map(erratumOf),
  };
}

function aboutOf({ edition, computedAt, frozenAt, school }: ReportDocument): string {
  const urn = school.urn === null ? '' : ` URN ${school.urn}.`;
  if (edition === 0 || computedAt === null) return `The figures have not been computed yet.${urn}`;
  const frozen =
    frozenAt === null
      ? 'It is still being written.'
      : `As it was given out on ${dayInWords(frozenAt)}; later corrections stand at the end.`;
  return `Written from the school’s own records as they stood on ${dayInWords(computedAt)}, edition ${edition}. ${frozen}${urn}`;
}

function sectionOf(
  section: DocumentSection,
  charts: ReadonlyMap<string, string>,
  wanted: (appendix: boolean) => boolean,
): ShownSection {
  const own = section.figures.filter(({ appendix }) => wanted(appendix));
  const ids = new Set(own.map(({ definitionId }) => definitionId));
  const all = new Set(section.figures.map(({ definitionId }) => definitionId));
  const belongs = ({ columns }: Table): boolean =>
    columns.some(({ figureId }) => figureId !== null && ids.has(figureId)) ||
    (wanted(false) && !columns.some(({ figureId }) => figureId !== null && all.has(figureId)));
  return {
    ...{ id: section.id, title: section.title, headline: section.headline, lines: section.lines },
    figures: own.flatMap((it) => figureInWords(it) ?? []),
    charts: section.charts.flatMap(({ id, title, description }) => {
      const svg = charts.get(id);
      return svg === undefined ? [] : [{ title, alt: description, svg }];
    }),
    tables: section.tables.filter(belongs).map(tableOf),
    items: itemsOf(section.items),
    ...{ commentary: section.commentary, notKnown: section.notKnown },
  };
}

function keyFigures({ sections }: ReportDocument): ShownSection['figures'] {
  const all = sections.flatMap(({ figures }) => figures);
  return KEY_FIGURES.flatMap((id) => {
    const found = all.find((it) => it.id === id);
    return (found && figureInWords(found)) ?? [];
  });
}

function itemsOf(items: readonly Item[]): ShownSection['items'] {
  const kinds = [...new Set(items.map(({ kind }) => kind))];
  return kinds.map((kind) => ({
    title: ITEMS[kind],
    items: items.filter((it) => it.kind === kind).map(({ text, because }) => ({ text, because })),
  }));
}

function tableOf({ title, columns, rows, note }: Table): ShownTable {
  const reasons = new Set(rows.flat().flatMap((cell) => (isNotShown(cell) ? cell.notShown : [])));
  const missing = reasons.size === 0 ? [] : [`${NO_NUMBER} ${[...reasons].join(' ')}`];
  return {
    title,
    columns: columns.map((column) => ({ title: column.title, number: column.type !== 'text' })),
    rows: rows.map((row) => row.map((cell, at) => cellInWords(cell, columns[at]?.type ?? 'text'))),
    note: [...(note === '' ? [] : [note]), ...missing].join(' '),
  };
}

function erratumOf({ edition, publishedAt, words, changes }: Erratum): ShownErratum {
  const said = (unit: FigureChange['unit'], { value, of }: FigureChange['before']): string =>
    value === null ? 'not known' : amount(value, of, unit);
  return {
    ...{ title: `Edition ${edition}, ${dayInWords(publishedAt)}`, words },
    table: {
      title: 'What changed',
      columns: [
        { title: 'Figure', number: false },
        { title: 'As published before', number: true },
        { title: 'Now', number: true },
      ],
      rows: changes.map(({ name, unit, before, after }) => [name, said(unit, before), said(unit, after)]),
      note: '',
    },
  };
}

const saysSomething = (it: ShownSection): boolean =>
  it.headline !== '' ||
  it.commentary !== '' ||
  [it.lines, it.figures, it.charts, it.tables, it.items, it.notKnown].some(({ length }) => length > 0);
