import { z } from 'zod';
import { Refused } from '../../api/index.js';
import { answerForm, get, goTo, paths, post, presentForm, show, view } from '../../web/index.js';
import type {
  Fields,
  FieldErrors,
  FormModel,
  FormSpec,
  Link,
  PageModel,
  Reply,
  Visit,
} from '../../web/index.js';
import { presentContents } from './contents.presenter.js';
import type { ContentsModel } from './contents.presenter.js';
import { openReport, stepsOf } from './open-report.js';
import { presentPart } from './report.presenter.js';
import { questionsOf, sectionOf } from './section.pages.js';
import type { QuestionModel } from './section.pages.js';
import { sectionLink, shortTitle } from './section.presenter.js';
import type { SectionModel } from './section.presenter.js';

interface WriteModel extends PageModel {
  readonly section: SectionModel;
  readonly contents: ContentsModel;
  readonly year: string;
  readonly form: FormModel;
  readonly errors: FormModel['errors'];
  /** The version that was shown; sent back with what is written. */
  readonly version: number;
  readonly questions: readonly QuestionModel[];
  readonly answer: { readonly form: FormModel; readonly action: string } | null;
  readonly canWrite: boolean;
  /** What somebody else wrote meanwhile. */
  readonly theirs: string | null;
  readonly cancel: Link;
}

const writeView = view<WriteModel>('reports/web/write.njk');
const stored = z.object({ commentary: z.string(), notKnown: z.string(), version: z.int() });

const spec: FormSpec = {
  text: {
    label: 'What the figures mean',
    hint: 'A few sentences: what changed, what helped, what did not. No names: governors and staff read this.',
    most: 20_000,
    noun: 'the commentary',
  },
  notKnown: {
    label: 'What is not known',
    hint: 'What these figures cannot say. It stands beside what the records lack.',
    most: 8000,
  },
};
const answerSpec: FormSpec = {
  answer: {
    label: 'Your answer',
    hint: 'No names. Whoever asked reads the section again.',
    most: 8000,
    noun: 'an answer',
  },
};

const draftOf = (id: string, section: string): string => `report-write:${id}:${section}`;
const answerDraftOf = (id: string, section: string): string => `report-answer:${id}:${section}`;

export const writePage = get(paths.impactWrite, (visit) => writing(visit, {}));

export const saveWriting = post(paths.impactWrite, async (visit) => {
  const { id, section } = visit.params;
  const { fields } = visit;
  const isDone = fields.text('_what') !== 'save';
  const text = {
    version: Number(fields.text('version')),
    text: fields.text('text'),
    notKnown: fields.text('notKnown'),
  };
  const send = (): Promise<unknown> =>
    isDone
      ? visit.tell('reports.writeSection', { params: { id }, body: { section, ...text } })
      : visit.tell('reports.save', { params: { id, section }, body: text });
  try {
    return await answerForm(visit, {
      spec,
      send,
      draftName: draftOf(id, section),
      next: isDone ? paths.impactReport.to({ id }) : paths.impactWrite.to({ id, section }),
      flash: { title: isDone ? 'This section is written' : 'Saved' },
      again: (errors) => writing(visit, { errors, sent: fields }),
    }).then((reply) => (isDone && reply.kind === 'goTo' ? onwards(visit) : reply));
  } catch (error) {
    if (error instanceof Refused && error.code === 'nothing-written')
      return writing(visit, { errors: { text: 'Write something about this section first' }, sent: fields });
    if (error instanceof Refused && error.code === 'version-moved-on')
      return writing(visit, {
        errors: { text: 'Somebody else has written here since: both texts are below' },
        sent: fields,
        moved: true,
      });
    throw error;
  }
});

/** On to the next section without a word. */
async function onwards(visit: Visit<'id' | 'section'>): Promise<Reply> {
  const { id, section } = visit.params;
  const report = await openReport(visit, id);
  const { next } = presentPart(report, visit.visitor.person);
  return goTo(next?.href ?? paths.impactReport.to({ id }), {
    title: `“${shortTitle(sectionOf(report, section).title)}” is written`,
    ...(next ? {} : { text: 'Every section has its commentary: the report can go to the head.' }),
  });
}

export const sendAnswer = post(paths.impactAnswer, (visit) => {
  const { id, section } = visit.params;
  return answerForm(visit, {
    spec: answerSpec,
    draftName: answerDraftOf(id, section),
    send: () =>
      visit.tell('reports.answer', {
        params: { id },
        body: { section, answer: visit.fields.text('answer') },
      }),
    next: paths.impactReport.to({ id }),
    flash: { title: 'Your answer is with whoever asked' },
    again: (answerErrors) => writing(visit, { answerErrors, answerSent: visit.fields }),
  });
});

interface Again {
  readonly errors?: FieldErrors;
  readonly sent?: Fields;
  readonly moved?: boolean;
  readonly answerErrors?: FieldErrors;
  readonly answerSent?: Fields;
}

async function writing(visit: Visit<'id' | 'section'>, again: Again): Promise<Reply> {
  const { id, section: name } = visit.params;
  const report = await openReport(visit, id);
  const section = sectionOf(report, name);
  const now = await visit.ask('reports.section', stored, { params: { id, section: name } });
  const events = new Set(stepsOf(report, visit.visitor.person).can.map(({ event }) => event));
  const [draftName, answerDraft] = [draftOf(id, name), answerDraftOf(id, name)];
  const form = presentForm(spec, {
    stored: { text: now.commentary, notKnown: now.notKnown },
    ...{ sent: again.sent, errors: again.errors ?? {}, draftName, draft: await visit.drafts.read(draftName) },
  });
  const answers = events.has('ANSWER') && (report.standing?.asked.some((it) => it === name) ?? false);
  const answering = presentForm(answerSpec, {
    ...{ sent: again.answerSent, errors: again.answerErrors ?? {}, draftName: answerDraft },
    draft: await visit.drafts.read(answerDraft),
  });
  return show(
    writeView,
    {
      title: `Write: ${shortTitle(section.title)}`,
      back: sectionLink(report, name, shortTitle(section.title)),
      ...{ section, form, errors: [...form.errors, ...answering.errors] },
      contents: presentContents(report, name, visit.visitor.roles),
      year: report.document.cycle.title,
      // Whoever saw the other text may write over it.
      version: now.version,
      questions: await questionsOf(visit, id, name),
      answer: answers ? { form: answering, action: paths.impactAnswer.to({ id, section: name }) } : null,
      canWrite: events.has('WRITE_SECTION'),
      theirs: again.moved ? now.commentary : null,
      cancel: sectionLink(report, name, 'Back to the section'),
    },
    again.sent || again.answerSent ? 422 : 200,
  );
}
