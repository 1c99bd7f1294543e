import { z } from 'zod';
import { answerForm, fieldErrors, goTo, paths, show, view, withQuery, writtenDate } from '../../web/index.js';
import type { FieldErrors, Reply, Visit } from '../../web/index.js';
import { annexWording, partBody } from '../api/review.schemas.js';
import { readGaps } from './gaps.js';
import type { Offered } from './gaps.js';
import { openItems } from './needs.presenter.js';
import { objectivesOf, readReview, textOf } from './review.facts.js';
import type { ReviewFacts } from './review.facts.js';
import {
  baseOf,
  needNumbers,
  objectiveNumbers,
  statementSpec,
  textParts,
  typedObjectives,
} from './statement.form.js';
import { basesOf, draftOfStatement, presentWrite, storedStatement } from './write.presenter.js';
import type { WriteModel } from './write.presenter.js';

const writeView = view<WriteModel>('reviews/web/write.njk');

/** Statement and annex side by side, while they are in the reviewer's hands. */
export async function showWrite(visit: Visit<'id'>, facts: ReviewFacts): Promise<Reply> {
  const offered = await readGaps(visit, facts.review);
  const draft = await visit.drafts.read(draftOfStatement(facts.review.id));
  return show(writeView, presentWrite(facts, { offered, draft, more: 'more' in visit.query }));
}

/** Saves everything on the page, then does what the button said. */
export async function saveWrite(visit: Visit<'id'>, facts: ReviewFacts): Promise<Reply> {
  const { review } = facts;
  const { fields } = visit;
  const here = paths.reviewee.to({ id: review.id });
  const go = fields.text('_go');
  const changed = /^change-([\w-]+)$/.exec(go)?.[1];
  const offered = await readGaps(visit, review);
  const again = (errors: FieldErrors): Promise<Reply> =>
    Promise.resolve(show(writeView, presentWrite(facts, { offered, draft: null, sent: fields, errors })));
  const wrong = mistakesIn(visit, facts);
  if (Object.keys(wrong).length > 0) {
    await visit.drafts.save(draftOfStatement(review.id), fields.typed());
    return again(wrong);
  }
  const next: Readonly<Record<string, string>> = {
    share: paths.revieweeStep.to({ id: review.id, step: 'share' }),
    more: withQuery(here, { more: '1' }),
  };
  return answerForm(visit, {
    spec: statementSpec,
    draftName: draftOfStatement(review.id),
    send: async () => {
      await saveParts(visit, facts);
      await saveNeeds(visit, facts, offered);
      await recordMeeting(visit, facts, go);
    },
    next:
      next[go] ?? (changed === undefined ? here : paths.revieweeNeed.to({ id: review.id, item: changed })),
    ...(go === 'share' || changed !== undefined
      ? {}
      : { flash: { title: FLASH[go] ?? 'Saved', text: `Nobody but you sees it until you share it.` } }),
    again,
    refusedAt: 'met',
    current: async () => {
      const { review: now } = await readReview(visit);
      const bases = basesOf(now);
      return { fields: { ...fields.typed(), ...storedStatement(now) }, revision: now.revision, bases };
    },
  });
}

const FLASH: Readonly<Record<string, string>> = {
  met: 'The meeting is recorded',
  book: 'The meeting is booked',
  more: 'Saved. Here is room for one more objective',
};

/** Everything that the schemas of the operations would refuse, before anything is written. */
function mistakesIn({ fields }: Visit<'id'>, { review, today }: ReviewFacts): FieldErrors {
  const text = (name: string): string => fields.text(name);
  const found: Record<string, string> = {};
  const note = (error: z.ZodError | undefined, names: Readonly<Record<string, string>>): void =>
    void Object.assign(found, error && fieldErrors(error, statementSpec, names));
  const rows = objectiveNumbers.filter((n) => text(`title${n}`).trim() || text(`criteria${n}`).trim());
  const objectives = typedObjectives(text, objectivesOf(review, 'objectives'));
  note(
    partBody.objectives.safeParse({ objectives }).error,
    Object.fromEntries(
      rows.flatMap((n, i) => [
        [`objectives.${i}.title`, `title${n}`],
        [`objectives.${i}.successCriteria`, `criteria${n}`],
      ]),
    ),
  );
  for (const part of textParts) note(partBody[part].safeParse({ text: text(part) }).error, { text: part });
  for (const n of newNeeds(text)) {
    const wording = { title: text(`need${n}`), outcome: text(`outcome${n}`) };
    note(annexWording.safeParse(wording).error, { title: `need${n}`, outcome: `outcome${n}` });
  }
  const go = text('_go');
  if (['met', 'book', 'share'].includes(go) && fields.has('met')) {
    const date = z.iso.date().safeParse(writtenDate(text('met'), today));
    if (date.error) found['met'] = 'Enter a real date for the planning meeting, like 5 October';
  }
  return found;
}

const newNeeds = (text: (name: string) => string): number[] =>
  needNumbers.filter((n) => text(`need${n}`).trim() || text(`outcome${n}`).trim());

/** Parts of the statement as new versions; a part that was left as it stood stays. */
async function saveParts(visit: Visit<'id'>, { review }: ReviewFacts): Promise<void> {
  const text = (name: string): string => visit.fields.text(name);
  const write = (part: string, body: object) =>
    visit.tell('reviews.write', {
      params: { id: review.id, part },
      body: { version: Number(text(baseOf(part))) || 0, body },
    });
  const kept = objectivesOf(review, 'objectives');
  const objectives = typedObjectives(text, kept);
  if (objectives.length > 0 || kept.length > 0) await write('objectives', { objectives });
  for (const part of textParts) {
    if (text(part) !== '' || textOf(review, part) !== '') await write(part, { text: text(part) });
  }
}

/** New needs, ticked gaps, and whether the reviewer wants what the other put in. */
async function saveNeeds(visit: Visit<'id'>, { review }: ReviewFacts, offered: Offered): Promise<void> {
  const { fields } = visit;
  const params = { id: review.id };
  const text = (name: string): string => fields.text(name);
  for (const n of newNeeds(text)) {
    await visit.tell('reviews.addNeed', {
      params,
      body: { title: text(`need${n}`), outcome: text(`outcome${n}`) },
    });
  }
  const ticked = offered.gaps.filter(({ gapId }) => fields.all('gap').includes(gapId));
  if (offered.id !== null && offered.place === 'choosing' && ticked.length > 0) {
    const gaps = ticked.map(({ gapId, title }) => ({ gapId, title }));
    await visit.tell('standards.choose', { params: { id: offered.id }, body: { gaps } });
  } else {
    for (const { standard, title } of ticked) {
      const body = { title, framework: offered.framework, standards: [standard] };
      await visit.tell('reviews.addNeed', { params, body });
    }
  }
  const asked = new Set(fields.all('wantable'));
  for (const item of openItems(review).filter(({ id }) => asked.has(id))) {
    const wanted = fields.all('want').includes(item.id);
    if (item.wantedByReviewer !== wanted) {
      await visit.tell('reviews.wantNeed', { params: { ...params, itemId: item.id }, body: { wanted } });
    }
  }
}

/** Sharing out of the planning means that the meeting was held on the day above. */
async function recordMeeting(
  visit: Visit<'id'>,
  { review, stage, today }: ReviewFacts,
  go: string,
): Promise<void> {
  const params = { id: review.id };
  const day = writtenDate(visit.fields.text('met'), today);
  if (go === 'book') await visit.tell('reviews.bookMeeting', { params, body: { on: day } });
  if (go === 'met' || (go === 'share' && stage === 'planning')) {
    await visit.tell('reviews.holdMeeting', { params, body: { heldOn: day } });
  }
}

/** Back to a page of which nothing can be written any more. */
export const noLonger = (facts: ReviewFacts): Reply =>
  goTo(paths.reviewee.to({ id: facts.review.id }), {
    title: 'This has moved on',
    text: 'The statement cannot be written at this point. What you typed is kept as a draft.',
  });
