import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openYear } from './support/open-year.js';
import type { SchoolYear } from './support/open-year.js';
import { writeAndShare } from '../reviews/support/review-year.js';

let school: SchoolYear;
beforeAll(async () => {
  school = await openYear();
});
afterAll(() => school.close());

describe('A cook without e-mail or computer', () => {
  it('has a review, and no self-assessment, because the kitchen has no framework', async () => {
    expect(await school.stateOf(await school.reviewOf('cook'))).toContain('planning');
    const { rows } = await school.look.query(
      `select 1 from engine.instance where chart = 'standards' and snapshot #>> '{context,people,person}' = $1`,
      [school.person('cook')],
    );
    expect(rows).toEqual([]);
  });

  it('says on paper what she wants; her line manager enters it as hers', async () => {
    const review = await school.reviewOf('cook');
    await school.step('business', 'holdMeeting', review, { heldOn: '2026-09-02' });
    await school.call('business', 'reviews.addNeed', {
      params: { id: review },
      body: { title: 'Allergens', outcome: 'Labels every dish', forReviewee: true },
    });
    await writeAndShare(school, review, 'business', { need: 'Food hygiene level 3' });
    await school.step('business', 'confirmOnPaper', review, { comment: 'Read it together, agreed' });
    expect((await school.step('business', 'agree', review)).state).toContain('agreed');
    const { content } = await school.call<{ content: { comments: object[] } }>('cook', 'reviews.read', {
      params: { id: review },
    });
    expect(content.comments).toContainEqual(expect.objectContaining({ wordsOf: school.person('cook') }));
  });

  it('gets her needs like everybody else', async () => {
    await school.advance('2026-09-08T09:00');
    const { needs } = await school.call<{ needs: { title: string }[] }>('leader', 'needs.list', {
      query: { origin: 'annex' },
    });
    expect(needs.map(({ title }) => title).sort()).toEqual(['Allergens', 'Food hygiene level 3']);
  });

  it('is nobody’s shortcut: a teacher’s line manager confirms nothing on paper', async () => {
    const review = await school.reviewOf('teacher');
    await school.step('reviewer', 'holdMeeting', review, { heldOn: '2026-09-08' });
    await writeAndShare(school, review, 'reviewer');
    await expect(school.step('reviewer', 'confirmOnPaper', review)).rejects.toMatchObject({
      code: 'event-not-accepted',
      message: expect.stringContaining('others agree for themselves'),
    });
  });
});
