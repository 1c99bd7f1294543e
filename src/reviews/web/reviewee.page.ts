import { get, goTo, paths, post } from '../../web/index.js';
import type { Page } from '../../web/index.js';
import { revieweeNeedPages } from './need.page.js';
import type { ReadPaths } from './read.presenter.js';
import { readReview } from './review.facts.js';
import type { ReviewFacts } from './review.facts.js';
import { isSmallForm, saveSmallForm, showRead } from './small-forms.js';
import { isWriting } from './stage.js';
import { reviewerSteps } from './step.page.js';
import { noLonger, saveWrite, showWrite } from './write.page.js';
import { draftOfStatement } from './write.presenter.js';

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
    return showRead(facts, at);
  }),
  post(paths.reviewee, async (visit) => {
    const facts = await readReview(visit);
    const go = visit.fields.text('_go');
    if (isSmallForm(go)) return saveSmallForm(visit, facts, at, paths.reviewee.to(visit.params));
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
