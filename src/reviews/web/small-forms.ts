import { z } from 'zod';
import { answerForm, fieldErrors, goTo, presentForm, show, view, writtenDate } from '../../web/index.js';
import type { FieldErrors, FormModel, FormSpec, Fields, Reply, Visit } from '../../web/index.js';
import { annexWording, draft } from '../api/review.schemas.js';
import { openItems } from './needs.presenter.js';
import { presentRead } from './read.presenter.js';
import type { ReadModel, ReadPaths } from './read.presenter.js';
import type { ReviewFacts } from './review.facts.js';

export interface ReadPageModel extends ReadModel {
  readonly form: FormModel;
  readonly errors: FormModel['errors'];
}

const readView = view<ReadPageModel>('reviews/web/read.njk');
const spec: FormSpec = {
  raise: {
    label: 'One more training need came up',
    noun: 'the training need',
    hint: 'It passes to the CPD leader at once. Nothing else of this review does.',
  },
  observedOn: { label: 'Day of the observation', noun: 'the day' },
  minutes: { label: 'Minutes', noun: 'the minutes' },
  focus: { label: 'What you looked at', noun: 'what you looked at' },
};
const observation = z.object({
  observedOn: z.iso.date(),
  minutes: z.int().min(1).max(600),
  focus: draft(500),
});

/** The review as it is read, with the small forms of the year below it. */
export function showRead(
  facts: ReviewFacts,
  at: ReadPaths,
  state: { readonly sent?: Fields; readonly errors?: FieldErrors } = {},
): Reply {
  const form = presentForm(spec, state);
  return show(readView, { ...presentRead(facts, at), form, errors: form.errors });
}

export const isSmallForm = (go: string): boolean => ['want', 'raise', 'observe'].includes(go);

/** What I want of the needs, one need more, or an observation. */
export async function saveSmallForm(
  visit: Visit<'id'>,
  facts: ReviewFacts,
  at: ReadPaths,
  here: string,
): Promise<Reply> {
  const { fields } = visit;
  const params = { id: facts.review.id };
  const again = (errors: FieldErrors): Promise<Reply> =>
    Promise.resolve(showRead(facts, at, { sent: fields, errors }));
  const sent = (operation: string, body: object, title: string, refusedAt: string): Promise<Reply> =>
    answerForm(visit, {
      ...{ spec, next: here, flash: { title }, again, refusedAt },
      send: () => visit.tell(operation, { params, body }),
    });
  switch (fields.text('_go')) {
    case 'raise': {
      const body = { title: fields.text('raise') };
      const { error } = annexWording.safeParse(body);
      if (error) return again(fieldErrors(error, spec, { title: 'raise' }));
      return sent('reviews.raiseNeed', body, 'Passed on to the CPD leader', 'raise');
    }
    case 'observe': {
      const { data, error } = observation.safeParse({
        observedOn: writtenDate(fields.text('observedOn'), facts.today),
        minutes: /^\d{1,4}$/.test(fields.text('minutes').trim())
          ? Number(fields.text('minutes'))
          : Number.NaN,
        focus: fields.text('focus'),
      });
      if (error) return again(fieldErrors(error, spec));
      return sent('reviews.observe', data, 'The observation is counted', 'minutes');
    }
    default:
      await saveWants(visit, facts);
      return goTo(here, { title: 'Saved' });
  }
}

async function saveWants(visit: Visit<'id'>, { review }: ReviewFacts): Promise<void> {
  const side = review.standing === 'reviewee' ? 'wantedByReviewee' : 'wantedByReviewer';
  const asked = new Set(visit.fields.all('wantable'));
  for (const item of openItems(review).filter(({ id }) => asked.has(id))) {
    const wanted = visit.fields.all('want').includes(item.id);
    if (item[side] === wanted) continue;
    await visit.tell('reviews.wantNeed', { params: { id: review.id, itemId: item.id }, body: { wanted } });
  }
}
