import {
  answerForm,
  fieldErrors,
  get,
  goTo,
  longDate,
  paths,
  post,
  presentForm,
  show,
  view,
} from '../../web/index.js';
import type {
  Draft,
  FieldErrors,
  Fields,
  FormModel,
  FormSpec,
  Page,
  PageModel,
  Visit,
} from '../../web/index.js';
import { Refused } from '../../api/index.js';
import { partBody } from '../api/review.schemas.js';
import type { Objective } from '../review-parts.js';
import { judgementOf, readReview, writingOf } from './review.facts.js';
import type { Review, ReviewFacts } from './review.facts.js';
import { seesReview } from './saying.js';
import type { Sees } from './saying.js';

interface JudgementModel extends PageModel {
  readonly lede: string;
  readonly sees: Sees;
  readonly form: FormModel;
  readonly errors: FormModel['errors'];
  readonly version: string;
  readonly objectives: readonly { readonly n: number; readonly title: string; readonly criteria: string }[];
  readonly first: string;
}

const judgementView = view<JudgementModel>('reviews/web/judgement.njk');
const draftOf = (id: string): string => `review:${id}:judgement`;
const inForce = (review: Review): readonly Objective[] => review.content.objectives as Objective[];

function specOf(review: Review): FormSpec {
  const options = [
    { value: 'met', text: 'Met' },
    { value: 'partly', text: 'Partly met' },
    { value: 'notMet', text: 'Not met yet' },
  ];
  return {
    ...Object.fromEntries(
      inForce(review).flatMap((_, i) => [
        [
          `outcome${i}`,
          { label: `Was objective ${i + 1} met?`, noun: `whether objective ${i + 1} was met`, options },
        ],
        [`why${i}`, { label: `What shows it, and why (objective ${i + 1})`, noun: 'the reasons' }],
      ]),
    ),
    overall: { label: 'Looking back on the year', noun: 'this text' },
  };
}

/** Each objective judged, with reasons; private until it is shared. */
export const judgementPages: readonly Page[] = [
  get(paths.revieweeJudgement, async (visit) => {
    const facts = await judging(visit);
    if (!facts) return movedOn(visit);
    return show(judgementView, present(facts, { draft: await visit.drafts.read(draftOf(visit.params.id)) }));
  }),
  post(paths.revieweeJudgement, async (visit) => {
    const facts = await judging(visit);
    const { fields, params } = visit;
    if (!facts) return movedOn(visit);
    const spec = specOf(facts.review);
    const again = (errors: FieldErrors) =>
      Promise.resolve(show(judgementView, present(facts, { sent: fields, errors })));
    const go = fields.text('_go');
    const typed = typedJudgement(fields, inForce(facts.review));
    const names = Object.fromEntries(inForce(facts.review).map((_, i) => [`judgements.${i}.why`, `why${i}`]));
    const wrong = {
      ...(go === 'share' ? missing(fields, inForce(facts.review)) : {}),
      ...errorsOf(partBody.judgement.safeParse(typed).error, spec, names),
    };
    if (Object.keys(wrong).length > 0) {
      await visit.drafts.save(draftOf(params.id), fields.typed());
      return again(wrong);
    }
    return answerForm(visit, {
      spec,
      draftName: draftOf(params.id),
      send: () =>
        visit.tell('reviews.write', {
          params: { id: params.id, part: 'judgement' },
          body: { version: Number(fields.text('version')) || 0, body: typed },
        }),
      next: go === 'share' ? paths.revieweeStep.to({ id: params.id, step: 'judge' }) : visit.address,
      flash: { title: 'Saved', text: 'Only you see it until you share it.' },
      again,
      current: async () => {
        const { review } = await readReview(visit);
        const version = String(writingOf(review, 'judgement')?.version ?? 0);
        return { fields: { ...fields.typed(), ...stored(review) }, revision: 0, bases: { version } };
      },
    });
  }),
];

const errorsOf = (
  error: Parameters<typeof fieldErrors>[0] | undefined,
  spec: FormSpec,
  names: Record<string, string>,
) => (error ? fieldErrors(error, spec, names) : {});

/** What sharing asks for; saving does not. */
function missing(fields: Fields, objectives: readonly Objective[]): FieldErrors {
  const found: Record<string, string> = {};
  objectives.forEach((_, i) => {
    if (!fields.text(`outcome${i}`)) found[`outcome${i}`] = `Choose whether objective ${i + 1} was met`;
    if (!fields.text(`why${i}`).trim()) found[`why${i}`] = `Say what shows it for objective ${i + 1}`;
  });
  return found;
}

const typedJudgement = (fields: Fields, objectives: readonly Objective[]) => ({
  judgements: objectives.map(({ id }, i) => ({
    objectiveId: id,
    outcome: fields.text(`outcome${i}`) || null,
    why: fields.text(`why${i}`),
  })),
  overall: fields.text('overall'),
});

function stored(review: Review): Record<string, string> {
  const { judgements, overall } = judgementOf(review);
  return {
    ...Object.fromEntries(
      inForce(review).flatMap(({ id }, i) => {
        const one = judgements.find(({ objectiveId }) => objectiveId === id);
        return [
          [`outcome${i}`, one?.outcome ?? ''],
          [`why${i}`, one?.why ?? ''],
        ];
      }),
    ),
    overall,
  };
}

async function judging(visit: Visit<'id'>): Promise<ReviewFacts | null> {
  const facts = await readReview(visit);
  if (facts.review.standing !== 'reviewer')
    throw new Refused(404, 'not-found', 'There is no such page for you.');
  return facts.stage === 'judging' ? facts : null;
}

const movedOn = ({ params }: Visit<'id'>) =>
  goTo(paths.reviewee.to(params), { title: 'Objectives are judged when the review is being closed' });

function present(
  facts: ReviewFacts,
  state: { readonly draft?: Draft | null; readonly sent?: Fields; readonly errors?: FieldErrors },
): JudgementModel {
  const { review, person, year, first, mine, today } = facts;
  const form = presentForm(specOf(review), {
    ...state,
    stored: stored(review),
    draftName: draftOf(review.id),
  });
  const due = mine.find(({ event }) => event === 'JUDGE')?.dueOn;
  return {
    title: `Looking back with ${person}, ${year}`,
    back: { href: paths.reviewee.to({ id: review.id }), text: 'Back to the review' },
    lede: `Say of each objective whether it was met, and what shows it${due ? `, by ${longDate(due, today)}` : ''}.`,
    sees: seesReview(facts),
    form,
    errors: form.errors,
    version: state.sent?.text('version') ?? String(writingOf(review, 'judgement')?.version ?? 0),
    objectives: inForce(review).map(({ title, successCriteria }, n) => ({
      n,
      title,
      criteria: successCriteria,
    })),
    first,
  };
}
