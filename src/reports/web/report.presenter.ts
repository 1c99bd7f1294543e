import { SECTIONS } from '../../../workflows/report/report.types.js';
import { localDate } from '../../platform/calendar/index.js';
import { capital, longDate, money, paths, plainDate } from '../../web/index.js';
import type { Link, PageModel } from '../../web/index.js';
import { amount } from '../amount.js';
import type { ReportDocument } from '../document/index.js';
import { KEY_FIGURES } from '../formats/shown/shown-of.js';
import { presentContents } from './contents.presenter.js';
import type { ContentsModel } from './contents.presenter.js';
import { EDITION_WORDS, isWhole } from './editions.js';
import type { OpenReport } from './open-report.js';
import { stepsOf } from './open-report.js';
import { figureModel, paragraphs, presentSection, sectionLink, shortTitle } from './section.presenter.js';
import type { FigureModel, SectionModel } from './section.presenter.js';
import { stepLinks } from './steps.js';
import type { StepLink } from './steps.js';

export interface ReportModel extends PageModel {
  readonly heading: string;
  readonly lede: string;
  readonly edition: string;
  readonly contents: ContentsModel;
  /** What whoever looks can do now with the whole report, and what not yet. */
  readonly part: PartModel;
  readonly keyFigures: readonly FigureModel[];
  readonly first: SectionModel;
  /** A sentence of each section, leading there. */
  readonly headlines: readonly { readonly link: Link; readonly text: string }[];
  readonly isEmpty: boolean;
  readonly addendum: readonly string[];
  readonly errata: readonly {
    readonly title: string;
    readonly words: readonly string[];
    readonly changes: readonly string[];
  }[];
}

export interface PartModel {
  readonly text: string;
  readonly can: readonly StepLink[];
  readonly notYet: readonly { readonly label: string; readonly why: string }[];
  /** The next section to read, for those who sign sections off. */
  readonly next: Link | null;
}

/** The year on one page. Pure. `reader`: id of whoever looks. */
export function presentReport(
  report: OpenReport,
  reader: { readonly id: string; readonly roles: readonly string[] },
): ReportModel {
  const { document } = report;
  const [first, ...others] = document.sections;
  if (!first) throw new Error('A report begins with the year on one page.');
  return {
    title: `Impact ${document.cycle.title}`,
    heading: `What changed in ${document.cycle.title}`,
    lede: ledeOf(report),
    edition: EDITION_WORDS[report.edition].means,
    contents: presentContents(report, 'year', reader.roles),
    part: presentPart(report, reader.id),
    keyFigures: keyFigures(report),
    first: presentSection(first, report),
    headlines: others.flatMap(({ id, title, headline }) =>
      headline === '' ? [] : [{ link: sectionLink(report, id, shortTitle(title)), text: headline }],
    ),
    isEmpty: document.edition === 0,
    addendum: paragraphs(document.addendum ?? ''),
    errata: document.errata.map(({ edition, publishedAt, words, changes }) => ({
      title: `Corrected on ${plainDate(localDate(publishedAt))}, edition ${edition}`,
      words: paragraphs(words),
      changes: changes.map(
        ({ name, unit, before, after }) => `${name}: was ${said(before, unit)}, is ${said(after, unit)}`,
      ),
    })),
  };
}

const said = (
  { value, of }: { readonly value: number | null; readonly of: number | null },
  unit: Parameters<typeof amount>[2],
): string => (value === null ? 'not known' : amount(value, of, unit));

/** From which records, and for whom. */
function ledeOf({ document, story, edition }: OpenReport): string {
  if (document.computedAt === null) return 'The figures have not been computed yet.';
  const made = `From the school’s records as they stood on ${longDate(localDate(document.computedAt))}.`;
  if (document.frozenAt !== null) return `${made} Given out on ${plainDate(localDate(document.frozenAt))}.`;
  return edition === 'head' && story ? `${made} ${story.standing}: ${story.explain}` : made;
}

/** What head and governors look for first. What is not known says so and why, and is never nought. */
function keyFigures(report: OpenReport): FigureModel[] {
  const all = report.document.sections.flatMap(({ figures }) => figures);
  return KEY_FIGURES.flatMap((name) => {
    const figure = all.find(({ id }) => id === name);
    if (!figure) return [];
    const href = isWhole(report.document) ? paths.impactFigure.to({ id: report.id, name }) : null;
    const [model] = figureModel(figure, href);
    return [model ? short(model) : absent(figure, href)];
  });
}

/** Small groups are kept back, which is not the same as not known. */
function absent(
  { name, reason }: { readonly name: string; readonly reason: string | null },
  href: string | null,
): FigureModel {
  const isKept = /^Not shown: /.test(reason ?? '');
  const more = capital((reason ?? '').replace(/^Not shown: /, ''));
  return { name, value: isKept ? 'Not shown' : 'Not known', of: '', more, href };
}

/** Whole pounds are enough at the top of a page. */
function short(model: FigureModel): FigureModel {
  const pence = /^£([\d,]+)\.(\d\d)$/.exec(model.value);
  return pence ? { ...model, value: money(Number(pence[1]?.replaceAll(',', '')) * 100) } : model;
}

export function presentPart(report: OpenReport, reader: string): PartModel {
  const { can, cannot } = stepsOf(report, reader);
  const reads = can.some(({ event }) => event === 'READ');
  const unread = report.document.sections.find(
    ({ id }) =>
      isMain(id) &&
      !report.standing?.read.some((it) => it === id) &&
      !report.standing?.asked.some((it) => it === id),
  );
  const writes = can.some(({ event }) => event === 'WRITE_SECTION');
  const answers = can.some(({ event }) => event === 'ANSWER');
  return {
    text: partText({ reads, writes, answers }, report),
    can: stepLinks(report.id, can),
    notYet: cannot
      .filter(({ event, label, why }) => WORTH_SAYING.has(event) && !why.includes(`"${label}"`))
      .map(({ label, why }) => ({ label, why })),
    next: nextLink(report, { reads, writes, answers, unread }),
  };
}

const WORTH_SAYING = new Set(['SUBMIT', 'SEND_PAPERS', 'PUBLISH', 'READ']);

interface Mine {
  readonly reads: boolean;
  readonly writes: boolean;
  readonly answers: boolean;
}

function partText({ reads, writes, answers }: Mine, { document, edition }: OpenReport): string {
  if (reads)
    return 'Say that you have read each section, or ask about it. What you ask comes back to you answered.';
  if (writes)
    return 'Say what the figures mean, section by section, and what is not known. Nobody is named: governors and staff read it too.';
  if (answers) return 'Some sections were asked about. Each answer is read again; the rest stands.';
  if (document.edition === 0)
    return 'The figures are computed from the records six weeks before the governors meet.';
  return EDITION_WORDS[edition].means;
}

type Section = ReportDocument['sections'][number];

function nextLink(
  report: OpenReport,
  { reads, writes, answers, unread }: Mine & { unread: Section | undefined },
): Link | null {
  const asked = report.standing?.asked[0];
  if (answers && asked)
    return {
      href: paths.impactWrite.to({ id: report.id, section: asked }),
      text: 'Answer the first question',
    };
  if (writes) {
    const empty = report.document.sections.find(
      ({ id, commentary }) => isMain(id) && commentary.trim() === '',
    );
    return empty
      ? {
          href: paths.impactWrite.to({ id: report.id, section: empty.id }),
          text: `Write about ${lower(shortTitle(empty.title))}`,
        }
      : null;
  }
  return reads && unread ? sectionLink(report, unread.id, `Read ${lower(shortTitle(unread.title))}`) : null;
}

const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
const isMain = (id: string): boolean => MAIN.has(id);
const MAIN = new Set<string>(SECTIONS);
