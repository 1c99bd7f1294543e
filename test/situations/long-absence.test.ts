import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openYear } from './support/open-year.js';
import type { SchoolYear } from './support/open-year.js';
import { book, provide } from './support/providing.js';

let school: SchoolYear;
beforeAll(async () => {
  school = await openYear();
});
afterAll(() => school.close());

const open = async (name: 'ta' | 'teacher') =>
  (
    await school.look.query<{ chart: string; state: string }>(
      `select chart, state from engine.instance where status = 'active' and chart in ('review', 'standards', 'need')
          and $1 in (snapshot #>> '{context,people,person}', snapshot #>> '{context,people,reviewee}')
        order by chart, started_at`,
      [school.person(name)],
    )
  ).rows;

describe('Maternity leave over the end of a year', () => {
  it('is entered by the administrator, who sees nothing of what stands still', async () => {
    const { id: need } = await school.call<{ id: string }>('ta', 'needs.request', {
      body: { title: 'Leading phonics' },
    });
    expect(need).toBeDefined();
    await school.advance('2026-10-12T09:00');
    await school.call('leader', 'absences.add', {
      params: { id: school.person('ta') },
      body: { from: '2026-10-12' },
    });
    const answer = await school.call('admin', 'people.pause', {
      params: { id: school.person('ta') },
      body: { from: '2026-10-12' },
    });
    expect(answer).toEqual({ arranged: true });
    await expect(
      school.call('admin', 'reviews.read', { params: { id: await school.reviewOf('ta') } }),
    ).rejects.toMatchObject({ status: 404 });
    expect((await open('ta')).map((record) => record.state)).toEqual(['paused', 'paused', 'paused']);
  });

  it('is for others only a pause: the reviewer sees the word and no reason, the CPD leader no review', async () => {
    const { reviews } = await school.call<{ reviews: { id: string; labels: string[] }[] }>(
      'reviewer',
      'reviews.people',
    );
    const review = await school.reviewOf('ta');
    expect(reviews.find(({ id }) => id === review)?.labels).toContain('Paused');
    const { rows } = await school.look.query<{ payload: object }>(
      `select payload - 'at' - 'by' as payload from engine.event where instance_id = $1 and type = 'PAUSE'`,
      [review],
    );
    expect(rows).toEqual([{ payload: { from: '2026-10-12' } }]);
  });

  it('makes nothing late: nobody is reminded of anything of hers through a whole year', async () => {
    await school.advance('2027-08-20T09:00');
    const { rows } = await school.look.query<{ about: string }>(
      `select about from cpd.notification where subject_id = $1 and recorded_at > '2026-10-13'`,
      [school.person('ta')],
    );
    expect(rows).toEqual([]);
    const { rows: counted } = await school.look.query(
      `select o.occasion from cpd.open_record o join engine.instance i on i.id = o.instance_id
        where o.occasion <> 'close' and $1 in (i.snapshot #>> '{context,people,person}',
          i.snapshot #>> '{context,people,reviewee}')`,
      [school.person('ta')],
    );
    expect(counted).toEqual([]);
  });

  it('lasts into the next year, whose review waits for her too', async () => {
    const { id: next } = await school.call<{ id: string }>('leader', 'cycles.prepare', {
      body: { startYear: 2027 },
    });
    await school.call('leader', 'cycles.finishSetup', { params: { id: next } });
    await school.advance('2027-09-06T09:00');
    const reviews = (await open('ta')).filter(({ chart }) => chart === 'review');
    expect(reviews.map(({ state }) => state)).toEqual(['paused', 'paused']);
    const others = (await open('teacher')).filter(({ chart }) => chart === 'review');
    expect(others.every(({ state }) => state !== 'paused')).toBe(true);
  });

  it('ends with a day: everything goes on where it stood, and its dates are later', async () => {
    await school.advance('2027-11-08T09:00');
    const { absences } = await school.call<{ absences: { id: string }[] }>('leader', 'absences.list', {
      params: { id: school.person('ta') },
    });
    await school.call('leader', 'absences.close', {
      params: { id: absences[0]?.id },
      body: { to: '2027-11-05' },
    });
    await school.call('head', 'people.resume', {
      params: { id: school.person('ta') },
      body: { to: '2027-11-05' },
    });
    const now = await open('ta');
    expect(now.some(({ state }) => state.includes('paused'))).toBe(false);
    const review = await school.reviewOf('ta');
    const { clocks } = await school.call<{ clocks: { delay: string; dueAt: string }[] }>(
      'ta',
      'reviews.read',
      {
        params: { id: review },
      },
    );
    const agreed = clocks.find(({ delay }) => delay === 'agreedDue');
    // From 6 September to 31 October 35 to 40 of her working days were lost; they are added after her return.
    expect(agreed?.dueAt.slice(0, 10)).toMatch(/^2028-01-/);
  });

  it.each([
    ['a colleague', 'colleague', 'ta', 403, 'not-permitted'],
    ['the CPD leader, who arranges no reviews', 'leader', 'ta', 403, 'not-permitted'],
    ['the administrator, for herself', 'admin', 'admin', 422, 'own-review'],
    ['the administrator, for the head', 'admin', 'head', 403, 'not-permitted'],
  ] as const)('cannot be entered by %s', async (_who, asker, person, status, code) => {
    await expect(
      school.call(asker, 'people.pause', {
        params: { id: school.person(person) },
        body: { from: '2027-11-08' },
      }),
    ).rejects.toMatchObject({ status, code });
  });
});

describe('What begins while somebody is away for long', () => {
  const charted = async (chart: string, name: 'colleague' | 'ta2') =>
    (
      await school.look.query<{ state: string; late: boolean }>(
        `select i.state, exists (select from engine.timer t where t.instance_id = i.id) as late from engine.instance i
          where i.chart = $1 and i.snapshot #>> '{context,people,person}' = $2 and i.status = 'active'`,
        [chart, school.person(name)],
      )
    ).rows;

  it('waits for them from its first moment: a need that is raised for everybody', async () => {
    await school.call('head', 'absences.add', {
      params: { id: school.person('colleague') },
      body: { from: '2027-09-20' },
    });
    const { raised } = await school.call<{ raised: number }>('leader', 'needs.raiseForMany', {
      body: {
        ...{ title: 'Reading across subjects', origin: 'improvementPlan' },
        people: [school.person('colleague'), school.person('ta2')],
      },
    });
    expect(raised).toBe(2);
    expect(await charted('need', 'colleague')).toEqual([{ state: 'paused', late: false }]);
    expect(await charted('need', 'ta2')).toEqual([{ state: 'live.waiting.passed.inTime', late: true }]);
  });

  it('and the evaluation of a course whose register comes late', async () => {
    const activity = await provide(school, {
      sessions: [{ on: '2027-11-15', startsAt: '13:00', endsAt: '15:00' }],
    });
    const booking = await book(school, 'ta2', activity);
    await school.call('head', 'absences.add', {
      params: { id: school.person('ta2') },
      body: { from: '2027-11-16' },
    });
    await school.advance('2028-01-10T09:00');
    await school.call('leader', 'bookings.markAttendance', {
      params: { id: booking },
      body: { mark: 'present', minutes: 120 },
    });
    await school.drain();
    expect(await charted('impact', 'ta2')).toEqual([{ state: 'paused', late: false }]);
  });

  it('and goes on when they are back', async () => {
    await school.call('head', 'people.resume', {
      params: { id: school.person('colleague') },
      body: { to: '2028-01-07' },
    });
    expect((await charted('need', 'colleague')).map(({ state }) => state)).toEqual([
      'live.waiting.passed.inTime',
    ]);
  });
});
