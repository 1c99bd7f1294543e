import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { withFixed } from '../../src/reports/costs/booking-costs.queries.js';
import type { BookingCost } from '../../src/reports/costs/booking-costs.queries.js';
import { historyOf } from '../../src/reports/providers/provider-history.js';
import { idFrom } from '../../src/platform/ids.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';
import { plantRecords } from './support/year.js';

const cost = (at: number, given: Partial<BookingCost> = {}): BookingCost => ({
  ...{
    bookingId: `b${at}`,
    activityId: 'a',
    activity: 'A',
    kind: 'course',
    external: true,
    personId: `p${at}`,
  },
  ...{ staffGroup: 'teacher', theme: null, cashPence: 0, coverPence: 0, minutes: 60, timePence: null },
  ...{
    evaluationId: null,
    outcome: null,
    worth: null,
    learnt: null,
    support: null,
    use: null,
    seenUse: null,
  },
  ...{ evidenced: false, ...given },
});
const fixed = (cashPence: number) => ({
  ...{ activityId: 'a', activity: 'A', kind: 'course', external: true, cashPence, coverPence: 0 },
});

describe('what was paid once for everybody', () => {
  it('is borne to the penny by those who were there, else by those booked, else by nobody', () => {
    fc.assert(
      fc.property(
        fc.array(fc.boolean(), { maxLength: 12 }),
        fc.integer({ min: 0, max: 1_000_000 }),
        (there, pence) => {
          const { bookings, unborne } = withFixed(
            there.map((was, at) => cost(at, { minutes: was ? 30 : 0 })),
            [fixed(pence)],
          );
          const borne = bookings.reduce((sum, it) => sum + it.cashPence, 0);
          const left = unborne.reduce((sum, it) => sum + it.cashPence, 0);
          expect(borne + left).toBe(pence);
          if (there.includes(true))
            for (const it of bookings.filter(({ minutes }) => minutes === 0)) expect(it.cashPence).toBe(0);
        },
      ),
    );
  });
});

describe('the history of a provider', () => {
  const all = { leads: true, seesMoney: true };
  const staff = { leads: false, seesMoney: false };
  it('speaks to staff of five people and more, on both sides of a share', () => {
    const four = [1, 2, 3, 4].map((at) => cost(at));
    expect(historyOf(four, staff)).toMatchObject({ people: null, attended: null, cashPence: null });
    expect(historyOf(four, all)).toMatchObject({ people: 4, attended: { value: 4, of: 4 }, cashPence: 0 });
    const oneAway = [1, 2, 3, 4, 5, 6].map((at) => cost(at, { minutes: at === 6 ? 0 : 60 }));
    expect(historyOf(oneAway, staff)).toMatchObject({ people: 6, attended: null });
  });
  it('says nothing where nothing is known, and no average of fewer than five answers', () => {
    expect(historyOf([], all)).toMatchObject({ people: 0, attended: null, met: null, worthTenths: null });
    const worth = (n: number) => Array.from({ length: n }, (_, at) => cost(at, { worth: at === 0 ? 3 : 5 }));
    expect(historyOf(worth(4), all).worthTenths).toBeNull();
    expect(historyOf(worth(5), all).worthTenths).toBe(46);
  });
});

describe('costs of a school', () => {
  let school: TestSchool;
  beforeAll(async () => {
    school = await openSchool();
    await plantRecords(school);
  });
  afterAll(() => school.close());
  const course = () => idFrom('test', 'activity', school.id, 'Phonics course');

  it('stand by booking, cash apart from paid time, which has no price before the school sets rates', async () => {
    type Costs = {
      total: object;
      bookings: { cashPence: number; coverPence: number; timePence: number | null; minutes: number }[];
    };
    const costs = () => school.call<Costs>('leader', 'costs.ofActivity', { params: { id: course() } });
    const { bookings } = await costs();
    expect(bookings).toHaveLength(7);
    for (const it of bookings) expect(it).toMatchObject({ cashPence: 7000, coverPence: 0, timePence: null });
    for (const staffGroup of ['teacher', 'leadership', 'teachingAssistant'])
      await school.call('head', 'hourlyRates.set', { body: { staffGroup, from: '2026-09-01', pence: 3000 } });
    const { bookings: priced, total } = await costs();
    expect(total).toMatchObject({ cashPence: 49_000, coverPence: 0, minutes: 1680, timePence: 84_000 });
    expect(priced.map((it) => it.timePence).sort()).toEqual(priced.map((it) => it.minutes * 50).sort());
    await expect(
      school.call('teacher', 'costs.ofActivity', { params: { id: course() } }),
    ).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('show a provider’s history to whoever chooses, in totals', async () => {
    const provider = idFrom('test', 'provider');
    await school.look.query(
      `insert into cpd.provider (id, school_id, name, kind) values ($1, $2, 'Phonics Ltd', 'company')`,
      [provider, school.id],
    );
    await school.look.query('update cpd.activity set provider_id = $1 where id = $2', [provider, course()]);
    const history = (name: 'teacher' | 'leader') =>
      school.call(name, 'providers.history', { params: { id: provider } });
    expect(await history('teacher')).toMatchObject({
      ...{ name: 'Phonics Ltd', people: 7, attended: { value: 7, of: 7 }, met: null, cashPence: null },
    });
    expect(await history('leader')).toMatchObject({ met: { value: 5, of: 6 }, cashPence: 49_000 });
  });

  it('check an activity again once it was held: what was missing before, and what is missing after', async () => {
    const set = (name: 'teacher' | 'leader', part: string, mark: string) =>
      school.call(name, 'activities.qualityAfterwards', { params: { id: course() }, body: { part, mark } });
    await expect(set('teacher', 'sustained', 'yes')).rejects.toMatchObject({ code: 'not-permitted' });
    await set('leader', 'sustained', 'partly');
    await set('leader', 'sustained', 'yes');
    const check = await school.call<{ missingBefore: string[]; missingAfter: string[] }>(
      'teacher',
      'activities.quality',
      { params: { id: course() } },
    );
    expect(check.missingBefore).toHaveLength(5);
    expect(check.missingAfter).not.toContain('sustained');
    const draft = idFrom('test', 'activity', school.id, 'Coaching');
    await school.look.query(
      'delete from cpd.attendance where booking_id in (select id from cpd.booking where activity_id = $1)',
      [draft],
    );
    await expect(
      school.call('leader', 'activities.qualityAfterwards', {
        params: { id: draft },
        body: { part: 'evidence', mark: 'no' },
      }),
    ).rejects.toMatchObject({ code: 'not-held-yet' });
  });
});
