import { z } from 'zod';
import {
  answerForm,
  get,
  goTo,
  longDate,
  paths,
  post,
  presentForm,
  show,
  view,
  writtenDate,
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
import { readReview, textOf, writingOf } from './review.facts.js';
import type { ReviewFacts } from './review.facts.js';
import { presentRead } from './read.presenter.js';
import type { ReadModel } from './read.presenter.js';

interface MidYearModel extends PageModel {
  readonly lede: string;
  readonly form: FormModel;
  readonly errors: FormModel['errors'];
  readonly version: string;
  readonly objectives: ReadModel['objectives'];
  readonly sees: ReadModel['seesReview'];
  readonly first: string;
  readonly isHeld: boolean;
}

const midYearView = view<MidYearModel>('reviews/web/mid-year.njk');
const spec: FormSpec = {
  text: { label: 'How each objective is coming along, and what helps', noun: 'the notes', most: 20_000 },
  held: { label: 'Day of the meeting', noun: 'the day of the meeting', hint: 'For example, 3 March' },
};
const draftOf = (id: string): string => `review:${id}:mid-year`;

/** Notes of the mid-year meeting beside the objectives: private until shared, or until the meeting is recorded. */
export const midYearPages: readonly Page[] = [
  get(paths.revieweeMidYear, async (visit) => {
    const facts = await inYear(visit);
    if (!facts) return movedOn(visit);
    return show(midYearView, present(facts, { draft: await visit.drafts.read(draftOf(visit.params.id)) }));
  }),
  post(paths.revieweeMidYear, async (visit) => {
    const facts = await inYear(visit);
    const { fields, params } = visit;
    if (!facts) return movedOn(visit);
    const go = fields.text('_go');
    const heldOn = writtenDate(fields.text('held'), facts.today);
    const again = (errors: FieldErrors) =>
      Promise.resolve(show(midYearView, present(facts, { sent: fields, errors })));
    if (go === 'held' && z.iso.date().safeParse(heldOn).error) {
      return again({ held: 'Enter a real date for the meeting, like 3 March' });
    }
    return answerForm(visit, {
      spec,
      draftName: draftOf(params.id),
      send: async () => {
        const body = { version: Number(fields.text('version')) || 0, body: { text: fields.text('text') } };
        await visit.tell('reviews.write', { params: { id: params.id, part: 'midYear' }, body });
        if (go === 'share') await visit.tell('reviews.shareMidYear', { params });
        if (go === 'held') await visit.tell('reviews.holdMidYear', { params, body: { heldOn } });
      },
      next: go === 'save' ? visit.address : paths.reviewee.to(params),
      flash: {
        title: FLASH[go] ?? 'Saved',
        text: go === 'save' ? 'Only you see it until you share it.' : `${facts.first} can read the notes.`,
      },
      refusedAt: go === 'held' ? 'held' : 'text',
      again,
      current: async () => {
        const { review } = await readReview(visit);
        const version = String(writingOf(review, 'midYear')?.version ?? 0);
        return {
          fields: { ...fields.typed(), text: textOf(review, 'midYear') },
          revision: 0,
          bases: { version },
        };
      },
    });
  }),
];

const FLASH: Readonly<Record<string, string>> = {
  held: 'The mid-year meeting is recorded',
  share: 'The notes are shared',
};

async function inYear(visit: Visit<'id'>): Promise<ReviewFacts | null> {
  const facts = await readReview(visit);
  if (facts.review.standing !== 'reviewer')
    throw new Refused(404, 'not-found', 'There is no such page for you.');
  return facts.stage === 'monitoring' ? facts : null;
}

const movedOn = ({ params }: Visit<'id'>) =>
  goTo(paths.reviewee.to(params), { title: 'Notes of the mid-year meeting belong to the year under way' });

function present(
  facts: ReviewFacts,
  state: { readonly draft?: Draft | null; readonly sent?: Fields; readonly errors?: FieldErrors },
): MidYearModel {
  const { review, first, person, year, today, mine } = facts;
  const stored = { text: textOf(review, 'midYear'), held: longDate(today) };
  const form = presentForm(spec, { ...state, stored, draftName: draftOf(review.id) });
  const at = { list: { href: '', text: '' }, step: paths.revieweeStep, need: paths.revieweeNeed };
  const { objectives, seesReview } = presentRead(facts, at);
  const due = mine.find(({ event }) => event === 'HOLD_MID_YEAR');
  return {
    title: `Mid-year meeting with ${person}, ${year}`,
    back: { href: paths.reviewee.to({ id: review.id }), text: 'Back to the review' },
    lede: due?.dueOn
      ? `Look half-way at what you agreed, by ${longDate(due.dueOn, today)}.`
      : 'The meeting is recorded. The notes can still be added to.',
    form,
    errors: form.errors,
    version: state.sent?.text('version') ?? String(writingOf(review, 'midYear')?.version ?? 0),
    objectives,
    sees: seesReview,
    first,
    isHeld: due === undefined,
  };
}
