import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idFrom } from '../../src/platform/ids.js';
import { addDays } from '../../workflows/dates.js';
import { openProvidingSchool, SESSION } from './support/provided.js';
import type { ProvidingSchool } from './support/provided.js';

const PEOPLE = 50;
let school: ProvidingSchool;
const people = Array.from({ length: PEOPLE }, (_, n) => idFrom('test', 'crowd', n));
beforeAll(async () => {
  school = await openProvidingSchool();
  for (const [n, id] of people.entries()) {
    await school.look.query(
      `insert into cpd.person (id, school_id, external_id, forename, surname, staff_group, starts_on, line_manager_id)
        values ($1, $2, $3, 'Pat', $4, 'site', '2020-09-01', $5)`,
      [id, school.id, `c${n}`, `Number ${n}`, school.person('head')],
    );
  }
});
afterAll(() => school.close());

const rows = async <R extends object>(sql: string, values: unknown[]): Promise<R[]> =>
  (await school.look.query(sql, values)).rows as R[];
const count = async (sql: string, values: unknown[]): Promise<number> =>
  (await rows<{ n: number }>(`select count(*)::int as n from (${sql}) x`, values))[0]?.n ?? -1;
const placed = (activity: string) => count('select 1 from cpd.place where activity_id = $1', [activity]);
const deliver = () => Promise.all([1, 2, 3, 4].map(() => school.engine.relay.drain()));

/** A request by the CPD leader for somebody of the crowd, sent; nobody has decided yet. */
async function asked(activity: string, person: string): Promise<string> {
  const { id } = await school.call<{ id: string }>('leader', 'bookings.request', {
    body: { activityId: activity, personId: person, outcome: 'Keeps the log daily', baseline: 'Weekly' },
  });
  await school.engine.send(school.proof('head'), id, { type: 'SUBMIT' });
  return id;
}
/** Their line manager, the head, and the CPD leader approve; what follows is not delivered yet. */
async function approve(id: string): Promise<string> {
  await school.engine.send(school.proof('head'), id, { type: 'APPROVE', step: 0 });
  await school.engine.send(school.proof('leader'), id, { type: 'APPROVE', step: 1 });
  return id;
}
const approved = async (activity: string, person: string) => approve(await asked(activity, person));
/** A working day, counted from a Monday. */
const weekday = (monday: string, n: number): string => addDays(monday, Math.floor(n / 5) * 7 + (n % 5));
const inState = (bookings: readonly string[], state: string) =>
  count('select 1 from engine.instance where id = any ($1) and state ~ $2', [bookings, state]);

describe('The most people out on one day', () => {
  it('is never exceeded, whatever they go to, however many are given places at the same moment', async () => {
    await school.look.query(
      `insert into cpd.policy (school_id, key, number) values ($1, 'booking.mostOut', 5)
        on conflict (school_id, key) do update set number = 5`,
      [school.id],
    );
    const day = '2026-10-06';
    const activities: string[] = [];
    for (let n = 0; n < 4; n++) {
      activities.push(await school.provide({ title: `Course ${n}`, sessions: [{ ...SESSION, on: day }] }));
    }
    const bookings: string[] = [];
    for (let n = 0; n < 24; n++) {
      bookings.push(await asked(activities[n % 4] as string, people[n] as string));
    }
    await Promise.all(bookings.map(approve));
    // Each asked when nobody was out: only the moment of placing decides.
    expect(await inState(bookings, 'before.approved')).toBe(24);
    await deliver();
    expect(await inState(bookings, 'seated')).toBe(5);
    expect(await inState(bookings, 'dayFull')).toBe(19);
    const dead = await rows('select distinct error from engine.outbox where error is not null', []);
    expect(dead).toEqual([]);

    const seated = await rows<{ id: string }>(
      `select id from engine.instance where id = any ($1) and state ~ 'seated'`,
      [bookings],
    );
    // Three stay: at the same moment three of those who were held back, of whatever activity, take their turn.
    await Promise.all(
      seated.slice(0, 3).map(({ id }) => school.engine.send(school.proof('leader'), id, { type: 'CANCEL' })),
    );
    await deliver();
    await deliver();
    expect(await inState(bookings, 'seated')).toBe(5);
    const out = await rows<{ n: number }>(
      `select count(distinct b.person_id)::int as n from cpd.place l join cpd.booking b on b.id = l.booking_id
        join cpd.session s on s.activity_id = l.activity_id where s.on_date = $1`,
      [day],
    );
    expect(out).toEqual([{ n: 5 }]);
  });

  it('may be exceeded where the CPD leader allows it, for that booking alone', async () => {
    const [held] = await rows<{ id: string }>(
      `select id from engine.instance where state ~ 'dayFull' order by id`,
      [],
    );
    const { waiting } = await school.call<{ waiting: { id: string; event: string }[] }>(
      'leader',
      'bookings.queue',
    );
    expect(waiting).toContainEqual(expect.objectContaining({ id: held?.id, event: 'ALLOW_CLASH' }));
    await school.step('leader', 'bookings.allowClash', held?.id ?? '');
    await deliver();
    expect(await school.state(held?.id ?? '')).toContain('seated');
    expect(await count(`select 1 from engine.instance where state ~ 'dayFull'`, [])).toBe(15);
  });

  it('is not counted where nobody is taken out of their work', async () => {
    const activity = await school.provide({
      kind: 'twilight',
      sessions: [{ ...SESSION, on: '2026-10-06', release: false }],
    });
    const bookings: string[] = [];
    for (let n = 30; n < 38; n++) bookings.push(await approved(activity, people[n] as string));
    await deliver();
    expect(await inState(bookings, 'seated')).toBe(8);
  });

  it('does not refuse somebody who takes over a place from somebody who stays', async () => {
    const activity = await school.provide({ sessions: [{ ...SESSION, on: '2026-10-13' }] });
    const bookings: string[] = [];
    for (let n = 40; n < 45; n++) bookings.push(await approved(activity, people[n] as string));
    await deliver();
    expect(await inState(bookings, 'seated')).toBe(5);
    await school.step('leader', 'bookings.substitute', bookings[0] ?? '', { personId: people[46] });
    expect(await placed(activity)).toBe(5);
  });
});

describe('At the same moment', () => {
  const ROUNDS = 10;

  it('fifty people ask for the last five places: five have one, forty-five a position each, nobody an error', async () => {
    const activity = await school.provide({
      ...{ kind: 'twilight', capacity: 5 },
      sessions: [{ ...SESSION, on: '2026-11-02', release: false }],
    });
    const sent = await Promise.allSettled(people.map((person) => asked(activity, person)));
    expect(sent.filter(({ status }) => status === 'rejected')).toEqual([]);
    const bookings = sent.flatMap((it) => (it.status === 'fulfilled' ? [it.value] : []));
    await Promise.all(bookings.map(approve));
    const clicks = bookings.flatMap((bookingId) =>
      [1, 2].map(() => school.engine.send(school.system, activity, { type: 'REQUEST_PLACE', bookingId })),
    );
    const clicked = await Promise.allSettled([...clicks, deliver()]);
    expect(clicked.filter(({ status }) => status === 'rejected')).toEqual([]);
    await deliver();
    expect(await placed(activity)).toBe(5);
    expect(await count('select distinct position from cpd.waiting where activity_id = $1', [activity])).toBe(
      45,
    );
    expect([await inState(bookings, 'seated'), await inState(bookings, 'waitlisted')]).toEqual([5, 45]);
  });

  it('somebody withdraws and the next moves up: no place is lost and none is given twice', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const activity = await school.provide({
        ...{ kind: 'twilight', capacity: 1 },
        sessions: [{ ...SESSION, on: weekday('2026-11-09', round), release: false }],
      });
      const [first, second, third] = [
        await approved(activity, people[0] as string),
        await approved(activity, people[1] as string),
        await approved(activity, people[2] as string),
      ];
      await deliver();
      await Promise.all([
        school.engine.send(school.proof('leader'), first, { type: 'CANCEL' }),
        school.engine.send(school.proof('leader'), second, { type: 'CANCEL' }),
        deliver(),
      ]);
      await deliver();
      expect([await school.state(first), await school.state(second)]).toEqual([
        'ended.cancelled',
        'ended.cancelled',
      ]);
      expect(await school.state(third)).toContain('seated');
      expect(await rows('select booking_id as id from cpd.place where activity_id = $1', [activity])).toEqual(
        [{ id: third }],
      );
      expect(await count('select 1 from cpd.waiting where activity_id = $1', [activity])).toBe(0);
    }
  });

  it('two approvers decide: one wins, the other is told who it was, and the log has one decision', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const activity = await school.provide({
        sessions: [{ ...SESSION, on: weekday('2026-11-30', round), release: false }],
      });
      const id = await school.ask('teacher', activity);
      await school.step('reviewer', 'bookings.approve', id, { step: 0 });
      // The CPD leader and her delegate hold the post both.
      const first = school.call('leader', 'bookings.approve', { params: { id }, body: { step: 1 } });
      const second = school.call('leader', 'bookings.decline', {
        params: { id },
        body: { step: 1, reason: 'Not this term.' },
      });
      const outcome = await Promise.allSettled([first, second]);
      const lost = outcome.flatMap((it) => (it.status === 'rejected' ? [it.reason as object] : []));
      expect(lost).toHaveLength(1);
      expect(lost[0]).toMatchObject({ code: 'event-not-accepted', last: { by: school.person('leader') } });
      const decided = await count(
        `select 1 from engine.event where instance_id = $1 and revision > 3 and type in ('APPROVE', 'DECLINE')`,
        [id],
      );
      expect(decided).toBe(1);
      const notes = await count('select 1 from cpd.booking_note where booking_id = $1', [id]);
      expect(notes).toBe(outcome[1]?.status === 'fulfilled' ? 1 : 0);
    }
  });

  it('the person withdraws while it is approved: the booking ends either way, with nothing left hanging', async () => {
    for (let round = 0; round < ROUNDS; round++) {
      const activity = await school.provide({
        ...{ sessions: [{ ...SESSION, on: weekday('2027-01-11', round), release: false }] },
        cost: { feePence: 4_000, potId: school.pots.courses },
      });
      const id = await school.ask('teacher', activity);
      await school.step('business', 'bookings.agreeFunding', id, { share: 0 });
      await school.step('reviewer', 'bookings.approve', id, { step: 0 });
      const outcome = await Promise.allSettled([
        school.step('leader', 'bookings.approve', id, { step: 1 }),
        school.step('teacher', 'bookings.withdraw', id),
        deliver(),
      ]);
      expect(outcome[1]?.status).toBe('fulfilled');
      const [approval] = outcome;
      if (approval?.status === 'rejected') {
        expect(approval.reason).toMatchObject({ code: 'event-not-accepted' });
      }
      await deliver();
      expect(await school.state(id)).toBe('ended.withdrawn');
      expect(await placed(activity)).toBe(0);
      const left = await rows<{ pence: number }>(
        `select coalesce(sum(case line when 'committed' then pence else -pence end), 0)::int as pence
          from cpd.commitment where booking_id = $1`,
        [id],
      );
      expect(left).toEqual([{ pence: 0 }]);
    }
  });

  it('nothing of all that ended in a deadlock, a dead letter or a parked event', async () => {
    expect(await rows('select distinct error from engine.outbox where error is not null', [])).toEqual([]);
    expect(await rows('select error from engine.parked_event', [])).toEqual([]);
    expect(await rows(`select error from engine.outbox where error ~* 'deadlock'`, [])).toEqual([]);
  });
});
