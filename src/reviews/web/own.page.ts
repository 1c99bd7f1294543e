import { z } from 'zod';
import { answerForm, fieldErrors, get, goTo, paths, post, show, view, withQuery } from '../../web/index.js';
import type { FieldErrors, Page, PageModel, Reply, Visit } from '../../web/index.js';
import { aim, annexWording, partBody } from '../api/review.schemas.js';
import { summary } from '../api/review.answers.js';
import { ownNeedPages } from './need.page.js';
import { openItems } from './needs.presenter.js';
import { draftOfOwn, ownSpec } from './own.form.js';
import { ownBases, presentOwn, storedOwn } from './own.presenter.js';
import type { OwnModel } from './own.presenter.js';
import type { ReadPaths } from './read.presenter.js';
import { objectivesOf, readReview, textOf } from './review.facts.js';
import type { ReviewFacts } from './review.facts.js';
import { isSmallForm, saveSmallForm, showRead } from './small-forms.js';
import { isWriting } from './stage.js';
import { baseOf, needNumbers, objectiveNumbers, typedObjectives } from './statement.form.js';
import { revieweeSteps } from './step.page.js';

const ownView = view<OwnModel>('reviews/web/own.njk');
const noneView = view<PageModel>('reviews/web/none.njk');
const at: ReadPaths = {
  list: { href: paths.home.pattern, text: 'Today' },
  step: paths.ownReviewStep,
  need: paths.ownReviewNeed,
};
const needs = ownNeedPages(draftOfOwn);
const list = z.object({ reviews: z.array(summary) });

/** My own review: a private draft until it is shared, then what we both read. */
export const ownPages: readonly Page[] = [
  get(paths.review, async (visit) => {
    const [newest] = (await visit.ask('reviews.mine', list, { query: { limit: 1 } })).reviews;
    if (newest) return goTo(paths.ownReview.to({ id: newest.id }));
    return show(noneView, { title: 'My review', back: { href: paths.home.pattern, text: 'Today' } });
  }),
  get(paths.ownReview, async (visit) => {
    const facts = await readReview(visit);
    if (facts.review.standing !== 'reviewee') return goTo(paths.reviewee.to(visit.params));
    if (!isWriting(facts.stage)) return showRead(facts, at);
    const draft = await visit.drafts.read(draftOfOwn(facts.review.id));
    return show(ownView, presentOwn(facts, { draft, more: 'more' in visit.query }));
  }),
  post(paths.ownReview, async (visit) => {
    const facts = await readReview(visit);
    const here = paths.ownReview.to(visit.params);
    if (isWriting(facts.stage)) return saveOwn(visit, facts, here);
    if (isSmallForm(visit.fields.text('_go'))) return saveSmallForm(visit, facts, at, here);
    await visit.drafts.save(draftOfOwn(facts.review.id), visit.fields.typed());
    return goTo(here, { title: 'This has moved on', text: 'What you typed is kept as a draft of yours.' });
  }),
  get(paths.ownReviewNeed, needs.show),
  post(paths.ownReviewNeed, needs.send),
  get(paths.ownReviewStep, revieweeSteps.show),
  post(paths.ownReviewStep, revieweeSteps.take),
];

async function saveOwn(visit: Visit<'id'>, facts: ReviewFacts, here: string): Promise<Reply> {
  const { fields } = visit;
  const { review } = facts;
  const go = fields.text('_go');
  const changed = /^change-([\w-]+)$/.exec(go)?.[1];
  const again = (errors: FieldErrors): Promise<Reply> =>
    Promise.resolve(show(ownView, presentOwn(facts, { sent: fields, errors })));
  const wrong = mistakesIn(visit);
  if (Object.keys(wrong).length > 0) {
    await visit.drafts.save(draftOfOwn(review.id), fields.typed());
    return again(wrong);
  }
  const next: Readonly<Record<string, string>> = {
    share: paths.ownReviewStep.to({ id: review.id, step: 'prepared' }),
    more: withQuery(here, { more: '1' }),
  };
  return answerForm(visit, {
    spec: ownSpec,
    draftName: draftOfOwn(review.id),
    send: () => save(visit, facts),
    next: next[go] ?? (changed ? paths.ownReviewNeed.to({ id: review.id, item: changed }) : here),
    ...(go === 'share' || changed ? {} : { flash: { title: 'Saved', text: 'Only you can see it.' } }),
    again,
    current: async () => {
      const { review: now } = await readReview(visit);
      return {
        fields: { ...fields.typed(), ...storedOwn(now) },
        revision: now.revision,
        bases: ownBases(now),
      };
    },
  });
}

async function save(visit: Visit<'id'>, { review }: ReviewFacts): Promise<void> {
  const text = (name: string): string => visit.fields.text(name);
  const params = { id: review.id };
  const write = (part: string, body: object) =>
    visit.tell('reviews.write', {
      params: { ...params, part },
      body: { version: Number(text(baseOf(part))) || 0, body },
    });
  if (text('preparation') !== '' || textOf(review, 'preparation') !== '') {
    await write('preparation', { text: text('preparation') });
  }
  const kept = objectivesOf(review, 'proposedObjectives');
  const objectives = typedObjectives(text, kept);
  if (objectives.length > 0 || kept.length > 0) await write('proposedObjectives', { objectives });
  for (const n of newNeeds(text)) {
    await visit.tell('reviews.addNeed', {
      params,
      body: { title: text(`need${n}`), outcome: text(`outcome${n}`) },
    });
  }
  const asked = new Set(visit.fields.all('wantable'));
  for (const item of openItems(review).filter(({ id }) => asked.has(id))) {
    const wanted = visit.fields.all('want').includes(item.id);
    if (item.wantedByReviewee !== wanted) {
      await visit.tell('reviews.wantNeed', { params: { ...params, itemId: item.id }, body: { wanted } });
    }
  }
  for (const years of [3, 5]) await saveAim(visit, review, years);
}

async function saveAim(
  visit: Visit<'id'>,
  { id, content }: ReviewFacts['review'],
  years: number,
): Promise<void> {
  const body = visit.fields.text(`aim${years}`);
  const before = content.aims.find((one) => one.years === years);
  if (body.trim() === (before?.body ?? '')) return;
  if (!before) return void (await visit.tell('reviews.addAim', { params: { id }, body: { years, body } }));
  const params = { id, aimId: before.id };
  if (!body.trim()) return void (await visit.tell('reviews.dropAim', { params }));
  const { framework, standards } = before;
  const version = Number(visit.fields.text(baseOf(`aim${years}`))) || before.version;
  await visit.tell('reviews.rewriteAim', { params, body: { body, framework, standards, version } });
}

const newNeeds = (text: (name: string) => string): number[] =>
  needNumbers.filter((n) => text(`need${n}`).trim() || text(`outcome${n}`).trim());

/** Everything that the schemas of the operations would refuse, before anything is written. */
function mistakesIn({ fields }: Visit<'id'>): FieldErrors {
  const text = (name: string): string => fields.text(name);
  const found: Record<string, string> = {};
  const note = (error: z.ZodError | undefined, names: Readonly<Record<string, string>>): void =>
    void Object.assign(found, error && fieldErrors(error, ownSpec, names));
  note(partBody.preparation.safeParse({ text: text('preparation') }).error, { text: 'preparation' });
  const rows = objectiveNumbers.filter((n) => text(`title${n}`).trim() || text(`criteria${n}`).trim());
  const names = rows.flatMap((n, i) => [
    [`objectives.${i}.title`, `title${n}`],
    [`objectives.${i}.successCriteria`, `criteria${n}`],
  ]);
  note(
    partBody.objectives.safeParse({ objectives: typedObjectives(text, []) }).error,
    Object.fromEntries(names),
  );
  for (const n of newNeeds(text)) {
    const wording = { title: text(`need${n}`), outcome: text(`outcome${n}`) };
    note(annexWording.safeParse(wording).error, { title: `need${n}`, outcome: `outcome${n}` });
  }
  for (const years of [3, 5] as const) {
    const body = text(`aim${years}`);
    if (body.trim()) note(aim.safeParse({ years, body }).error, { body: `aim${years}` });
  }
  return found;
}
