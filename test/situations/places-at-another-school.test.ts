import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Proof } from '../../src/platform/database/principal.js';
import { idFrom } from '../../src/platform/ids.js';
import { openProvidingSchool, SESSION } from '../provision/support/provided.js';
import type { ProvidingSchool } from '../provision/support/provided.js';
import { callOperation, plant } from '../support/school.js';
import type { PersonName } from '../support/school.js';
import { plantTrust } from '../support/trust.js';
import type { PlantedTrust } from '../support/trust.js';

type Planted = Awaited<ReturnType<typeof plant>>;
let host: ProvidingSchool;
let home: Planted;
let third: Planted;
let outside: Planted;
let above: PlantedTrust;
let pot: string;
let activity: string;
let booking: string;

const proofOf = (school: Planted, name: PersonName): Proof => ({ kind: 'token', token: school.tokens[name] });
const at = <R = Record<string, unknown>>(
  school: Planted,
  name: PersonName,
  operation: string,
  input: Parameters<typeof callOperation>[3] = {},
) => callOperation<R>(host.operations, operation, proofOf(school, name), input);
const raw = (proof: Proof, sql: string, values: unknown[] = []) =>
  host.unit.run(proof, (tx) => tx.query(sql, values));

beforeAll(async () => {
  host = await openProvidingSchool();
  home = await plant(host.look, 'Hill Top Primary', '654321');
  third = await plant(host.look, 'Mill Dale Primary', '654322');
  outside = await plant(host.look, 'Far Away Academy', '654323');
  above = await plantTrust(host.look, [host.id, home.id, third.id]);
  for (const school of [home, third]) {
    const cycle = idFrom('test', 'cycle', school.id);
    await host.look.query(
      `insert into cpd.cycle (id, school_id, title, starts_on, ends_on) values ($1, $2, '2026-27', '2026-09-01', '2027-08-31')`,
      [cycle, school.id],
    );
    pot = idFrom('test', 'pot', home.id);
    await host.look.query(
      `insert into cpd.pot (id, school_id, cycle_id, name, amount_pence, financial_year)
        values ($1, $2, $3, 'Training', 100000, '2026-27')`,
      [idFrom('test', 'pot', school.id), school.id, cycle],
    );
  }
  activity = await host.provide({
    ...{ title: 'Reading in the early years', capacity: 2 },
    cost: { feePence: 9_000, fixedPence: 30_000, potId: host.pots.courses },
  });
});
afterAll(() => host.close());

const listed = async (school: Planted, name: PersonName = 'teacher') =>
  (
    await at<{ activities: { id: string; host: string | null; taken: number }[] }>(
      school,
      name,
      'activities.list',
    )
  ).activities;

describe('An activity that a school of a trust offers to the others', () => {
  it('is seen nowhere else before it is offered', async () => {
    expect(await listed(home)).toEqual([]);
    await expect(
      at(home, 'teacher', 'bookings.request', { body: { activityId: activity } }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('is offered by its CPD leader or head, to schools of the trust only', async () => {
    const offer = (name: PersonName, body: object) =>
      host.step(name, 'activities.offer', activity, { ...body });
    await expect(offer('teacher', {})).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(offer('leader', { schools: [outside.id] })).rejects.toMatchObject({
      code: 'unknown-school',
    });
    await expect(
      at(outside, 'leader', 'activities.offer', { params: { id: activity }, body: {} }),
    ).rejects.toMatchObject({ code: 'not-found' });
    const { schools } = await host.call<{ schools: { name: string }[] }>('leader', 'schools.beside');
    expect(schools.map(({ name }) => name)).toEqual(['Hill Top Primary', 'Mill Dale Primary']);
    await offer('leader', { schools: [home.id], guestFeePence: 5_000 });
  });

  it('is then in that school’s catalogue with its host, and in nobody else’s', async () => {
    expect(await listed(home)).toMatchObject([{ id: activity, host: 'Brook Lane Primary', taken: 0 }]);
    for (const [school, name] of [
      [third, 'leader'],
      [outside, 'leader'],
    ] as const)
      expect(await listed(school, name)).toEqual([]);
    for (const proof of [proofOf(third, 'head'), proofOf(outside, 'head'), above.trust.adviser]) {
      expect(await raw(proof, 'select 1 from cpd.activity')).toEqual([]);
      expect(await raw(proof, 'select 1 from engine.instance')).toEqual([]);
    }
    const shown = await at<{ sessions: object[]; cost: unknown }>(home, 'leader', 'activities.read', {
      params: { id: activity },
    });
    expect(shown.sessions).toHaveLength(1);
    expect(shown.cost).toBeNull();
  });

  it('is not theirs to change: the posts of one school count for nothing in the other', async () => {
    for (const [operation, body] of [
      ['activities.cancel', { cause: 'school' }],
      ['activities.changeCapacity', { capacity: 50 }],
      ['activities.closeBooking', {}],
      ['activities.offer', {}],
    ] as const) {
      await expect(at(home, 'leader', operation, { params: { id: activity }, body })).rejects.toMatchObject({
        code: 'not-permitted',
      });
    }
    const update = await raw(proofOf(home, 'leader'), `update cpd.activity set title = 'Ours' returning 1`);
    expect(update).toEqual([]);
  });
});

describe('Somebody of another school', () => {
  const step = (name: PersonName, operation: string, body: object = {}) =>
    at<{ state: string }>(home, name, operation, { params: { id: booking }, body });
  const state = () => host.state(booking);

  it('asks for a place; their own school approves and pays what a guest pays', async () => {
    ({ id: booking } = await at<{ id: string }>(home, 'teacher', 'bookings.request', {
      body: { activityId: activity, outcome: 'Every child is read to daily', baseline: 'Three times a week' },
    }));
    await step('teacher', 'bookings.submit');
    await step('reviewer', 'bookings.approve', { step: 0 });
    await step('leader', 'bookings.approve', { step: 1 });
    await step('business', 'bookings.agreeFunding', { share: 0 });
    await host.drain();
    expect(await state()).toContain('seated');
    const { rows } = await host.look.query(
      `select school_id as school, pot_id as pot, line, pence from cpd.commitment where activity_id = $1 order by pence`,
      [activity],
    );
    expect(rows).toEqual([
      { school: home.id, pot, line: 'committed', pence: 5_000 },
      { school: host.id, pot: host.pots.courses, line: 'committed', pence: 30_000 },
    ]);
  });

  it('is a guest whom the host knows by name, school and price, and nothing else', async () => {
    const { guests } = await host.call<{ guests: object[] }>('leader', 'activities.guests', {
      params: { id: activity },
    });
    expect(guests).toEqual([
      {
        ...{ bookingId: booking, school: 'Hill Top Primary', name: 'Tara Quill' },
        ...{ placed: true, waiting: false, feePence: 5_000 },
      },
    ]);
    const { people } = await host.call<{ people: { name: string }[] }>('colleague', 'activities.sheet', {
      params: { id: activity },
    });
    expect(people.map(({ name }) => name)).toEqual(['Tara Quill']);
    expect(await host.call('teacher', 'activities.guests', { params: { id: activity } })).toEqual({
      guests: [],
    });
    for (const table of ['booking_purpose', 'booking_note', 'funding_share', 'person']) {
      const seen = await raw(host.proof('leader'), `select 1 from cpd.${table} where school_id = $1`, [
        home.id,
      ]);
      expect([table, seen]).toEqual([table, []]);
    }
    expect(await raw(host.proof('leader'), 'select 1 from engine.instance where id = $1', [booking])).toEqual(
      [],
    );
  });

  it('is seen as booked by exactly these two schools', async () => {
    const sees = async (proof: Proof) =>
      (await raw(proof, 'select 1 from cpd.booking where id = $1', [booking])).length;
    expect(await sees(proofOf(home, 'leader'))).toBe(1);
    expect(await sees(host.proof('leader'))).toBe(1);
    for (const proof of [
      ...[proofOf(third, 'leader'), proofOf(third, 'head'), proofOf(outside, 'leader')],
      ...[
        host.proof('teacher'),
        proofOf(home, 'colleague'),
        above.trust.adviser,
        above.localAuthority.adviser,
      ],
    ])
      expect(await sees(proof)).toBe(0);
    await expect(
      raw(
        proofOf(third, 'teacher'),
        `insert into cpd.booking (id, school_id, host_school_id, activity_id, cycle_id, person_id, fee_pence, travel_pence,
            materials_pence, asked_by, asked_at)
          values (gen_random_uuid(), $1, $2, $3, $4, $5, 0, 0, 0, $5, now())`,
        [third.id, host.id, activity, idFrom('test', 'cycle', third.id), third.people.teacher],
      ),
    ).rejects.toMatchObject({ code: '42501' });
  });

  it('shares places and one waiting list with the host’s own staff', async () => {
    const own = await host.book('ta', activity);
    const late = await host.book('ta2', activity);
    await host.drain();
    expect(await host.state(own)).toContain('seated');
    expect(await host.state(late)).toContain('waitlisted');
    const { id: other } = await at<{ id: string }>(home, 'ta', 'bookings.request', {
      body: { activityId: activity, outcome: 'Leads a group', baseline: 'Watches one' },
    });
    const go = (name: PersonName, operation: string, body: object = {}) =>
      at(home, name, operation, { params: { id: other }, body });
    await go('ta', 'bookings.submit');
    await go('reviewer', 'bookings.approve', { step: 0 });
    await go('leader', 'bookings.approve', { step: 1 });
    await go('business', 'bookings.agreeFunding', { share: 0 });
    await host.drain();
    expect(await host.state(other)).toContain('waitlisted');
    await host.step('ta', 'bookings.withdraw', own);
    await host.drain();
    expect([await host.state(late), await host.state(other)]).toEqual([
      expect.stringContaining('seated'),
      expect.stringContaining('waitlisted'),
    ]);
    // The host's own person withdraws: the guest who waits moves up, in a step of the host's.
    await host.step('ta2', 'bookings.withdraw', late);
    await host.drain();
    expect(await host.state(other)).toContain('seated');
    await at(home, 'ta', 'bookings.withdraw', { params: { id: other } });
    await host.drain();
    const [row] = (
      await host.look.query('select count(*)::int as n from cpd.place where activity_id = $1', [activity])
    ).rows as [{ n: number }];
    expect(row.n).toBe(1);
  });

  it('hears of new dates, has their cover at home, and is on the host’s register', async () => {
    const cover = await host.look.query(
      'select school_id as school, on_date::text as "on" from cpd.cover_request where booking_id = $1 and stood_down_at is null',
      [booking],
    );
    expect(cover.rows).toEqual([{ school: home.id, on: SESSION.on }]);
    const { sessions } = await host.call<{ sessions: { id: string }[] }>('colleague', 'activities.sheet', {
      params: { id: activity },
    });
    const sessionId = sessions[0]?.id;
    await host.step('colleague', 'activities.moveSession', activity, {
      ...SESSION,
      id: sessionId,
      on: '2026-10-12',
    });
    await host.drain();
    expect(await state()).toContain('newDates.asking');
    await step('teacher', 'bookings.stillComing');
    await host.advance('2026-10-12T16:00');
    await host.step('colleague', 'activities.recordAttendance', activity, {
      sessionId,
      entries: [{ bookingId: booking, mark: 'present' }],
    });
    await host.drain();
    await host.advance('2026-10-16T09:00');
    expect(await state()).toContain('attended');
  });

  it('has hours, costs and evaluation at home, where nobody of the host reads them', async () => {
    const { minutes } = await at<{ minutes: number }>(home, 'teacher', 'cpdRecord.mine');
    expect(minutes).toBe(120);
    const evaluation = await host.look.query(
      'select school_id as school from cpd.evaluation where booking_id = $1',
      [booking],
    );
    expect(evaluation.rows).toEqual([{ school: home.id }]);
    expect(await raw(host.proof('head'), 'select 1 from cpd.evaluation')).toEqual([]);
    const { evaluations } = await at<{ evaluations: { activity: string }[] }>(
      home,
      'teacher',
      'evaluations.mine',
    );
    expect(evaluations.map(({ activity: title }) => title)).toEqual(['Reading in the early years']);
    const spent = await host.look.query(
      `select school_id as school, pence from cpd.commitment where line = 'spent' and booking_id = $1`,
      [booking],
    );
    expect(spent.rows).toEqual([{ school: home.id, pence: 5_000 }]);
    const dead = await host.look.query('select command, error from engine.outbox where error is not null');
    expect(dead.rows).toEqual([]);
  });
});

describe('What is cancelled by the host', () => {
  it('ends the bookings of guests, whose schools have their money back', async () => {
    const called = await host.provide({
      sessions: [{ ...SESSION, on: '2026-11-16' }],
      cost: { feePence: 2_000 },
    });
    await host.step('leader', 'activities.offer', called);
    const { id } = await at<{ id: string }>(third, 'teacher', 'bookings.request', {
      body: { activityId: called, outcome: 'Plans with others', baseline: 'Plans alone' },
    });
    const go = (name: PersonName, operation: string, body: object = {}) =>
      at(third, name, operation, { params: { id }, body });
    await go('teacher', 'bookings.submit');
    await go('reviewer', 'bookings.approve', { step: 0 });
    await go('leader', 'bookings.approve', { step: 1 });
    await go('business', 'bookings.agreeFunding', { share: 0 });
    await host.drain();
    expect(await host.state(id)).toContain('seated');
    await host.step('leader', 'activities.cancel', called, { cause: 'school' });
    await host.drain();
    expect(await host.state(id)).toBe('ended.cancelled');
    const { rows } = await host.look.query(
      'select line, pence from cpd.commitment where booking_id = $1 order by line',
      [id],
    );
    expect(rows).toEqual([
      { line: 'committed', pence: 2_000 },
      { line: 'released', pence: 2_000 },
    ]);
  });
});
