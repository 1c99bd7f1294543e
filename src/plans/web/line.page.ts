import { Refused } from '../../api/index.js';
import {
  answerForm,
  get,
  goTo,
  paths,
  post,
  presentForm,
  show,
  view,
  writtenMoney,
} from '../../web/index.js';
import type {
  Draft,
  FieldErrors,
  Fields,
  FormModel,
  FormSpec,
  PageModel,
  Reply,
  Typed,
  Visit,
} from '../../web/index.js';
import { mustReadPlan } from './plan.facts.js';
import type { PlanFacts, PlanLine } from './plan.facts.js';
import { PROVISION_WORDS } from './plan.presenter.js';

interface LineModel extends PageModel {
  readonly year: string;
  readonly form: FormModel;
  readonly errors: FormModel['errors'];
  readonly canRemove: boolean;
}

const lineView = view<LineModel>('plans/web/line.njk');
const CASH = ['fee', 'travel', 'materials', 'cover'] as const;
/** Places in the operation's body, by field. */
const NAMES = {
  feePence: 'fee',
  travelPence: 'travel',
  materialsPence: 'materials',
  coverPence: 'cover',
  paidMinutes: 'hours',
};

export const newLinePage = get(paths.planNewLine, async (visit) =>
  shown(visit, await mustReadPlan(visit), null, await visit.drafts.read(draftOf(null))),
);

export const newLine = post(paths.planNewLine, async (visit) => {
  const facts = await mustReadPlan(visit);
  return saved(visit, facts, null, () =>
    visit.tell('plans.addLine', { params: { id: facts.plan.id }, body: bodyOf(visit.fields, null) }),
  );
});

export const linePage = get(paths.planLine, async (visit) => {
  const facts = await mustReadPlan(visit);
  const line = lineOf(facts, visit.params.line);
  return shown(visit, facts, line, await visit.drafts.read(draftOf(line)));
});

export const changedLine = post(paths.planLine, async (visit) => {
  const facts = await mustReadPlan(visit);
  const line = lineOf(facts, visit.params.line);
  const params = { id: facts.plan.id, lineId: line.id };
  if (visit.fields.text('_do') === 'remove') {
    await visit.tell('plans.removeLine', { params });
    await visit.drafts.forget(draftOf(line));
    return goTo(paths.plan.pattern, { title: 'The line is taken out. Versions in which it stood keep it.' });
  }
  return saved(visit, facts, line, () =>
    visit.tell('plans.changeLine', { params, body: bodyOf(visit.fields, line) }),
  );
});

function saved(
  visit: Visit<string>,
  facts: PlanFacts,
  line: PlanLine | null,
  send: () => Promise<unknown>,
): Promise<Reply> {
  return answerForm(visit, {
    spec: specOf(facts),
    send,
    next: paths.plan.pattern,
    flash: { title: line === null ? 'The line is in the plan.' : 'The line is changed.' },
    draftName: draftOf(line),
    names: NAMES,
    again: (errors) => shown(visit, facts, line, null, errors),
  });
}

function shown(
  visit: Visit<string>,
  facts: PlanFacts,
  line: PlanLine | null,
  draft: Draft | null,
  errors?: FieldErrors,
): Promise<Reply> {
  const form = presentForm(specOf(facts), {
    stored: line ? storedOf(line) : { provision: 'inHouse', potId: facts.pots[0]?.potId ?? '' },
    draftName: draftOf(line),
    draft,
    ...(errors ? { sent: visit.fields, errors } : {}),
  });
  return Promise.resolve(
    show(lineView, {
      title: line === null ? 'Add a line to the plan' : line.title,
      back: { href: paths.plan.pattern, text: 'Training plan' },
      year: facts.year,
      form,
      errors: form.errors,
      canRemove: line !== null,
    }),
  );
}

function specOf({ themes, pots }: PlanFacts): FormSpec {
  return {
    title: { label: 'What it is', noun: 'what it is', most: 200 },
    provision: {
      label: 'Kind',
      options: Object.entries(PROVISION_WORDS).map(([value, text]) => ({ value, text })),
    },
    themeId: {
      label: 'Theme',
      options: [{ value: '', text: 'None' }, ...themes.map(({ id, title }) => ({ value: id, text: title }))],
    },
    people: { label: 'For how many people', noun: 'how many people' },
    fee: { label: 'Fees', noun: 'the fees in pounds' },
    travel: { label: 'Travel', noun: 'the travel in pounds' },
    materials: { label: 'Materials', noun: 'the materials in pounds' },
    cover: { label: 'Cover that is paid for', noun: 'the cover in pounds' },
    hours: {
      label: 'Paid time, in hours',
      hint: 'All people together. It stands beside the cash and is never added to it.',
      noun: 'the hours',
    },
    potId: {
      label: 'Paid from',
      noun: 'what it is paid from',
      options: [
        { value: '', text: 'It costs nothing' },
        ...pots.map(({ potId, name }) => ({ value: potId, text: name })),
      ],
    },
    about: { label: 'More about it', noun: 'more about it', most: 4000 },
  };
}

function bodyOf(fields: Fields, line: PlanLine | null) {
  const pence = (name: string): number => writtenMoney(fields.text(name).trim() || '0');
  const [fee, travel, materials, cover] = CASH.map(pence);
  return {
    title: fields.text('title'),
    provision: fields.text('provision'),
    about: fields.text('about'),
    themeId: fields.text('themeId') || null,
    potId: fields.text('potId') || null,
    priorityId: line?.priorityId ?? null,
    needIds: line?.needIds ?? [],
    people: Number(fields.text('people').trim() || '0'),
    ...{ feePence: fee, travelPence: travel, materialsPence: materials, coverPence: cover },
    paidMinutes: Math.round(Number(fields.text('hours').trim() || '0') * 60),
  };
}

function storedOf(line: PlanLine): Typed {
  const pounds = (pence: number): string =>
    pence === 0 ? '' : (pence / 100).toFixed(pence % 100 === 0 ? 0 : 2);
  return {
    ...{ title: line.title, provision: line.provision, about: line.about },
    ...{ themeId: line.themeId ?? '', potId: line.potId ?? '', people: String(line.people) },
    ...{
      fee: pounds(line.feePence),
      travel: pounds(line.travelPence),
      materials: pounds(line.materialsPence),
    },
    ...{ cover: pounds(line.coverPence), hours: line.paidMinutes === 0 ? '' : String(line.paidMinutes / 60) },
  };
}

function lineOf({ plan }: PlanFacts, id: string): PlanLine {
  const line = plan.lines.find((one) => one.id === id);
  if (!line) throw new Refused(404, 'not-found', 'There is no such line in the plan.');
  return line;
}

const draftOf = (line: PlanLine | null): string => `plan.line:${line?.id ?? 'new'}`;
