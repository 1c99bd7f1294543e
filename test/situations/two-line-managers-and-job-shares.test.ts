import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask, provide } from './support/providing.js';
import { openYear } from './support/open-year.js';
import type { SchoolYear } from './support/open-year.js';
import { untilShared } from '../reviews/support/review-year.js';

let school: SchoolYear;
beforeAll(async () => {
  school = await openYear();
});
afterAll(() => school.close());

describe('Somebody with two line managers', () => {
  it('is reviewed by one, who signs; the other contributes and reads nothing', async () => {
    const review = await school.reviewOf('teacher');
    await school.step('reviewer', 'askContributors', review, { contributors: [school.person('deputy')] });
    expect(await school.tasksOf('deputy', review)).toEqual(['contribute']);
    await school.step('deputy', 'contribute', review, { text: 'Her science group went well' });
    await expect(school.call('deputy', 'reviews.read', { params: { id: review } })).rejects.toMatchObject({
      status: 404,
    });
    await untilShared(school, review, 'reviewer');
    await expect(school.step('deputy', 'agree', review)).rejects.toMatchObject({ code: 'not-found' });
    await school.step('reviewer', 'agree', review);
    expect((await school.step('teacher', 'agree', review)).state).toContain('agreed');
  });

  it('has bookings approved by whoever was set apart from the review', async () => {
    await school.call('admin', 'bookingApprovers.set', {
      params: { personId: school.person('teacher') },
      body: { approverId: school.person('deputy') },
    });
    await expect(
      school.call('teacher', 'bookingApprovers.set', {
        params: { personId: school.person('teacher') },
        body: { approverId: school.person('colleague') },
      }),
    ).rejects.toMatchObject({ status: 403 });
    const booking = await ask(school, 'teacher', await provide(school));
    expect(await school.tasksOf('deputy', booking)).toContain('approveBooking');
    expect(await school.tasksOf('reviewer', booking)).toEqual([]);
  });
});

describe('Two people who share a job', () => {
  it('have a review each: an objective may be the same, a judgement is read by nobody but its own two', async () => {
    const [one, other] = [await school.reviewOf('ta'), await school.reviewOf('ta2')];
    expect(one).not.toBe(other);
    await untilShared(school, one, 'reviewer', { objective: 'Run the breakfast club' });
    await untilShared(school, other, 'reviewer', { objective: 'Run the breakfast club' });
    const titles = async (name: 'ta' | 'ta2', id: string) => {
      const { content } = await school.call<{ content: { writings: { part: string; body: unknown }[] } }>(
        name,
        'reviews.read',
        { params: { id } },
      );
      return JSON.stringify(content.writings);
    };
    expect(await titles('ta', one)).toContain('Run the breakfast club');
    expect(await titles('ta2', other)).toContain('Run the breakfast club');
    await expect(titles('ta', other)).rejects.toMatchObject({ status: 404 });
    await expect(titles('ta2', one)).rejects.toMatchObject({ status: 404 });
  });
});
