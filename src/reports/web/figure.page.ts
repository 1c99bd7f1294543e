import { z } from 'zod';
import { Refused } from '../../api/index.js';
import { capital, count, get, paths, show, view, withQuery } from '../../web/index.js';
import type { Link, PageModel } from '../../web/index.js';
import { amount, hours, pounds } from '../amount.js';
import { labelOfPath } from '../labels.js';
import { openReport } from './open-report.js';
import { sectionLink, shortTitle } from './section.presenter.js';

interface FigurePageModel extends PageModel {
  readonly name: string;
  readonly value: string;
  readonly words: string;
  readonly computed: string;
  readonly part: { readonly text: string; readonly all: string } | null;
  readonly lede: string;
  readonly records: readonly {
    readonly label: string;
    readonly href: string | null;
    readonly part: string;
    readonly counts: string;
    readonly amount: string;
  }[];
  readonly earlierPage: Link | null;
  readonly nextPage: Link | null;
  readonly earlier: readonly string[];
}

const figureView = view<FigurePageModel>('reports/web/figure.njk');
const PAGE = 500;
const SHOWN = 100;
const answer = z.object({
  total: z.int(),
  records: z.array(
    z.object({
      kind: z.string(),
      id: z.string(),
      label: z.string(),
      part: z.array(z.string()),
      counts: z.boolean(),
      amount: z.number(),
    }),
  ),
});
/** Records that have a page of their own. */
const WITH_PAGE = new Set(['need', 'booking', 'activity', 'evaluation', 'impact', 'plan', 'report', 'cycle']);

/** A figure: what is counted, what it came to, and the records behind it. */
export const figurePage = get(paths.impactFigure, async (visit) => {
  const { id, name } = visit.params;
  const report = await openReport(visit, id);
  const section = report.document.sections.find(
    ({ id: one, figures, tables }) =>
      one !== 'year' &&
      (figures.some((it) => it.id === name) ||
        tables.some(({ columns }) => columns.some(({ figureId }) => figureId === name))),
  );
  const definition = report.document.definitions.find((it) => it.id === name);
  if (!definition) throw new Refused(404, 'not-found', 'The report has no such figure.');
  const figure = report.document.sections.flatMap(({ figures }) => figures).find((it) => it.id === name);
  const from = Math.max(0, Number.parseInt(visit.query['from'] ?? '0', 10) || 0);
  const part = visit.query['part'] ?? null;
  const asked = await visit.ask('reports.records', answer, {
    params: { id, name },
    query: part === null ? { limit: SHOWN, offset: from } : { limit: PAGE },
  });
  const records = asked.records.filter(
    (it) => part === null || labelOfPath(it.part) === part || it.part.includes(part),
  );
  const here = paths.impactFigure.to({ id, name });
  const pageAt = (offset: number, text: string): Link => ({
    href: withQuery(here, { from: String(offset) }),
    text,
  });
  return show(figureView, {
    title: definition.name,
    back: section
      ? sectionLink(report, section.id, shortTitle(section.title))
      : { href: paths.impactReport.to({ id }), text: 'Impact report' },
    name: definition.name,
    words: definition.words,
    value: !figure
      ? ''
      : figure.value === null
        ? `Not known. ${figure.reason ?? ''}`
        : amount(figure.value, figure.of, figure.unit),
    computed: 'The records are shown as they stand now. What was published stays as it was.',
    part: part === null ? null : { text: capital(part), all: here },
    lede: `${capital(count(part === null ? asked.total : records.length, 'record'))} behind this figure.`,
    records: records.map((it) => ({
      label: it.label,
      href: WITH_PAGE.has(it.kind) ? paths.record.to({ id: it.id }) : null,
      part: capital(labelOfPath(it.part)),
      counts: it.counts ? 'yes' : 'no',
      amount:
        definition.unit === 'pence'
          ? pounds(it.amount)
          : definition.unit === 'minutes'
            ? hours(it.amount)
            : '',
    })),
    earlierPage: part === null && from > 0 ? pageAt(Math.max(0, from - SHOWN), 'Earlier records') : null,
    nextPage: part === null && from + SHOWN < asked.total ? pageAt(from + SHOWN, 'Further records') : null,
    earlier: (figure?.earlier ?? []).map(
      ({ cycle, value, of }) =>
        `${cycle}: ${value === null ? 'not known' : amount(value, of, definition.unit)}`,
    ),
  });
});
