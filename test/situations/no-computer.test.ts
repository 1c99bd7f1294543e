import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openYear } from './support/open-year.js';
import type { SchoolYear } from './support/open-year.js';
import { provide } from './support/providing.js';
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

describe('After a day for the whole staff, for the cook who does not use a computer', () => {
  const answers = { worth: 4, learnt: 3, support: 5, said: 'The kitchen plan is clearer' };
  const enter = (name: 'business' | 'colleague' | 'reviewer' | 'teacher' | 'leader', body: object) =>
    school.call(name, 'evaluations.giveReaction', {
      params: { id: evaluation },
      body: { ...answers, ...body },
    });
  let evaluation: string;
  beforeAll(async () => {
    const activity = await provide(school, {
      kind: 'inset',
      sessions: [{ on: '2026-09-21', startsAt: '09:00', endsAt: '12:00', release: false }],
    });
    await school.call('leader', 'activities.bookEveryone', { params: { id: activity }, body: {} });
    await school.drain();
    await school.advance('2026-09-21T15:00');
    const started = await school.call<{ id: string }>('leader', 'evaluations.startForGroup', {
      body: { activityId: activity },
    });
    evaluation = started.id;
    await school.drain();
  });

  it('her line manager or whoever led the day enters what she says, and how she confirmed it', async () => {
    const cook = school.person('cook');
    await expect(enter('business', { personId: cook })).rejects.toMatchObject({ code: 'not-confirmed' });
    const { entersFor } = await school.call<{ entersFor: object[] }>('colleague', 'evaluations.read', {
      params: { id: evaluation },
    });
    expect(entersFor).toEqual([{ personId: cook, name: 'Cora Dunn' }]);
    await enter('business', { personId: cook, confirmed: 'sharedDevice' });
    await enter('colleague', { personId: cook, confirmed: 'paper', worth: 5 });
    const { rows } = await school.look.query(
      'select worth, confirmed, written_by as by from cpd.evaluation_response where person_id = $1',
      [cook],
    );
    expect(rows).toEqual([{ worth: 5, confirmed: 'paper', by: school.person('colleague') }]);
  });

  it.each([
    ['a line manager for somebody who has a computer', 'reviewer', 'ta'],
    ['a colleague for the cook', 'teacher', 'cook'],
    ['whoever led the day for somebody who has a computer', 'colleague', 'teacher'],
  ] as const)('is no shortcut: not %s', async (_who, writer, person) => {
    const body = { personId: school.person(person), confirmed: 'paper' };
    await expect(enter(writer, body)).rejects.toMatchObject({ status: 403 });
    const raw = school.as(writer, (tx) =>
      tx.query(
        `insert into cpd.evaluation_response (id, school_id, evaluation_id, stage, person_id, of_group, said, written_by,
            written_at, confirmed)
          values (gen_random_uuid(), $1, $2, 'reaction', $3, true, 'Forged', $4, now(), 'paper')`,
        [school.id, evaluation, school.person(person), school.person(writer)],
      ),
    );
    await expect(raw).rejects.toMatchObject({ code: '42501' });
  });

  it('those who may enter are told on the day, and read nobody else’s answers', async () => {
    await school.advance('2026-09-22T09:00');
    const { rows } = await school.look.query<{ person_id: string }>(
      `select distinct person_id from cpd.notification where about = 'impact.enterReactions' and instance_id = $1`,
      [evaluation],
    );
    expect(rows.map(({ person_id }) => person_id)).toEqual(
      expect.arrayContaining([school.person('business'), school.person('colleague')]),
    );
    await enter('teacher', {});
    const read = await school.as('colleague', (tx) =>
      tx.query<{ person: string }>('select person_id as person from cpd.evaluation_response'),
    );
    expect(read).toEqual([{ person: school.person('cook') }]);
  });
});
