import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { approveAll, codeOf, ledger, openProvidingSchool } from './support/provided.js';
import type { ProvidingSchool } from './support/provided.js';

/** A course outside: £300 fee, £20 travel; a quarter of the fee from a month before, all of it from a week before. */
const COURSE = {
  kind: 'course',
  title: 'Phonics course',
  external: true,
  facilitatorId: null,
  sessions: [{ on: '2026-11-09', startsAt: '09:00', endsAt: '15:30' }],
  cost: {
    feePence: 30_001,
    travelPence: 2_000,
    charges: [
      { daysBefore: 30, percent: 25 },
      { daysBefore: 7, percent: 100 },
    ],
  },
};

describe('the money of a booking', () => {
  let school: ProvidingSchool;
  beforeAll(async () => {
    school = await openProvidingSchool();
  });
  afterAll(() => school.close());

  const pots = async () => {
    const { pots: all } = await school.call<{ pots: { name: string; outstandingPence: number }[] }>(
      'business',
      'money.pots',
    );
    return Object.fromEntries(all.map(({ name, outstandingPence }) => [name, outstandingPence]));
  };
  const shares = (science: number, courses: number) => ({
    shares: [
      { potId: school.pots.science, financialYear: '2026-27', pence: science },
      { potId: school.pots.courses, financialYear: '2026-27', pence: courses },
    ],
  });

  it('is committed on the last approval, whole when withdrawn early, and less the charge when late', async () => {
    const activity = await school.provide(COURSE);
    const early = await school.book('teacher', activity);
    expect(await ledger(school, early)).toEqual({ committed: 32_001 });
    await school.step('teacher', 'bookings.withdraw', early);
    expect(await ledger(school, early)).toEqual({ committed: 32_001, released: 32_001 });

    const late = await school.book('colleague', activity);
    await school.advance('2026-10-15T09:00');
    await school.step('colleague', 'bookings.withdraw', late);
    // A quarter of 30,001 pence, rounded to the penny.
    expect(await ledger(school, late)).toEqual({ committed: 32_001, charge: 7_500, released: 24_501 });
    expect(await pots()).toEqual({ Courses: 0, Science: 0 });
  });

  it('can be split, a declined pot re-routed, and every share is then committed to its own pot', async () => {
    const booking = await school.ask('ta', await school.provide(COURSE));
    await school.step('business', 'bookings.splitFunding', booking, shares(12_001, 20_000));
    await school.step('business', 'bookings.declineFunding', booking, { share: 0 });
    await school.step('business', 'bookings.reroute', booking, {
      share: 0,
      potId: school.pots.courses,
      financialYear: '2026-27',
    });
    await approveAll(school, booking);
    const { rows } = await school.look.query(
      'select kind, sum(pence)::int as pence from cpd.commitment where booking_id = $1 group by 1 order by 1',
      [booking],
    );
    expect(rows).toEqual([
      { kind: 'fee', pence: 30_001 },
      { kind: 'travel', pence: 2_000 },
    ]);
    expect(await pots()).toEqual({ Courses: 32_001, Science: 0 });
  });

  it('is refused where shares do not add up, a pot does not exist, or belongs to another financial year', async () => {
    const booking = await school.ask('ta2', await school.provide(COURSE));
    const split = (body: object) =>
      codeOf(school.step('business', 'bookings.splitFunding', booking, body as Record<string, unknown>));
    expect(await split(shares(12_000, 20_000))).toBe('event-not-accepted');
    const [science, courses] = shares(12_001, 20_000).shares;
    expect(await split({ shares: [{ ...science, potId: school.person('ta') }, courses] })).toBe(
      'unknown-pot',
    );
    expect(await split({ shares: [{ ...science, financialYear: '2027-28' }, courses] })).toBe('wrong-year');
    expect(await split({ shares: [] })).toContain('ZodError');
    const { rows } = await school.look.query(
      'select share from cpd.funding_share where booking_id = $1 and replaced_at is null',
      [booking],
    );
    expect(rows).toEqual([{ share: 0 }]);
  });

  it('comes back whole when the provider cancels, and the need goes back to the plan', async () => {
    const activity = await school.provide(COURSE);
    const booking = await school.book('reviewer', activity);
    await school.advance('2026-11-05T09:00');
    await school.step('leader', 'activities.cancel', activity, { cause: 'provider' });
    await school.drain();
    expect(await school.state(booking)).toBe('ended.cancelled');
    expect(await ledger(school, booking)).toEqual({ committed: 32_001, released: 32_001 });
  });

  it('of a fixed fee is promised with the activity, and kept in part when it is cancelled', async () => {
    const fixed = { cost: { fixedPence: 40_000, potId: school.pots.science } };
    const activity = await school.provide({ ...fixed, sessions: [], startsOn: '2026-12-01' });
    expect((await pots())['Science']).toBe(40_000);
    await school.step('leader', 'activities.cancel', activity, { cause: 'numbers', chargePence: 10_000 });
    const { pots: all } = await school.call<{ pots: { name: string }[] }>('head', 'money.pots');
    expect(all.find(({ name }) => name === 'Science')).toMatchObject({
      outstandingPence: 0,
      chargedPence: 10_000,
      leftPence: 40_000,
    });
  });

  it('is seen in totals by a governor, pot by pot by finance, and not at all by a teacher', async () => {
    const totals = async (who: 'governor' | 'teacher') =>
      (
        await school.call<{ totals: { kind: string }[] }>(who, 'money.totals', {
          query: { cycleId: school.cycleId },
        })
      ).totals.map(({ kind }) => kind);
    expect(await totals('governor')).toEqual(['fee', 'travel']);
    expect(await totals('teacher')).toEqual([]);
    expect(await school.call('governor', 'money.pots')).toEqual({ pots: [] });
  });
});
