import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Proof } from '../../src/platform/database/principal.js';
import { startReviews, writeAndShare } from '../reviews/support/review-year.js';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';
import { byProof, sessionOf } from './support/by-proof.js';

let school: TestSchool;
let ids: Record<string, string>;
beforeAll(async () => {
  school = await openSchool();
  ids = await startReviews(school, ['teacher', 'ta', 'cook']);
  for (const [name, reviewer] of [
    ['teacher', 'reviewer'],
    ['ta', 'reviewer'],
    ['cook', 'business'],
  ] as const) {
    const id = ids[name] ?? '';
    await school.call(reviewer, 'reviews.holdMeeting', { params: { id }, body: { heldOn: '2026-09-01' } });
    await writeAndShare(school, id, reviewer);
  }
});
afterAll(() => school.close());

const age = (name: PersonName, minutes: number) =>
  school.look.query(
    `update auth.session set proved_at = clock_timestamp() - make_interval(mins => $2) where person_id = $1`,
    [school.person(name), minutes],
  );
const step = (proof: Proof, event: string, name: string, body: object = {}) =>
  byProof<{ state: string }>(school, proof, `reviews.${event}`, { params: { id: ids[name] }, body });
const state = async (name: string) =>
  (await school.look.query('select revision from engine.instance where id = $1', [ids[name]])).rows[0]
    .revision;

describe('Signing a statement', () => {
  test('needs a proof of the last ten minutes from whoever works in a session; nothing is written without', async () => {
    const teacher = await sessionOf(school, 'teacher');
    await age('teacher', 11);
    const before = await state('teacher');
    await expect(step(teacher, 'agree', 'teacher', { comment: 'Yes' })).rejects.toMatchObject({
      status: 403,
      code: 'prove-again',
    });
    expect(await state('teacher')).toBe(before);
    const { rows } = await school.look.query(`select 1 from confidential.review_comment where body = 'Yes'`);
    expect(rows).toEqual([]);
    await age('teacher', 9);
    await step(teacher, 'agree', 'teacher', { comment: 'Yes' });
    expect(await state('teacher')).toBe(before + 1);
  });

  test('is held by the database’s own note of the session, not by what the application says', async () => {
    const teacher = await sessionOf(school, 'ta');
    await age('ta', 11);
    await school.unit
      .run(teacher, async (tx) => {
        const [row] = await tx.query<{ recent: boolean }>(
          `select auth.proved_at() > clock_timestamp() - interval '10 minutes' as recent`,
        );
        expect(row?.recent).toBe(false);
        await expect(tx.query('update auth.session set proved_at = now()')).rejects.toMatchObject({
          code: '42501',
        });
      })
      .catch(() => undefined);
    await expect(step(teacher, 'agree', 'ta')).rejects.toMatchObject({ code: 'prove-again' });
  });

  test('of the reviewer’s side needs it too: agreeing, and entering a confirmation on paper', async () => {
    const [reviewer, business] = [await sessionOf(school, 'reviewer'), await sessionOf(school, 'business')];
    await age('reviewer', 11);
    await age('business', 11);
    await expect(step(reviewer, 'agree', 'ta')).rejects.toMatchObject({ code: 'prove-again' });
    await expect(step(business, 'confirmOnPaper', 'cook', { comment: 'Fine' })).rejects.toMatchObject({
      code: 'prove-again',
    });
    await age('business', 1);
    await step(business, 'confirmOnPaper', 'cook', { comment: 'Fine' });
  });

  test('asks nothing of a token, which is a proof at every call', async () => {
    await school.call('ta', 'reviews.agree', { params: { id: ids['ta'] ?? '' } });
  });

  test('leaves everything else to an old proof', async () => {
    const ta = await sessionOf(school, 'ta');
    await age('ta', 300);
    await byProof(school, ta, 'reviews.read', { params: { id: ids['ta'] } });
  });

  test('goes for issuing it without agreement, once the time for comments is over', async () => {
    await school.advance('2026-10-09T09:00');
    const reviewer = await sessionOf(school, 'reviewer');
    await age('reviewer', 11);
    await expect(step(reviewer, 'issue', 'teacher')).rejects.toMatchObject({ code: 'prove-again' });
    await age('reviewer', 1);
    await step(reviewer, 'issue', 'teacher');
  });
});
