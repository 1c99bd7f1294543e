import { answerForm, get, goTo, paths, post, show, view } from '../../web/index.js';
import type { Page, Reply, Visit } from '../../web/index.js';
import { revieweeNeedPages } from './need.page.js';
import { openItems } from './needs.presenter.js';
import { presentRead } from './read.presenter.js';
import type { ReadModel, ReadPaths } from './read.presenter.js';
import { readReview } from './review.facts.js';
import type { ReviewFacts } from './review.facts.js';
import { isWriting } from './stage.js';
import { reviewerSteps } from './step.page.js';
import { noLonger, saveWrite, showWrite } from './write.page.js';
import { draftOfStatement } from './write.presenter.js';

export const readView = view<ReadModel>('reviews/web/read.njk');
const at: ReadPaths = {
  list: { href: paths.reviewees.pattern, text: 'People I review' },
  step: paths.revieweeStep,
  need: paths.revieweeNeed,
};
const needs = revieweeNeedPages(draftOfStatement);

/** One person whom I review: written side by side while it is mine to write, read from then on. */
export const revieweePages: readonly Page[] = [
  get(paths.reviewee, async (visit) => {
    const facts = await readReview(visit);
    if (facts.review.standing === 'reviewee') return goTo(paths.ownReview.to({ id: facts.review.id }));
    if (mayWrite(facts)) return showWrite(visit, facts);
    return show(readView, presentRead(facts, at));
  }),
  post(paths.reviewee, async (visit) => {
    const facts = await readReview(visit);
    const go = visit.fields.text('_go');
    if (go === 'want' || go === 'raise')
      return saveReading(visit, facts, paths.reviewee.to({ id: facts.review.id }));
    if (mayWrite(facts)) return saveWrite(visit, facts);
    await visit.drafts.save(draftOfStatement(facts.review.id), visit.fields.typed());
    return noLonger(facts);
  }),
  get(paths.revieweeNeed, needs.show),
  post(paths.revieweeNeed, needs.send),
  get(paths.revieweeStep, reviewerSteps.show),
  post(paths.revieweeStep, reviewerSteps.take),
];

const mayWrite = ({ review, stage }: ReviewFacts): boolean =>
  review.standing === 'reviewer' && isWriting(stage);

/** The two small forms of the page that is read: what I want of the needs, and one need more. */
export async function saveReading(visit: Visit<'id'>, facts: ReviewFacts, here: string): Promise<Reply> {
  const { fields } = visit;
  const { review } = facts;
  const params = { id: review.id };
  if (fields.text('_go') === 'raise') {
    const title = fields.text('raise');
    if (!title.trim() || title.trim().length > 200) {
      return goTo(here, {
        title: 'Nothing was passed on',
        text: 'Write the training need in 1 to 200 letters.',
      });
    }
    return answerForm(visit, {
      spec: {},
      send: () => visit.tell('reviews.raiseNeed', { params, body: { title } }),
      next: here,
      flash: { title: 'Passed on to the CPD leader' },
      again: () =>
        Promise.resolve(goTo(here, { title: 'Nothing was passed on', text: 'Write it in plain words.' })),
    });
  }
  const side = review.standing === 'reviewee' ? 'wantedByReviewee' : 'wantedByReviewer';
  const asked = new Set(fields.all('wantable'));
  for (const item of openItems(review).filter(({ id }) => asked.has(id))) {
    const wanted = fields.all('want').includes(item.id);
    if (item[side] !== wanted) {
      await visit.tell('reviews.wantNeed', { params: { ...params, itemId: item.id }, body: { wanted } });
    }
  }
  return goTo(here, { title: 'Saved' });
}
