import { Refused } from '../../api/index.js';
import { answerForm, goTo, paths, presentForm, show, view } from '../../web/index.js';
import type { FieldErrors, FormModel, FormSpec, PageModel, Path, Reply, Visit } from '../../web/index.js';
import { readReview } from './review.facts.js';
import type { ReviewFacts } from './review.facts.js';
import { STEPS } from './steps.js';
import type { Step } from './steps.js';

interface ConfirmModel extends PageModel {
  readonly subject: { readonly person: string; readonly year: string };
  readonly comes: readonly string[];
  readonly button: string;
  readonly revision: number;
  readonly form: FormModel;
  readonly errors: FormModel['errors'];
  readonly isCommented: boolean;
}

const confirmView = view<ConfirmModel>('reviews/web/confirm.njk');
type StepVisit = Visit<'id' | 'step'>;

/** The page of one step under somebody's own address; `back` is the page of the review there. */
export function stepPages(back: Path<`/${string}/:id`>, at: Path<`/${string}/:id/steps/:step`>) {
  return {
    show: async (visit: StepVisit): Promise<Reply> => {
      const { step, facts, blocked } = await stepOf(visit, back);
      if (blocked) return blocked;
      const draft = await visit.drafts.read(draftOf(visit.params));
      return show(confirmView, present(step, facts, back, { draft, draftName: draftOf(visit.params) }));
    },
    take: async (visit: StepVisit): Promise<Reply> => {
      const { step, facts, blocked } = await stepOf(visit, back);
      if (blocked) return blocked;
      const { id } = visit.params;
      const here = back.to({ id });
      const comment = visit.fields.text('comment');
      const body = step.comment && comment.trim() ? { comment } : {};
      const undo = step.undo && { action: at.to({ id, step: 'withdraw' }), label: step.undo };
      return answerForm(visit, {
        spec: specOf(step),
        send: () => visit.tell(step.operation, { params: { id }, body }),
        next: here,
        flash: { ...step.done(facts), ...(undo ? { undo } : {}) },
        draftName: draftOf(visit.params),
        refusedAt: step.comment ? 'comment' : '',
        again: (errors) =>
          Promise.resolve(
            show(
              confirmView,
              present(step, facts, back, { sent: visit.fields, errors, draftName: draftOf(visit.params) }),
            ),
          ),
      });
    },
  };
}

const draftOf = ({ id, step }: Record<'id' | 'step', string>): string => `review:${id}:${step}`;

const specOf = ({ comment }: Step): FormSpec =>
  comment ? { comment: { ...comment, noun: 'a comment', most: 8000 } } : {};

/** The step, unless it is none of the visitor's, or not of this moment. */
async function stepOf(visit: StepVisit, back: Path<`/${string}/:id`>) {
  const step = STEPS[visit.params.step];
  const facts = await readReview(visit);
  const mine = step?.by.some((side) => side === facts.review.standing);
  if (!step || !mine) throw new Refused(404, 'not-found', 'There is no such step for you here.');
  const blocked = step.at.includes(facts.stage)
    ? null
    : goTo(back.to({ id: facts.review.id }), {
        title: 'This has moved on',
        text: `“${step.title(facts)}” is not possible at this point of the review. Nothing was changed by you just now.`,
      });
  return { step, facts, blocked };
}

function present(
  step: Step,
  facts: ReviewFacts,
  back: Path<`/${string}/:id`>,
  state: {
    readonly draft?: Awaited<ReturnType<Visit<string>['drafts']['read']>>;
    readonly sent?: StepVisit['fields'];
    readonly errors?: FieldErrors;
    readonly draftName: string;
  },
): ConfirmModel {
  const form = presentForm(specOf(step), { ...state, draftName: step.comment ? state.draftName : undefined });
  return {
    title: step.title(facts),
    back: { href: back.to({ id: facts.review.id }), text: 'Back to the review' },
    subject: { person: facts.person, year: facts.year },
    comes: step.comes(facts),
    button: step.button(facts),
    revision: facts.review.revision,
    form,
    errors: form.errors,
    isCommented: step.comment !== undefined,
  };
}

export const reviewerSteps = stepPages(paths.reviewee, paths.revieweeStep);
export const revieweeSteps = stepPages(paths.ownReview, paths.ownReviewStep);
