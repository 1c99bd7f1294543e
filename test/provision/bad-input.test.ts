import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { codeOf, openProvidingSchool, SESSION } from './support/provided.js';
import type { Body, ProvidingSchool } from './support/provided.js';

const NOBODY = '00000000-0000-4000-8000-000000000000';

describe('bad input', () => {
  let school: ProvidingSchool;
  beforeAll(async () => {
    school = await openProvidingSchool();
  });
  afterAll(() => school.close());

  const written = async () =>
    (
      await school.look.query(
        `select (select count(*) from cpd.activity)::int as activities, (select count(*) from cpd.booking)::int as bookings,
          (select count(*) from cpd.session)::int as sessions, (select count(*) from engine.event)::int as events`,
      )
    ).rows[0];
  const draft = (what: Body) =>
    codeOf(
      school.call('leader', 'activities.create', {
        body: { kind: 'course', title: 'A course', external: true, sessions: [SESSION], ...what },
      }),
    );

  it('in a draft is refused by its code, and nothing is written', async () => {
    const before = await written();
    expect(await draft({ sessions: [] })).toBe('no-dates');
    expect(await draft({ sessions: [{ ...SESSION, on: '2026-08-01' }] })).toBe('date-past');
    expect(await draft({ decideBy: '2026-10-06' })).toBe('dates-order');
    expect(await draft({ sessions: [SESSION, SESSION] })).toBe('session-twice');
    expect(await draft({ providerId: NOBODY })).toBe('unknown-provider');
    expect(await draft({ priorityId: NOBODY })).toBe('unknown-priority');
    expect(await draft({ facilitatorId: NOBODY })).toBe('unknown-facilitator');
    expect(await draft({ cost: { fixedPence: 100, potId: NOBODY } })).toBe('unknown-pot');
    expect(await draft({ cycleId: NOBODY })).toBe('unknown-cycle');
    for (const wrong of [
      { kind: 'party' },
      { title: 'x'.repeat(201) },
      { title: 'with \u0000 inside' },
      { sessions: [{ ...SESSION, startsAt: '25:00' }] },
      { sessions: [{ ...SESSION, endsAt: '12:00' }] },
      { capacity: 0 },
      { capacity: 3, minimum: 4 },
      { cost: { feePence: -1 } },
      { cost: { feePence: 1.5 } },
      { cost: { fixedPence: 100 } },
      { colour: 'red' },
    ]) {
      expect([wrong, await draft(wrong)]).toEqual([wrong, expect.stringContaining('ZodError')]);
    }
    expect(await written()).toEqual(before);
  });

  it('by somebody who may not draft is refused', async () => {
    const body = { kind: 'course', title: 'A course', external: true, sessions: [SESSION] };
    expect(await codeOf(school.call('teacher', 'activities.create', { body }))).toBe('not-permitted');
    expect(await codeOf(school.call('governor', 'activities.create', { body }))).toBe('not-permitted');
  });

  it('in a request for a place is refused by its code, and nothing is written', async () => {
    const activity = await school.provide();
    const { id: unpublished } = await school.call<{ id: string }>('leader', 'activities.create', {
      body: { kind: 'course', title: 'Later', external: true, sessions: [{ ...SESSION, on: '2026-10-06' }] },
    });
    const closed = await school.provide({ sessions: [{ ...SESSION, on: '2026-10-07' }] });
    await school.step('leader', 'activities.closeBooking', closed);
    const before = await written();
    const ask = (body: Body, who: 'teacher' | 'colleague' = 'teacher') =>
      codeOf(school.call(who, 'bookings.request', { body }));
    expect(await ask({ activityId: NOBODY })).toBe('not-found');
    expect(await ask({ activityId: unpublished })).toBe('not-open');
    expect(await ask({ activityId: closed })).toBe('booking-closed');
    expect(await ask({ activityId: activity, personId: NOBODY })).toBe('unknown-person');
    expect(await ask({ activityId: activity, needId: NOBODY })).toBe('unknown-need');
    expect(await ask({ activityId: activity, personId: school.person('ta') })).toBe('42501');
    expect(await ask({ activityId: activity, outcome: 'x'.repeat(2001) })).toContain('ZodError');
    expect(await written()).toEqual(before);
  });

  it('is sent only with an outcome and where it starts from; once sent, it is not rewritten', async () => {
    const activity = await school.provide({ sessions: [{ ...SESSION, on: '2026-10-08' }] });
    const { id } = await school.call<{ id: string }>('teacher', 'bookings.request', {
      body: { activityId: activity, outcome: 'More talk' },
    });
    expect(await codeOf(school.step('teacher', 'bookings.submit', id))).toBe('outcome-missing');
    await school.call('teacher', 'bookings.writePurpose', {
      params: { id },
      body: { baseline: 'Little talk' },
    });
    await school.step('teacher', 'bookings.submit', id);
    const again = school.call('teacher', 'bookings.writePurpose', {
      params: { id },
      body: { baseline: 'None' },
    });
    expect(await codeOf(again)).toBe('already-sent');
    expect((await school.read('teacher', id))['purpose']).toMatchObject({ baseline: 'Little talk' });
  });

  it('of a page that has grown old is refused with the revision as it is', async () => {
    const activity = await school.provide({ sessions: [{ ...SESSION, on: '2026-10-09' }] });
    const stale = school.call('leader', 'activities.closeBooking', {
      params: { id: activity },
      body: {},
      expectedRevision: 1,
    });
    expect(await codeOf(stale)).toBe('stale-revision');
  });

  it('about many people at once is refused where each place has a price', async () => {
    const activity = await school.provide({
      cost: { feePence: 100 },
      sessions: [{ ...SESSION, on: '2026-10-12' }],
    });
    const everyone = school.call('leader', 'activities.bookEveryone', { params: { id: activity }, body: {} });
    expect(await codeOf(everyone)).toBe('fee-per-place');
  });
});
