import { SECTIONS } from '../../../workflows/report/report.types.js';
import type { Section } from '../../../workflows/report/report.types.js';
import type { Link } from '../../web/index.js';
import { paths, withQuery } from '../../web/index.js';
import { FORMATS } from '../formats/index.js';
import { EDITION_WORDS, editionsFor } from './editions.js';
import type { OpenReport } from './open-report.js';
import { sectionLink, shortTitle } from './section.presenter.js';

/** The list of sections beside the report: where one is, and what was read. */
export interface ContentsModel {
  readonly main: readonly ContentsLine[];
  readonly further: readonly ContentsLine[];
  readonly files: readonly { readonly action: string; readonly text: string }[];
  readonly definitions: Link;
  readonly whole: Link;
  readonly editions: readonly (Link & { readonly isHere: boolean })[];
}

export interface ContentsLine extends Link {
  readonly note: string;
  readonly isHere: boolean;
  readonly isRead: boolean;
}

const FILE_WORDS: Readonly<Record<string, string>> = {
  pdf: 'PDF',
  xlsx: 'Spreadsheet',
  csv: 'CSV',
  json: 'JSON',
  html: 'Web page',
};

/** Pure. `here`: the section that is shown. */
export function presentContents(report: OpenReport, here: string, roles: readonly string[]): ContentsModel {
  const { id, edition, document } = report;
  const query = { edition: edition === 'head' ? undefined : edition };
  const line = ({ id: section, title }: { id: string; title: string }): ContentsLine => ({
    ...sectionLink(report, section, shortTitle(title)),
    note: section === here ? 'reading now' : noteOf(report, section),
    isHere: section === here,
    isRead: report.standing?.read.includes(section as Section) ?? false,
  });
  const isMain = (section: string) => section === 'year' || SECTIONS.some((it) => it === section);
  return {
    main: document.sections.filter((it) => isMain(it.id)).map(line),
    further: document.sections.filter((it) => !isMain(it.id)).map(line),
    files: FORMATS.map((format) => ({
      action: paths.impactFile.to({ id, edition, format }),
      text: FILE_WORDS[format] ?? format,
    })),
    definitions: {
      href: withQuery(paths.impactDefinitions.to({ id }), query),
      text: 'How each figure is defined',
    },
    whole: {
      href: withQuery(paths.impactWhole.to({ id }), query),
      text: 'The whole report on one page, to print',
    },
    editions: editionsFor(roles).map((one) => ({
      href: withQuery(paths.impactReport.to({ id }), { edition: one }),
      text: EDITION_WORDS[one].name,
      isHere: one === edition,
    })),
  };
}

function noteOf({ standing }: OpenReport, section: string): string {
  if (standing?.asked.includes(section as Section)) return 'asked about';
  return standing?.read.includes(section as Section) ? 'read' : '';
}
