import type { DocumentFigure, DocumentSection, ReportDocument } from '../../document/index.js';
import { breakdown, percentOf } from './breakdowns.js';
import type { DataTable, DataValue } from './data-table.js';

/** Every table of a report for machines: the figures, each breakdown, what was written, and what each figure counts. Pure. */
export function dataTables(report: ReportDocument): DataTable[] {
  return [
    aboutOf(report),
    figuresOf(report.sections),
    ...report.sections.flatMap(({ tables }) => tables.map(breakdown)),
    wordsOf(report),
    definitionsOf(report),
  ];
}

function aboutOf({ school, cycle, readers, edition, ...report }: ReportDocument): DataTable {
  const facts: [string, string][] = [
    ['School', school.name],
    ['URN', school.urn ?? ''],
    ['Year', cycle.title],
    ['From', cycle.startsOn ?? ''],
    ['To', cycle.endsOn ?? ''],
    ['For', readers],
    ['Edition', String(edition)],
    ['Figures computed', report.computedAt ?? ''],
    ['Given out', report.frozenAt ?? ''],
    ['Records', report.dataVersion ?? ''],
  ];
  return { id: 'about', title: 'About', columns: [text('What'), text('Value')], rows: facts };
}

const text = (title: string) => ({ title, type: 'text' as const });

/** A figure stands in the column of its unit, so that each column holds one kind of number. */
function figuresOf(sections: readonly DocumentSection[]): DataTable {
  return {
    ...{ id: 'figures', title: 'Figures' },
    columns: [
      ...[text('Section'), text('Figure'), text('Id')],
      { title: 'Number', type: 'count' },
      { title: 'Of', type: 'count' },
      { title: '%', type: 'percent' },
      { title: 'Money (£)', type: 'money' },
      { title: 'Time (minutes)', type: 'minutes' },
      ...[text('Unit'), text('Why there is no number')],
    ],
    rows: sections.flatMap(({ title, figures }) => figures.map((figure) => figureRow(title, figure))),
  };
}

function figureRow(section: string, { id, name, unit, value, of, reason }: DocumentFigure): DataValue[] {
  const isCount = unit !== 'pence' && unit !== 'minutes';
  return [
    ...[section, name, id],
    ...[isCount ? value : null, of],
    isCount && value !== null && of !== null ? percentOf(value, of) : null,
    ...[unit === 'pence' ? value : null, unit === 'minutes' ? value : null],
    ...[unit, reason ?? ''],
  ];
}

function wordsOf({ sections, addendum, errata }: ReportDocument): DataTable {
  const rows = sections.flatMap(({ title, headline, lines, commentary, notKnown, items }) => [
    ...[headline, ...lines].map((it) => [title, 'Headline', it]),
    ...(commentary === '' ? [] : [[title, 'Commentary', commentary]]),
    ...items.map((it) => [title, it.kind, it.because === '' ? it.text : `${it.text} (${it.because})`]),
    ...notKnown.map((it) => [title, 'Not known', it]),
  ]);
  const later = [
    ...(addendum === null ? [] : [['Autumn addendum', 'Commentary', addendum]]),
    ...errata.map((it) => [`Correction, edition ${it.edition}`, 'Correction', it.words]),
  ];
  const columns = [text('Section'), text('Kind'), text('Words')];
  return {
    id: 'words',
    title: 'In words',
    columns,
    rows: [...rows, ...later].filter(([, , it]) => it !== ''),
  };
}

function definitionsOf({ definitions }: ReportDocument): DataTable {
  return {
    ...{ id: 'definitions', title: 'Definitions' },
    columns: [text('Figure'), text('Id'), text('What is counted'), text('Unit')],
    rows: definitions.map(({ name, id, words, unit }) => [name, id, words, unit]),
  };
}
