import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PersonName } from '../support/school.js';
import { openYear } from './support/open-year.js';
import type { SchoolYear } from './support/open-year.js';

/** A post is what can be stood in for, by date; what lies between two people (a review) is passed on by naming somebody. */
describe('Row 24: somebody stands in for somebody who is away', () => {
  let school: SchoolYear;
  beforeAll(async () => {
    school = await openYear();
  });
  afterAll(() => school.close());

  const standIn = (who: PersonName, forWhom: PersonName, from: string, to: string) =>
    school.call('admin', 'posts.give', {
      body: { personId: school.person(who), post: 'cpdLeader', from, to, insteadOf: school.person(forWhom) },
    });
  const posts = async (who: PersonName) => (await school.call<{ posts: string[] }>(who, 'me.get')).posts;
  const leaderOf = async () =>
    (
      await school.look.query<{ leader: string }>(
        `select snapshot #>> '{context,people,cpdLeader}' as leader from engine.instance where id = $1`,
        [await school.reviewOf('teacher')],
      )
    ).rows[0]?.leader;
  const news = async (): Promise<void> => {
    await school.news();
    await school.drain();
  };

  it('acts from the first day to the last, sees the open work, and the log says for whom', async () => {
    await school.advance('2026-10-05T08:00');
    await standIn('deputy', 'leader', '2026-10-06', '2026-10-17');
    expect(await posts('deputy')).not.toContain('cpdLeader');
    await school.advance('2026-10-06T08:00');
    await news();
    expect(await posts('deputy')).toContain('cpdLeader');
    expect(await leaderOf()).toBe(school.person('deputy'));

    const { id: activity } = await school.call<{ id: string }>('deputy', 'activities.create', {
      body: {
        ...{ kind: 'inSchoolSession', title: 'Phonics', external: false },
        sessions: [{ on: '2026-11-09', startsAt: '13:00', endsAt: '15:00' }],
      },
    });
    const step = (who: PersonName, what: string, id: string, body: object = {}) =>
      school.call(who, what, { params: { id }, body });
    for (const part of ['pupilOutcomes', 'evidence', 'collaboration', 'sustained', 'ledFromTop'])
      await step('deputy', 'activities.recordQuality', activity, { part, mark: 'yes', answer: 'Yes.' });
    await step('deputy', 'activities.publish', activity);
    const { id: booking } = await school.call<{ id: string }>('teacher', 'bookings.request', {
      body: { activityId: activity, outcome: 'More talk', baseline: 'Little' },
    });
    await step('teacher', 'bookings.submit', booking);
    await step('reviewer', 'bookings.approve', booking, { step: 0 });
    await step('deputy', 'bookings.approve', booking, { step: 1 });
    const { rows } = await school.look.query<{ actor: string; away: string }>(
      `select actor, payload #>> '{facts,standingInFor,cpdLeader}' as away from engine.event
        where instance_id = $1 and type = 'APPROVE' order by revision desc limit 1`,
      [booking],
    );
    expect(rows).toEqual([{ actor: school.person('deputy'), away: school.person('leader') }]);
  });

  it('who is away too leaves it to whoever else holds the post', async () => {
    await school.advance('2026-10-08T08:00');
    await standIn('colleague', 'deputy', '2026-10-09', '2026-10-17');
    await school.advance('2026-10-09T08:00');
    await news();
    for (const each of ['leader', 'deputy', 'colleague'] as const)
      expect(await posts(each)).toContain('cpdLeader');
  });

  it('cannot be sent in a circle: the post is held, not pointed to', async () => {
    await expect(standIn('leader', 'colleague', '2026-10-09', '2026-10-17')).rejects.toMatchObject({
      code: 'held-already',
    });
  });

  it('gives everything back on the day after', async () => {
    await school.advance('2026-10-17T08:00');
    await news();
    expect(await posts('deputy')).not.toContain('cpdLeader');
    expect(await posts('colleague')).not.toContain('cpdLeader');
    expect(await leaderOf()).toBe(school.person('leader'));
  });
});
