import { z } from 'zod';
import { answerForm, get, goTo, longDate, paths, post, presentForm, show, view } from '../../web/index.js';
import type { FieldErrors, FormModel, FormSpec, Link, PageModel, Reply, Visit } from '../../web/index.js';
import { localDate } from '../../platform/calendar/index.js';
import { Refused } from '../../api/index.js';
import { presentContents } from './contents.presenter.js';
import type { ContentsModel } from './contents.presenter.js';
import { openReport, stepsOf } from './open-report.js';
import type { OpenReport } from './open-report.js';
import { presentPart } from './report.presenter.js';
import { presentSection, sectionLink, shortTitle } from './section.presenter.js';
import type { SectionModel } from './section.presenter.js';

interface SectionPageModel extends PageModel {
  readonly section: SectionModel;
  readonly year: string;
  readonly contents: ContentsModel;
  readonly questions: readonly QuestionModel[];
  /** Address that says it was read; null where whoever looks cannot. */
  readonly read: string | null;
  readonly isRead: boolean;
  readonly ask: Link | null;
  readonly write: Link | null;
  readonly next: Link | null;
}
export interface QuestionModel {
  readonly body: string;
  readonly asked: string;
  readonly answer: string | null;
}
interface AskModel extends PageModel {
  readonly section: SectionModel;
  readonly form: FormModel;
  readonly errors: FormModel['errors'];
  readonly year: string;
}

const sectionView = view<SectionPageModel>('reports/web/section.njk');
const askView = view<AskModel>('reports/web/ask.njk');
const written = z.object({
  questions: z.array(
    z.object({ body: z.string(), askedAt: z.union([z.date(), z.string()]), answer: z.string().nullable() }),
  ),
});

export async function questionsOf(
  visit: Visit<string>,
  id: string,
  section: string,
): Promise<QuestionModel[]> {
  const { questions } = await visit.ask('reports.section', written, { params: { id, section } });
  return questions.map(({ body, askedAt, answer }) => ({
    ...{ body, answer },
    asked: longDate(localDate(new Date(askedAt).toISOString())),
  }));
}

/** The section of that name. Throws Refused 404. */
export function sectionOf(report: OpenReport, name: string): SectionModel {
  const found = report.document.sections.find(({ id }) => id === name);
  if (!found || name === 'year') throw new Refused(404, 'not-found', 'The report has no such section.');
  return presentSection(found, report);
}

export const sectionPage = get(paths.impactSection, async (visit) => {
  const { id, section: name } = visit.params;
  const report = await openReport(visit, id);
  const section = sectionOf(report, name);
  const events = new Set(stepsOf(report, visit.visitor.person).can.map(({ event }) => event));
  const asks = events.has('ASK') || events.has('GOVERNORS_ASK');
  const sections = report.document.sections;
  const after = sections[sections.findIndex((it) => it.id === name) + 1];
  return show(sectionView, {
    title: shortTitle(section.title),
    back: sectionLink(report, 'year', `Impact ${report.document.cycle.title}`),
    section,
    year: report.document.cycle.title,
    contents: presentContents(report, name, visit.visitor.roles),
    questions: report.edition === 'head' ? await questionsOf(visit, id, name) : [],
    read: events.has('READ') ? paths.impactRead.to({ id, section: name }) : null,
    isRead: report.standing?.read.some((it) => it === name) ?? false,
    ask: asks ? { href: paths.impactAsk.to({ id, section: name }), text: 'Ask about it' } : null,
    write:
      events.has('WRITE_SECTION') ||
      (events.has('ANSWER') && report.standing?.asked.some((it) => it === name))
        ? {
            href: paths.impactWrite.to({ id, section: name }),
            text: events.has('ANSWER')
              ? 'Answer the question'
              : section.commentary.length
                ? 'Change the commentary'
                : 'Write the commentary',
          }
        : null,
    next: after ? sectionLink(report, after.id, shortTitle(after.title)) : null,
  });
});

/** Read: on to the next section that is not. */
export const readSection = post(paths.impactRead, async (visit) => {
  const { id, section } = visit.params;
  await visit.tell('reports.read', { params: { id }, body: { section } });
  const report = await openReport(visit, id);
  const { next } = presentPart(report, visit.visitor.person);
  const name = shortTitle(sectionOf(report, section).title);
  return goTo(next?.href ?? paths.impactReport.to({ id }), {
    title: `You have read “${name}”`,
    ...(next ? {} : { text: 'That was the last one that waited for you.' }),
  });
});

const askSpec: FormSpec = {
  question: {
    label: 'Your question',
    hint: 'The CPD leader answers it here, and you read the section again. Ask about the figures, not about a person.',
    most: 4000,
    noun: 'your question',
  },
};

export const askPage = get(paths.impactAsk, (visit) => askAgain(visit, {}));
export const sendQuestion = post(paths.impactAsk, async (visit) => {
  const { id, section } = visit.params;
  const report = await openReport(visit, id);
  const events = stepsOf(report, visit.visitor.person).can.map(({ event }) => event);
  const operation = events.includes('GOVERNORS_ASK') ? 'reports.governorsAsk' : 'reports.ask';
  return answerForm(visit, {
    spec: askSpec,
    draftName: draftOf(id, section),
    send: () =>
      visit.tell(operation, { params: { id }, body: { section, question: visit.fields.text('question') } }),
    next: paths.impactSection.to({ id, section }),
    flash: {
      title: 'Your question is noted',
      text: 'The CPD leader is told, and the answer comes back to you.',
    },
    again: (errors) => askAgain(visit, errors, visit.fields),
  });
});

const draftOf = (id: string, section: string): string => `report-ask:${id}:${section}`;

async function askAgain(
  visit: Visit<'id' | 'section'>,
  errors: FieldErrors,
  sent?: Visit<string>['fields'],
): Promise<Reply> {
  const { id, section } = visit.params;
  const report = await openReport(visit, id);
  const draftName = draftOf(id, section);
  const form = presentForm(askSpec, { errors, sent, draftName, draft: await visit.drafts.read(draftName) });
  const model = sectionOf(report, section);
  return show(
    askView,
    {
      title: `Ask about ${shortTitle(model.title)}`,
      back: sectionLink(report, section, shortTitle(model.title)),
      section: model,
      year: report.document.cycle.title,
      ...{ form, errors: form.errors },
    },
    sent ? 422 : 200,
  );
}
