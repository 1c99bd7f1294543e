import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openProvidingSchool, SESSION } from './support/provided.js';
import type { ProvidingSchool } from './support/provided.js';

describe('a booking', () => {
  let school: ProvidingSchool;
  beforeAll(async () => {
    school = await openProvidingSchool();
  });
  afterAll(() => school.close());

  it('of an in-school session goes from the request to hours in the portfolio and an evaluation', async () => {
    const activity = await school.provide({ sessions: [{ ...SESSION, on: '2026-09-21' }] });
    const booking = await school.book('teacher', activity);
    expect(await school.state(booking)).toContain('confirmed');
    const sheet = await school.call<{ people: { name: string }[]; sessions: { id: string }[] }>(
      'colleague',
      'activities.sheet',
      { params: { id: activity } },
    );
    expect(sheet.people.map(({ name }) => name)).toEqual(['Tara Quill']);
    await school.advance('2026-09-21T18:00');
    await school.step('colleague', 'activities.recordAttendance', activity, {
      sessionId: sheet.sessions[0]?.id,
      entries: [{ bookingId: booking, mark: 'present' }],
    });
    await school.drain();
    expect(await school.state(booking)).toContain('attended');
    const record = await school.call<{ minutes: number }>('teacher', 'cpdRecord.mine');
    expect(record.minutes).toBe(120);
    const evaluations = await school.look.query(`select state from engine.instance where chart = 'impact'`);
    expect(evaluations.rows).toHaveLength(1);
    await school.step('teacher', 'bookings.shareBack', booking, { text: 'What works', everybody: true });
    expect(await school.state(booking)).toBe('closed');
    const shared = await school.call<{ shared: unknown[] }>('cook', 'sharedBack.list');
    expect(shared.shared).toMatchObject([{ title: 'Guided reading', by: 'Tara Quill' }]);
    expect(await school.call('governor', 'sharedBack.list')).toEqual({ shared: [] });
  });

  it('of the whole staff starts in one statement, and everybody has a place', async () => {
    const activity = await school.provide({
      ...{ kind: 'inset', title: 'Phonics for all' },
      sessions: [{ ...SESSION, on: '2027-01-04', release: false }],
    });
    const { booked } = await school.call<{ booked: number }>('leader', 'activities.bookEveryone', {
      params: { id: activity },
      body: {},
    });
    await school.drain();
    const { rows } = await school.look.query(
      `select count(*)::int as n, count(*) filter (where i.state ~ 'seated')::int as seated,
          (select count(distinct e.cmin::text) from engine.event e join cpd.booking b on b.id = e.instance_id
            where b.activity_id = $1 and e.revision = 1)::int as statements
        from cpd.booking b join engine.instance i on i.id = b.id where b.activity_id = $1`,
      [activity],
    );
    expect(rows).toEqual([{ n: booked, seated: booked, statements: 1 }]);
  });

  it('of the whole staff is evaluated once for all who were there, as soon as it has been held', async () => {
    const activity = await school.provide({
      ...{ kind: 'inset', title: 'Safeguarding', statutory: true, outcome: 'All know whom to tell' },
      sessions: [{ ...SESSION, on: '2026-10-05', release: false }],
    });
    await school.call('leader', 'activities.bookEveryone', {
      params: { id: activity },
      body: { people: (['teacher', 'ta', 'cook'] as const).map((name) => school.person(name)) },
    });
    await school.drain();
    const { people, sessions } = await school.call<{
      people: { bookingId: string; name: string }[];
      sessions: { id: string }[];
    }>('colleague', 'activities.sheet', { params: { id: activity } });
    await school.advance('2026-10-05T17:30');
    await school.step('colleague', 'activities.recordAttendance', activity, {
      sessionId: sessions[0]?.id,
      entries: people.map(({ bookingId, name }) => ({
        bookingId,
        mark: name === 'Tara Quill' ? 'absent' : 'present',
      })),
    });
    await school.drain();
    const { rows } = await school.look.query(
      `select snapshot #> '{context,people,person}' as people from engine.instance
        where chart = 'impact' and snapshot #>> '{context,activityId}' = $1`,
      [activity],
    );
    expect(rows.map((row) => row.people.sort())).toEqual([
      [school.person('ta'), school.person('cook')].sort(),
    ]);
    const byHand = await school.call('leader', 'evaluations.startForGroup', {
      body: { activityId: activity },
    });
    await school.drain();
    const evaluations = await school.look.query('select id from cpd.evaluation where activity_id = $1', [
      activity,
    ]);
    expect(evaluations.rows).toEqual([{ id: byHand['id'] }]);
  });
});
