import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { untilShared } from '../reviews/support/review-year.js';
import { openYear } from './support/open-year.js';
import type { SchoolYear } from './support/open-year.js';

let school: SchoolYear;
beforeAll(async () => {
  school = await openYear({
    before: async ({ look, person }) => {
      await look.query('update cpd.person set line_manager_id = null where id = $1', [person('ta')]);
    },
  });
});
afterAll(() => school.close());

const reviewersOf = async (name: 'ta' | 'teacher') =>
  (
    await school.call<{ reviewers: string[] }>(name, 'reviews.read', {
      params: { id: await school.reviewOf(name) },
    })
  ).reviewers;

describe('Somebody without a line manager', () => {
  it('is reviewed by the head until there is one', async () => {
    expect(await reviewersOf('ta')).toEqual([school.person('head')]);
    expect(await school.tasksOf('head', await school.reviewOf('ta'))).toContain('bookMeeting');
  });

  it('passes to the new one by a change of the staff list, and nothing starts again', async () => {
    const review = await school.reviewOf('ta');
    await school.step('head', 'bookMeeting', review, { on: '2026-09-10' });
    await school.call('admin', 'cycles.lineManagerChanged', {
      params: { id: school.cycleId },
      body: {
        ...{ personId: school.person('ta'), from: null, to: school.person('colleague') },
        on: '2026-09-02',
      },
    });
    await school.drain();
    expect(await reviewersOf('ta')).toEqual([school.person('colleague')]);
    expect(await school.stateOf(review)).toContain('meeting.booked');
  });
});

describe('A school whose CPD leader’s post is vacant', () => {
  it('has its needs sorted by the head meanwhile', async () => {
    const { posts } = await school.call<{ posts: { id: string; post: string }[] }>('admin', 'posts.list');
    const post = posts.find((held) => held.post === 'cpdLeader');
    await school.call('admin', 'posts.end', { params: { id: post?.id }, body: { to: '2026-09-02' } });
    await school.drain();
    const { id } = await school.call<{ id: string }>('teacher', 'needs.request', {
      body: { title: 'Leading science' },
    });
    await expect(school.call('leader', 'needs.one', { params: { id } })).rejects.toMatchObject({
      status: 404,
    });
    const { id: themeId } = await school.call<{ id: string }>('head', 'themes.make', {
      body: { title: 'Science' },
    });
    await school.call('head', 'needs.triage', {
      params: { id },
      body: { level: 'individual', themeId, rank: 1 },
    });
    expect(await school.stateOf(id)).toContain('triaged');
  });
});

describe('A dispute in which nobody in post is independent', () => {
  it('is heard by somebody whom the administrator names, and who sees it only until it is decided', async () => {
    const review = await school.reviewOf('teacher');
    await untilShared(school, review, 'reviewer');
    await school.call('admin', 'people.changeReviewer', {
      params: { id: school.person('teacher') },
      body: { reviewers: [school.person('head')] },
    });
    const appoint = (moderator: 'governor2' | 'teacher') =>
      school.call('admin', 'people.appointModerator', {
        params: { id: school.person('teacher') },
        body: { moderator: school.person(moderator) },
      });
    await expect(appoint('teacher')).rejects.toMatchObject({ code: 'own-review' });
    await appoint('governor2');
    await school.step('teacher', 'dispute', review, { comment: 'We do not agree' });
    await expect(school.call('governor2', 'reviews.read', { params: { id: review } })).resolves.toMatchObject(
      { standing: 'moderator' },
    );
    await school.step('governor2', 'decide', review, { outcome: 'stands' });
    await expect(school.call('governor2', 'reviews.read', { params: { id: review } })).rejects.toMatchObject({
      status: 404,
    });
  });

  it('refuses a moderator who reviews, and changes nothing', async () => {
    await expect(
      school.call('admin', 'people.appointModerator', {
        params: { id: school.person('teacher') },
        body: { moderator: school.person('head') },
      }),
    ).rejects.toMatchObject({ code: 'nothing-open' });
  });
});

describe('Settings of the school', () => {
  it('are written by its office alone, also by raw SQL', async () => {
    const write = (name: 'admin' | 'teacher') =>
      school.as(name, (tx) =>
        tx.query(
          `insert into cpd.review_dates (school_id, staff_group, agree_by) values (auth.school(), $1, '02-01')`,
          [name],
        ),
      );
    await expect(write('teacher')).rejects.toMatchObject({ code: '42501' });
    await expect(write('admin')).resolves.toBeDefined();
    const home = school.as('admin', (tx) =>
      tx.query(
        'insert into cpd.home_school (school_id, person_id, home_school_id) values (auth.school(), $1, $1)',
        [school.person('ta')],
      ),
    );
    await expect(home).rejects.toMatchObject({ code: '42501' });
  });
});
