import type { FigureView, ReportView, SectionView } from '../report-view.js';
import { chartsOf } from './charts.js';
import type { DocumentFigure, DocumentSection, Readers, ReportDocument } from './document.js';
import { headlineOf } from './headlines.js';
import { methodOf } from './method.js';
import { tablesOf } from './tables.js';

/** For whom a report was made, and when it was frozen (an instant; null: it is still being written). */
export interface Made {
  readonly readers: Readers;
  readonly frozenAt: string | null;
}

/** The report as every format shows it: made from the figures as they were computed, and from nothing else. Pure. */
export function documentOf(report: ReportView, { readers, frozenAt }: Made): ReportDocument {
  const sections = report.sections.map((it) => sectionOf(it, report, readers));
  return {
    school: { name: report.school, urn: report.urn },
    cycle: { title: report.year, startsOn: report.startsOn, endsOn: report.endsOn },
    ...{ readers, edition: report.edition, computedAt: report.computedAt, frozenAt },
    dataVersion: report.dataVersion,
    sections: [onePage(report, sections), ...sections],
    definitions: report.sections.flatMap(({ section, figures }) =>
      figures.map(({ name, title, words, unit }) => ({ id: name, name: title, section, words, unit })),
    ),
    errata: report.errata.map(({ edition, at, words, changes }) => ({
      edition,
      publishedAt: at,
      words,
      changes,
    })),
    addendum: report.addendum,
  };
}

function sectionOf(section: SectionView, report: ReportView, readers: Readers): DocumentSection {
  const tables = tablesOf(section);
  return {
    ...{ id: section.section, title: section.title, headline: headlineOf(section) },
    lines: section.section === 'method' ? methodOf(report, readers) : [],
    figures: section.figures.filter((it) => !it.inTable).map(figureOf),
    ...{ tables, charts: chartsOf(section, tables), items: section.items },
    commentary: section.commentary,
    notKnown: [
      ...section.figures.flatMap(({ title, value, reason, inTable }) =>
        value === null && !inTable ? `${title}: ${reason ?? ''}` : [],
      ),
      ...(section.notKnown === '' ? [] : [section.notKnown]),
    ],
  };
}

const figureOf = ({
  name,
  title,
  unit,
  appendix,
  value,
  of,
  reason,
  earlier,
}: FigureView): DocumentFigure => ({
  ...{ id: name, name: title, definitionId: name, unit, appendix, value, of, reason, earlier },
});

/** What a governor reads when they read one page: the school priorities, and the headline of each section that has one. */
function onePage(report: ReportView, sections: readonly DocumentSection[]): DocumentSection {
  return {
    ...{ id: 'year', title: 'The year on one page', headline: `${report.school}, ${report.year}` },
    lines: sections.map(({ headline }) => headline).filter((it) => it !== ''),
    figures: [],
    tables: sections
      .flatMap(({ tables }) => tables)
      .filter(({ id }) => id === 'by-priority')
      .map((table) => ({ ...table, id: `year-${table.id}` })),
    ...{ charts: [], items: [], commentary: '', notKnown: [] },
  };
}
