import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openYear } from './support/open-year.js';
import type { PersonName } from '../support/school.js';
import type { SchoolYear } from './support/open-year.js';

let school: SchoolYear;
beforeAll(async () => {
  school = await openYear();
  await school.advance('2027-01-18T09:00');
});
afterAll(() => school.close());

const leave = (name: PersonName, lastDay: string) =>
  school.call('admin', 'people.leave', { params: { id: school.person(name) }, body: { lastDay } });

describe('Row 23: a CPD leader who leaves in January', () => {
  it('is told of beforehand, and works until the last day', async () => {
    await leave('leader', '2027-01-29');
    await expect(school.call('leader', 'me.get')).resolves.toMatchObject({ posts: ['cpdLeader'] });
    await leave('leader', '2027-01-22');
    await school.advance('2027-01-22T12:00');
    await expect(school.call('leader', 'me.get')).resolves.toBeDefined();
  });

  it('cannot sign in afterwards; a vacancy goes to the head, their own review ends and is kept', async () => {
    const review = await school.reviewOf('leader');
    await school.advance('2027-01-25T08:00');
    await school.news();
    await school.drain();
    await expect(school.call('leader', 'me.get')).rejects.toMatchObject({ code: 'proof-refused' });
    expect(await school.stateOf(review)).toBe('ended');
    const { vacant } = await school.call<{ vacant: string[] }>('head', 'posts.list');
    expect(vacant).toContain('cpdLeader');
  });

  it('leaves nobody whom they managed without a reviewer', async () => {
    const review = await school.reviewOf('reviewer');
    const { reviewers } = await school.call<{ reviewers: string[] }>('reviewer', 'reviews.read', {
      params: { id: review },
    });
    expect(reviewers).toEqual([school.person('head')]);
  });

  it('is succeeded by somebody who finds the open work', async () => {
    const { id: need } = await school.call<{ id: string }>('teacher', 'needs.request', {
      body: { title: 'Leading science' },
    });
    await school.call('admin', 'posts.give', {
      body: { personId: school.person('deputy'), post: 'cpdLeader', from: '2027-01-25' },
    });
    await school.drain();
    const { needs } = await school.call<{ needs: { id: string }[] }>('deputy', 'needs.list');
    expect(needs.map(({ id }) => id)).toContain(need);
    const context = await school.look.query<{ leader: string }>(
      `select snapshot #>> '{context,people,cpdLeader}' as leader from engine.instance where id = $1`,
      [await school.reviewOf('teacher')],
    );
    expect(context.rows[0]?.leader).toBe(school.person('deputy'));
  });
});

describe('Row 23: a reviewer who leaves', () => {
  it('hands over without anything starting again, and reads nothing any more', async () => {
    const review = await school.reviewOf('teacher');
    const before = await school.stateOf(review);
    await leave('reviewer', '2027-01-24');
    await school.drain();
    expect(await school.stateOf(review)).toBe(before);
    const { reviewers } = await school.call<{ reviewers: string[] }>('teacher', 'reviews.read', {
      params: { id: review },
    });
    expect(reviewers).toEqual([school.person('head')]);
    await expect(school.call('reviewer', 'me.get')).rejects.toMatchObject({ code: 'proof-refused' });
  });

  it('was refused a last day before the first, and by somebody who may not say so', async () => {
    const say = (asker: 'admin' | 'teacher', lastDay: string) =>
      school.call(asker, 'people.leave', { params: { id: school.person('ta') }, body: { lastDay } });
    await expect(say('admin', '2019-01-01')).rejects.toMatchObject({ code: 'left-before-start' });
    await expect(say('teacher', '2027-06-30')).rejects.toMatchObject({ status: 403 });
    await expect(school.call('ta', 'me.get')).resolves.toBeDefined();
  });

  it('can be replaced by the administrator for one person, who never sees the review', async () => {
    const review = await school.reviewOf('ta');
    await school.call('admin', 'people.changeReviewer', {
      params: { id: school.person('ta') },
      body: { reviewers: [school.person('colleague')] },
    });
    const { reviewers } = await school.call<{ reviewers: string[] }>('ta', 'reviews.read', {
      params: { id: review },
    });
    expect(reviewers).toEqual([school.person('colleague')]);
    const { rows } = await school.look.query<{ actor: string; why: string }>(
      `select actor, why from engine.event where instance_id = $1 and type = 'REASSIGN' order by revision desc limit 1`,
      [review],
    );
    expect(rows).toEqual([{ actor: 'system', why: school.person('admin') }]);
  });
});

describe('Row 23: somebody on whom open work waits', () => {
  it('leaves none of it behind: each task has somebody else, in a logged step, and nothing more is sent to them', async () => {
    const { id: activity } = await school.call<{ id: string }>('head', 'activities.create', {
      body: {
        ...{ kind: 'inSchoolSession', title: 'Phonics', external: false },
        facilitatorId: school.person('colleague'),
        sessions: [{ on: '2027-03-08', startsAt: '13:00', endsAt: '15:00' }],
      },
    });
    const step = (who: PersonName, what: string, id: string, body: object = {}) =>
      school.call(who, what, { params: { id }, body });
    for (const part of ['pupilOutcomes', 'evidence', 'collaboration', 'sustained', 'ledFromTop'])
      await step('head', 'activities.recordQuality', activity, { part, mark: 'yes', answer: 'Yes.' });
    await step('head', 'activities.publish', activity);
    const { id: booking } = await school.call<{ id: string }>('colleague', 'bookings.request', {
      body: { activityId: activity, outcome: 'More talk', baseline: 'Little' },
    });
    await step('colleague', 'bookings.submit', booking);
    const leaver = school.person('deputy');
    const waitingFor = async (person: string): Promise<number> =>
      Number(
        (
          await school.look.query('select count(*) as n from engine.task where $1 = any (assignees)', [
            `person:${person}`,
          ])
        ).rows[0].n,
      );
    const whose = async () =>
      (
        await school.look.query<{ assignees: string[] }>(
          `select assignees from engine.task where instance_id = $1 and name = 'approveBooking'`,
          [booking],
        )
      ).rows;
    expect(await whose()).toEqual([{ assignees: [`person:${leaver}`] }]);
    expect(await waitingFor(leaver)).toBeGreaterThan(1);

    await leave('deputy', '2027-02-05');
    await school.advance('2027-02-08T08:00');
    await school.news();
    await school.drain();
    expect(await waitingFor(leaver)).toBe(0);
    expect(await whose()).toEqual([{ assignees: [`person:${school.person('head')}`] }]);
    await school.advance('2027-03-01T08:00');
    const told = await school.look.query(
      `select count(*)::int as n from cpd.notification where person_id = $1 and recorded_at > '2027-02-08'`,
      [leaver],
    );
    expect(told.rows).toEqual([{ n: 0 }]);
    const steps = await school.look.query<{ type: string }>(
      `select type from engine.event where instance_id = $1 and at > '2027-02-06' order by revision`,
      [booking],
    );
    expect(steps.rows.map(({ type }) => type)).toEqual(expect.arrayContaining(['APPROVER_LEFT', 'REASSIGN']));
    await expect(step('head', 'bookings.approve', booking, { step: 0 })).resolves.toBeDefined();
  });
});
