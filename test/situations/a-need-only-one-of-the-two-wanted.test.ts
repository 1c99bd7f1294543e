import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openYear } from './support/open-year.js';
import type { SchoolYear } from './support/open-year.js';
import { untilShared } from '../reviews/support/review-year.js';

let school: SchoolYear;
let review: string;
let contested: { id: string; title: string }[];
beforeAll(async () => {
  school = await openYear();
  review = await school.reviewOf('teacher');
  await untilShared(school, review, 'reviewer', { need: 'Behaviour' });
  await school.call('teacher', 'reviews.addNeed', {
    params: { id: review },
    body: { title: 'Phonics lead', outcome: 'Leads phonics' },
  });
  await school.call('teacher', 'reviews.sharePreparation', { params: { id: review } });
  await school.advance('2026-09-17T09:00');
  await school.step('reviewer', 'issue', review);
  await school.advance('2026-09-19T09:00');
  await school.drain();
});
afterAll(() => school.close());

const settle = (name: 'head' | 'deputy' | 'leader', itemId: string, pass: boolean) =>
  school.call(name, 'reviews.settleNeed', { params: { id: review, itemId }, body: { pass } });
const waitingFor = async (name: 'head' | 'deputy') =>
  (await school.call<{ needs: { id: string; title: string }[] }>(name, 'reviews.contestedNeeds')).needs;

describe('A training need that only one of the two wanted', () => {
  it('waits for the head, who is asked to decide by a day', async () => {
    contested = await waitingFor('head');
    expect(contested.map(({ title }) => title).sort()).toEqual(['Behaviour', 'Phonics lead']);
    const { rows } = await school.look.query<{ name: string; assignees: string[]; due: Date }>(
      `select name, assignees, due_at as due from engine.task where instance_id = $1 and name = 'settleNeeds'`,
      [review],
    );
    expect(rows).toMatchObject([{ assignees: [`person:${school.person('head')}`] }]);
    expect(rows[0]?.due).not.toBeNull();
  });

  it('passes to the head’s successor, who alone decides from then on', async () => {
    await school.call('admin', 'posts.give', {
      body: { personId: school.person('deputy'), post: 'head', from: '2026-09-19' },
    });
    const { posts } = await school.call<{ posts: { id: string; post: string; personId: string }[] }>(
      'admin',
      'posts.list',
    );
    const old = posts.find(({ post, personId }) => post === 'head' && personId === school.person('head'));
    await school.call('admin', 'posts.end', { params: { id: old?.id }, body: { to: '2026-09-19' } });
    await school.drain();
    expect(await waitingFor('head')).toEqual([]);
    expect(await waitingFor('deputy')).toHaveLength(2);
  });

  it('is decided one by one, in the review’s own log; only what is to pass leaves the review', async () => {
    const [one, other] = [
      contested.find(({ title }) => title === 'Phonics lead')?.id ?? '',
      contested.find(({ title }) => title === 'Behaviour')?.id ?? '',
    ];
    await expect(settle('leader', one, true)).rejects.toMatchObject({ code: 'not-found' });
    await settle('deputy', one, true);
    await settle('deputy', other, false);
    await expect(settle('deputy', other, true)).rejects.toMatchObject({ code: 'settled' });
    const { needs } = await school.call<{ needs: { title: string }[] }>('leader', 'needs.list');
    expect(needs.map(({ title }) => title)).toEqual(['Phonics lead']);
    const { rows } = await school.look.query<{ actor: string; pass: boolean }>(
      `select actor, (payload->>'pass')::boolean as pass from engine.event
        where instance_id = $1 and type = 'SETTLE_NEED' order by revision`,
      [review],
    );
    expect(rows).toEqual([
      { actor: school.person('deputy'), pass: true },
      { actor: school.person('deputy'), pass: false },
    ]);
  });
});
