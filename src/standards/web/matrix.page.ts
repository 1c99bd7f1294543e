import { z } from 'zod';
import { answerForm, get, goTo, paths, post, show, view } from '../../web/index.js';
import type { FieldErrors, Page, PageModel, Reply, Visit } from '../../web/index.js';
import { ratingValue, remark } from '../api/standards.schemas.js';
import { readOwn } from './assessment.facts.js';
import type { AssessmentFacts } from './assessment.facts.js';
import {
  draftOfMatrix,
  matrixSpec,
  noteField,
  presentMatrix,
  ratingField,
  storedMatrix,
  versionField,
} from './matrix.presenter.js';
import type { MatrixModel } from './matrix.presenter.js';

const matrixView = view<MatrixModel>('standards/web/matrix.njk');
const noneView = view<PageModel>('standards/web/none.njk');
const here = paths.standards.pattern;

/** My standards: every standard with my rating; private until I send it. */
export const matrixPages: readonly Page[] = [
  get(paths.standards, async (visit) => {
    const facts = await readOwn(visit);
    if (!facts) return none();
    const draft =
      facts.place === 'assessing' ? await visit.drafts.read(draftOfMatrix(facts.assessment.id)) : null;
    return show(matrixView, presentMatrix(facts, { draft }));
  }),
  post(paths.standards, async (visit) => {
    const facts = await readOwn(visit);
    if (!facts) return none();
    const go = visit.fields.text('_go');
    if (go === 'choose' || go === 'accept' || go === 'keep' || go === 'consent')
      return answerIt(visit, facts, go);
    if (facts.place !== 'assessing') {
      return goTo(here, { title: 'It has been sent', text: 'Take it back first; then ratings can change.' });
    }
    return saveRatings(visit, facts, go);
  }),
  post(paths.standardsTakeBack, async (visit) => {
    const facts = await readOwn(visit);
    if (!facts) return none();
    await visit.tell('standards.takeBack', { params: { id: facts.assessment.id } });
    return goTo(here, { title: 'Taken back', text: 'Nobody but you sees it now.' });
  }),
];

const none = (): Reply =>
  show(noneView, {
    title: 'My standards',
    back: { href: paths.development.pattern, text: 'My development' },
  });

async function saveRatings(visit: Visit<string>, facts: AssessmentFacts, go: string): Promise<Reply> {
  const { fields } = visit;
  const { id, matrix } = facts.assessment;
  const again = (errors: FieldErrors): Promise<Reply> =>
    Promise.resolve(show(matrixView, presentMatrix(facts, { sent: fields, errors })));
  const wrong = mistakesIn(visit, facts);
  if (Object.keys(wrong).length > 0) {
    await visit.drafts.save(draftOfMatrix(id), fields.typed());
    return again(wrong);
  }
  return answerForm(visit, {
    spec: matrixSpec(matrix),
    draftName: draftOfMatrix(id),
    send: async () => {
      for (const { standard, rating } of matrix) {
        const value = Number(fields.text(ratingField(standard)));
        const note = fields.text(noteField(standard));
        if (!value || (value === rating?.rating && note === rating.note)) continue;
        const body = { version: Number(fields.text(versionField(standard))) || 0, rating: value, note };
        await visit.tell('standards.rate', { params: { id, standard }, body });
      }
      if (go === 'send') await visit.tell('standards.submit', { params: { id } });
    },
    next: here,
    flash:
      go === 'send'
        ? {
            title: 'Sent to your reviewer',
            text: 'You can take it back until they answer.',
            undo: { action: paths.standardsTakeBack.pattern, label: 'Take it back' },
          }
        : { title: 'Saved', text: 'Only you can see it.' },
    again,
    current: async () => {
      const rows = (await readOwn(visit))?.assessment.matrix ?? [];
      const bases = Object.fromEntries(
        rows.map((row) => [versionField(row.standard), String(row.rating?.version ?? 0)]),
      );
      return { fields: { ...fields.typed(), ...storedMatrix(rows) }, revision: 0, bases };
    },
  });
}

function mistakesIn({ fields }: Visit<string>, { assessment }: AssessmentFacts): FieldErrors {
  const found: Record<string, string> = {};
  for (const { standard } of assessment.matrix) {
    const typed = fields.text(ratingField(standard));
    const note = fields.text(noteField(standard));
    if (typed && ratingValue.safeParse(Number(typed)).error)
      found[ratingField(standard)] = `Choose a rating for ${standard}`;
    else if (note.trim() && !typed)
      found[ratingField(standard)] = `Choose a rating for ${standard}, beside your note`;
    if (remark.safeParse(note).error)
      found[noteField(standard)] = `The note about ${standard} must be plain text of 4000 letters or fewer`;
  }
  return found;
}

/** What follows the reviewer's answer: accept or keep, choose gaps, let colleagues know. */
async function answerIt(
  visit: Visit<string>,
  { assessment, place }: AssessmentFacts,
  go: string,
): Promise<Reply> {
  const params = { id: assessment.id };
  if (go === 'consent') {
    const given = !assessment.strengthsOffered;
    await visit.tell('standards.consent', { params, body: { given } });
    return goTo(here, {
      title: given ? 'Colleagues can be matched with you' : 'You are not offered any more',
    });
  }
  const expected = go === 'choose' ? 'choosing' : 'differing';
  if (place !== expected) return goTo(here, { title: 'This has moved on' });
  if (go !== 'choose') {
    await visit.tell(go === 'accept' ? 'standards.accept' : 'standards.keepOwnView', { params });
    return goTo(here, { title: go === 'accept' ? 'You accepted your reviewer’s view' : 'Both views stand' });
  }
  const chosen = z
    .array(z.uuid())
    .catch([])
    .parse([...visit.fields.all('gap')]);
  const gaps = assessment.matrix.flatMap(({ rating, title }) =>
    rating && chosen.includes(rating.id) ? [{ gapId: rating.id, title }] : [],
  );
  await visit.tell('standards.choose', { params, body: { gaps } });
  return goTo(gaps.length > 0 ? paths.review.pattern : here, {
    title: gaps.length > 0 ? 'Put into your review as training needs' : 'No gap was chosen this year',
    text:
      gaps.length > 0
        ? 'They pass on when you both agree the review.'
        : 'You can still add needs in your review.',
  });
}
