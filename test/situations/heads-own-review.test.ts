import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openYear } from './support/open-year.js';
import type { SchoolYear } from './support/open-year.js';
import { untilShared } from '../reviews/support/review-year.js';

let school: SchoolYear;
let review: string;
beforeAll(async () => {
  school = await openYear({
    before: ({ look, id, person }) =>
      look.query(
        `insert into cpd.post (school_id, person_id, post, from_date) values
          ($1, $2, 'chair', '2020-09-01'), ($1, $3, 'adviser', '2020-09-01')`,
        [id, person('governor'), person('business')],
      ),
  });
  review = await school.reviewOf('head');
});
afterAll(() => school.close());

describe('The head’s own review', () => {
  it('is held by two governors with an external adviser, until the end of December', async () => {
    const read = await school.call<{ reviewers: string[]; clocks: { delay: string; dueAt: string }[] }>(
      'head',
      'reviews.read',
      { params: { id: review } },
    );
    expect(new Set(read.reviewers)).toEqual(new Set([school.person('governor'), school.person('governor2')]));
    expect(read.clocks.find(({ delay }) => delay === 'agreedDue')?.dueAt).toMatch(/^2026-12-31/);
  });

  it('is seen by the panel, its adviser and the head, and by nobody else', async () => {
    await untilShared(school, review, 'governor', { summary: 'MARKER of the panel' });
    for (const name of ['head', 'governor', 'governor2', 'business'] as const) {
      await expect(school.call(name, 'reviews.read', { params: { id: review } })).resolves.toBeDefined();
    }
    for (const name of ['deputy', 'leader', 'admin', 'reviewer'] as const) {
      await expect(school.call(name, 'reviews.read', { params: { id: review } })).rejects.toMatchObject({
        status: 404,
      });
      const found = await school.as(name, (tx) =>
        tx.query('select 1 from engine.instance where id = $1', [review]),
      );
      expect(found).toEqual([]);
    }
  });

  it('is agreed for the panel by one of them', async () => {
    await school.step('governor2', 'agree', review);
    expect((await school.step('head', 'agree', review)).state).toContain('agreed');
  });

  it('has its panel changed by the chair, never by the head or the administrator', async () => {
    const change = (name: 'governor' | 'head' | 'admin', reviewers: string[]) =>
      school.call(name, 'people.changeReviewer', {
        params: { id: school.person('head') },
        body: { reviewers },
      });
    await expect(change('admin', [school.person('deputy')])).rejects.toMatchObject({ status: 403 });
    await expect(change('head', [school.person('deputy')])).rejects.toMatchObject({ status: 403 });
    await expect(change('governor', [school.person('head')])).rejects.toMatchObject({ code: 'own-review' });
    await change('governor', [school.person('governor2')]);
    await expect(school.call('governor', 'reviews.read', { params: { id: review } })).rejects.toMatchObject({
      status: 404,
    });
  });
});
