import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';
import { ask, listOf, makeTheme, plantYear, storyOf } from './support/year.js';

let school: TestSchool;
let cycleId: string;
let themeId: string;
let activityId: string;
beforeAll(async () => {
  school = await openSchool();
  ({ cycleId } = await plantYear(school));
  themeId = await makeTheme(school);
  activityId = randomUUID();
  const dates = {
    startsOn: '2026-11-02',
    endsOn: '2026-11-02',
    bookingClosesOn: '2026-10-20',
    decideBy: '2026-10-20',
  };
  await school.engine.start(school.system, 'activity', {
    ...{ id: activityId, key: activityId },
    input: {
      ...{ schoolId: school.id, activityId, cycleId, capacity: 10, minimum: 0, external: false, ...dates },
      people: { facilitator: school.person('colleague'), organiser: school.person('leader') },
    },
  });
});
afterAll(() => school.close());

const send = (person: PersonName, event: string, id: string, body: unknown = {}) =>
  school.call(person, `needs.${event}`, { params: { id }, body });
const tell = (id: string, type: string, more: Record<string, unknown> = {}) =>
  school.engine.send(school.system, id, { type, ...more });
const planned = async (person: PersonName): Promise<string> => {
  const id = await ask(school, person);
  await send('leader', 'triage', id, { level: 'individual', themeId, rank: 1 });
  await tell(id, 'PLANNED', { planItemId: randomUUID() });
  return id;
};

describe('A need in the plan', () => {
  test('is matched with an activity that is there, and loses it again', async () => {
    const id = await planned('teacher');
    await expect(send('leader', 'match', id, { activityId: randomUUID() })).rejects.toMatchObject({
      code: 'unknown-activity',
    });
    await send('leader', 'match', id, { activityId });
    expect(await storyOf(school, 'teacher', id)).toMatchObject({
      place: 'matched',
      activityIds: [activityId],
    });
    await send('leader', 'unmatch', id, { activityId });
    expect((await storyOf(school, 'teacher', id)).place).toBe('planned');
  });
  test('is under way, evaluated and met as bookings and evaluations tell', async () => {
    const id = await planned('ta');
    const bookingId = randomUUID();
    await send('leader', 'match', id, { activityId });
    await tell(id, 'UNDER_WAY', { bookingId });
    expect((await storyOf(school, 'ta', id)).place).toBe('underWay');
    await tell(id, 'EVALUATING', { bookingId });
    expect((await storyOf(school, 'ta', id)).place).toBe('evaluating');
    await tell(id, 'MET', { bookingId });
    expect((await storyOf(school, 'ta', id)).place).toBe('met');
    expect((await listOf(school, 'leader', { place: 'met' })).map((need) => need.id)).toContain(id);
  });
});

describe('A pause', () => {
  test('stops the clocks of somebody who is away, and ends where it began', async () => {
    const id = await ask(school, 'colleague');
    await send('leader', 'pause', id, { from: '2026-09-01' });
    expect(await storyOf(school, 'colleague', id)).toMatchObject({ place: 'paused', clocks: [] });
    await expect(send('colleague', 'resume', id, { to: '2026-09-30' })).rejects.toMatchObject({
      code: 'not-permitted',
    });
    await send('leader', 'resume', id, { to: '2026-09-30' });
    expect((await storyOf(school, 'colleague', id)).place).toBe('passed');
  });
});

describe('A need that only one of two people wants', () => {
  const contested = async (): Promise<string> => {
    const id = randomUUID();
    await school.engine.start(
      school.system,
      'need',
      {
        ...{ id, key: id },
        input: {
          ...{ schoolId: school.id, cycleId, needId: id, person: school.person('teacher') },
          ...{ lineManager: school.person('reviewer'), origin: 'annex', contested: true },
          ...{ moderator: school.person('deputy'), triageBy: '2026-11-15' },
        },
      },
      {
        within: async (tx) => {
          await tx.query(
            `insert into cpd.need (id, school_id, person_id, cycle_id, title, origin, raised_at)
              values ($1, $2, $3, $4, 'Contested', 'annex', $5)`,
            [id, school.id, school.person('teacher'), cycleId, tx.at],
          );
        },
      },
    );
    return id;
  };
  test('is hidden from the leader and the head until the moderator lets it pass', async () => {
    const id = await contested();
    for (const person of ['leader', 'head'] as const) {
      await expect(storyOf(school, person, id)).rejects.toMatchObject({ status: 404 });
    }
    await expect(send('reviewer', 'uphold', id)).rejects.toMatchObject({ code: 'not-permitted' });
    await send('deputy', 'uphold', id, { reason: 'It is in the school’s plan, too.' });
    expect(await storyOf(school, 'leader', id)).toMatchObject({ place: 'passed' });
  });
  test('ends with a reason that the person reads when the moderator sets it aside', async () => {
    const id = await contested();
    await send('deputy', 'setAside', id, { reason: 'Agreed for next year instead.' });
    expect(await storyOf(school, 'teacher', id)).toMatchObject({
      place: 'ended',
      reasons: [{ kind: 'setAside', body: 'Agreed for next year instead.', by: 'Dele Okoro' }],
    });
  });
});
