import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { approveAll, codeOf, ledger, openProvidingSchool, SESSION } from './support/provided.js';
import type { PersonName } from '../support/school.js';
import type { Made, ProvidingSchool } from './support/provided.js';

const OUTSIDE = { kind: 'course', title: 'Maths course', external: true, facilitatorId: null };
const day = (on: string) => ({ sessions: [{ ...SESSION, on }] });

describe('a booking', () => {
  let school: ProvidingSchool;
  beforeAll(async () => {
    school = await openProvidingSchool();
  });
  afterAll(() => school.close());

  it('with a provider outside is not booked until the confirmation is entered', async () => {
    const booking = await school.book('teacher', await school.provide({ ...OUTSIDE, ...day('2026-10-06') }));
    expect(await school.state(booking)).toContain('awaitingProvider.withOffice');
    await school.advance('2026-09-08T09:00');
    expect(await school.state(booking)).toContain('awaitingProvider.withPerson');
    await school.step('teacher', 'bookings.enterConfirmation', booking, { reference: 'LA/77' });
    expect(await school.state(booking)).toContain('seated.confirmed');
    expect((await school.read('reviewer', booking))['confirmations']).toMatchObject([{ reference: 'LA/77' }]);
  });

  it('moves up from the waiting list when somebody withdraws', async () => {
    const activity = await school.provide({ capacity: 1, ...day('2026-10-07') });
    const first = await school.book('ta', activity);
    const second = await school.book('ta2', activity);
    expect(await school.state(second)).toContain('waitlisted');
    await school.step('ta', 'bookings.withdraw', first);
    expect(await school.state(second)).toContain('seated');
    expect(await school.state(first)).toBe('ended.withdrawn');
  });

  it('is approved by nobody for themselves: the next one up decides', async () => {
    const activity = await school.provide(day('2026-10-08'));
    const booking = await school.ask('leader', activity);
    expect(await codeOf(school.step('leader', 'bookings.approve', booking, { step: 0 }))).toBe(
      'event-not-accepted',
    );
    expect(await codeOf(school.step('teacher', 'bookings.approve', booking, { step: 0 }))).toBe('not-found');
    const { waiting } = await school.call<{ waiting: { id: string }[] }>('head', 'bookings.queue');
    expect(waiting.map(({ id }) => id)).toContain(booking);
    const own = await school.call<{ waiting: { id: string }[] }>('leader', 'bookings.queue');
    expect(own.waiting.map(({ id }) => id)).not.toContain(booking);
    await approveAll(school, booking);
    expect(await school.state(booking)).toContain('seated');
  });

  it('can be given a further approval, sent back with a question that finance cannot read, and declined', async () => {
    const booking = await school.ask('teacher', await school.provide(day('2026-10-09')));
    await school.step('reviewer', 'bookings.insertStep', booking, { before: 1, role: 'deputy' });
    await school.step('reviewer', 'bookings.approve', booking, { step: 0 });
    await school.step('deputy', 'bookings.return', booking, { step: 1, reason: 'Which group is it for?' });
    expect((await school.read('teacher', booking))['notes']).toMatchObject([
      { body: 'Which group is it for?' },
    ]);
    expect(await school.read('business', booking)).toMatchObject({ notes: [], purpose: null, costPence: 0 });
    await school.step('teacher', 'bookings.submit', booking);
    const told = await codeOf(school.step('deputy', 'bookings.decline', booking, { step: 0, reason: 'No' }));
    expect(told).toBe('event-not-accepted');
    await school.step('deputy', 'bookings.decline', booking, { step: 1, reason: 'Not this term' });
    expect(await school.state(booking)).toBe('ended.declined');
  });

  it('is checked against blocked days; the CPD leader may allow it all the same, the person may not', async () => {
    await school.call('leader', 'blockedDays.set', { body: { on: '2026-10-12', why: 'Inspection' } });
    const booking = await school.ask('teacher', await school.provide(day('2026-10-12')));
    expect(await school.state(booking)).toContain('clashing');
    expect(await codeOf(school.step('teacher', 'bookings.allowClash', booking))).toBe('not-permitted');
    await school.step('leader', 'bookings.allowClash', booking);
    expect(await school.state(booking)).toContain('withLineManager');
  });

  it('clashes with another place at the same time, and with too many people out at once', async () => {
    await school.look.query(
      `insert into cpd.policy (school_id, key, number) values ($1, 'booking.mostOut', 1)`,
      [school.id],
    );
    const activity = await school.provide(day('2026-10-13'));
    await school.book('teacher', activity);
    const sameTime = await school.ask('teacher', await school.provide(day('2026-10-13')));
    const tooMany = await school.ask('colleague', activity);
    const twilight = {
      sessions: [{ ...SESSION, on: '2026-10-13', startsAt: '16:00', endsAt: '17:00', release: false }],
    };
    const afterSchool = await school.ask('ta', await school.provide(twilight));
    expect(await school.state(sameTime)).toContain('clashing');
    expect(await school.state(tooMany)).toContain('clashing');
    expect(await school.state(afterSchool)).toContain('approving');
    await school.look.query(`delete from cpd.policy where key = 'booking.mostOut'`);
  });

  it('outside somebody’s contract waits until pay or time in lieu is agreed', async () => {
    await school.look.query(`update cpd.person set contract_days = '{1,2}' where id = $1`, [
      school.person('ta2'),
    ]);
    const booking = await school.ask('ta2', await school.provide(day('2026-10-14')));
    expect(await school.state(booking)).toContain('agreeingRecompense');
    await school.step('reviewer', 'bookings.offerRecompense', booking, { kind: 'timeInLieu' });
    await school.step('ta2', 'bookings.acceptRecompense', booking);
    expect(await school.state(booking)).toContain('approving');
    await school.look.query(`update cpd.person set contract_days = '{1,2,3,4,5}' where id = $1`, [
      school.person('ta2'),
    ]);
  });

  it('keeps its place when postponed, asks cover again, and costs nothing to leave until the answer', async () => {
    const activity = await school.provide(day('2026-10-15'));
    const booking = await school.book('teacher', activity);
    await school.step('business', 'bookings.arrangeCover', booking, {
      ...{ coveredByName: 'Supply teacher', costPence: 9_000, potId: school.pots.courses },
    });
    expect(await ledger(school, booking)).toEqual({ committed: 9_000 });
    await school.step('leader', 'activities.postpone', activity, {
      sessions: [{ ...SESSION, on: '2026-11-03' }],
    });
    await school.drain();
    expect(await ledger(school, booking)).toEqual({ committed: 9_000, released: 9_000 });
    expect(await school.state(booking)).toMatch(/cover\.requested.*newDates\.asking/);
    const { cover } = (await school.read('leader', booking)) as {
      cover: { on: string; arranged: boolean }[];
    };
    expect(cover).toMatchObject([{ on: '2026-11-03', arranged: false }]);
    await school.step('teacher', 'bookings.stillComing', booking);
    expect(await school.state(booking)).toMatch(/newDates\.settled/);
  });

  it('for which no cover can be had warns everybody concerned, and can be covered after all', async () => {
    const booking = await school.book('colleague', await school.provide(day('2026-10-16')));
    await school.step('business', 'bookings.cannotCover', booking);
    expect(await school.state(booking)).toContain('cannotCover');
    await school.step('business', 'bookings.arrangeCover', booking, { coveredBy: school.person('ta') });
    const { cover } = await school.call<{ cover: Record<string, unknown>[] }>('business', 'cover.week', {
      query: { from: '2026-10-16' },
    });
    expect(cover).toMatchObject([{ person: 'Cole Marsh', on: '2026-10-16', coveredBy: "Amara O'Neill" }]);
    expect(JSON.stringify(cover)).not.toContain('reads aloud');
    const other = await school.book('teacher', await school.provide(day('2026-10-16')));
    const twice = { coveredBy: school.person('ta') };
    expect(await codeOf(school.step('business', 'bookings.arrangeCover', other, twice))).toBe('cover-clash');
  });

  it('can pass to somebody else, whose line manager reads it from then on, and the old one no longer', async () => {
    const booking = await school.book('teacher', await school.provide(day('2026-10-19')));
    await school.step('reviewer', 'bookings.substitute', booking, { personId: school.person('colleague') });
    expect(await school.read('colleague', booking)).toMatchObject({ person: 'Cole Marsh' });
    expect(await codeOf(school.read('reviewer', booking))).toBe('not-found');
    expect(await codeOf(school.read('teacher', booking))).toBe('not-found');
    expect(await school.read('deputy', booking)).toMatchObject({ person: 'Cole Marsh' });
  });

  it('ends when the person leaves, and the place goes to the next', async () => {
    const activity = await school.provide({ capacity: 1, ...day('2026-10-20') });
    const leaver = await school.book('ta2', activity);
    const next = await school.book('teacher', activity);
    await school.engine.send(school.system, leaver, { type: 'LEAVE', on: '2026-09-30' });
    await school.drain();
    expect(await school.state(leaver)).toBe('ended.cancelled');
    expect(await school.state(next)).toContain('seated');
  });

  it('of a statutory kind or for the whole staff needs no approval where it is free, and comes once for each', async () => {
    const activity = await school.provide({
      ...{ kind: 'inset', statutory: true, outcome: 'Everybody knows whom to tell', baseline: 'Last year' },
      sessions: [{ ...SESSION, on: '2026-10-21', release: false }],
    });
    const everyone = () =>
      school.call<{ booked: number }>('leader', 'activities.bookEveryone', {
        params: { id: activity },
        body: {},
      });
    expect(await everyone()).toEqual({ booked: 11 });
    expect(await everyone()).toEqual({ booked: 0 });
    await school.drain();
    const { rows } = await school.look.query('select from cpd.place where activity_id = $1', [activity]);
    expect(rows).toHaveLength(11);
  });

  it('of several people is approved at once, and what fails is said one by one', async () => {
    const activity = await school.provide(day('2026-10-22'));
    const bookings = [await school.ask('ta', activity), await school.ask('ta2', activity)];
    const [one = '', two = ''] = bookings;
    await school.step('reviewer', 'bookings.approve', one, { step: 0 });
    const { results } = await school.call<{ results: unknown[] }>('reviewer', 'bookings.approveMany', {
      body: {
        bookings: [
          { id: one, step: 0 },
          { id: two, step: 0 },
          { id: activity, step: 0 },
        ],
      },
    });
    expect(results).toMatchObject([
      { id: one, ok: false, code: 'event-not-accepted' },
      { id: two, ok: true },
      { id: activity, ok: false, code: 'unknown-event' },
    ]);
  });

  it('asked for twice with the same key is one booking; without a key the second is refused', async () => {
    const activity = await school.provide(day('2026-10-23'));
    const request = (key?: string) =>
      school.call<Made>('teacher', 'bookings.request', { key, body: { activityId: activity } });
    const first = await request('k1');
    expect(await request('k1')).toMatchObject({ id: first.id });
    expect(await codeOf(request())).toBe('already-booked');
    await school.step('teacher', 'bookings.withdraw', first.id);
    expect((await request('k2')).id).not.toBe(first.id);
  });

  it('clicked twice at the same moment is one booking', async () => {
    const activity = await school.provide(day('2026-11-04'));
    const click = (key?: string) =>
      school.call<Made>('teacher', 'bookings.request', { key, body: { activityId: activity } });
    const ids = (await Promise.all([1, 2, 3, 4].map(() => click('double')))).map(({ id }) => id);
    expect(new Set(ids).size).toBe(1);
    await school.step('teacher', 'bookings.withdraw', ids[0] ?? '');
    const codes = await Promise.all([1, 2, 3].map(() => codeOf(click())));
    expect(codes.sort()).toEqual(['already-booked', 'already-booked', 'done']);
  });

  it('can be asked for by the line manager, for somebody without a computer too, and by the CPD leader', async () => {
    const activity = await school.provide(day('2026-11-05'));
    const forCook = { personId: school.person('cook'), access: 'Step-free room' };
    const booking = await school.ask('business', activity, forCook);
    expect(await school.state(booking)).toContain('approving');
    const { id } = await school.call<Made>('leader', 'bookings.request', {
      body: { activityId: activity, personId: school.person('ta') },
    });
    expect(await school.state(id)).toContain('outlining');
    const { rows } = await school.look.query('select assignees from engine.task where instance_id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ assignees: [`person:${school.person('ta')}`] }]);
  });

  it('above the limits is approved by the head and by finance too', async () => {
    const cost = { feePence: 120_000 };
    const booking = await school.ask(
      'teacher',
      await school.provide({ ...OUTSIDE, cost, ...day('2026-11-06') }),
    );
    const { steps } = (await school.read('teacher', booking)) as { steps: { role: string }[] };
    expect(steps.map(({ role }) => role)).toEqual(['lineManager', 'cpdLeader', 'head', 'finance']);
  });

  it('is open to a governor and to somebody asked by name once a step falls to them, and to nobody else besides', async () => {
    const activity = await school.provide(day('2026-11-11'));
    const booking = await school.ask('teacher', activity, { access: 'Step-free room' });
    const reads = (who: PersonName) => codeOf(school.read(who, booking));
    const step = { params: { id: booking } };
    const inserts = (body: object) => school.call('reviewer', 'bookings.insertStep', { ...step, body });
    const approves = (who: PersonName, at: number) =>
      codeOf(school.step(who, 'bookings.approve', booking, { step: at }));
    for (const who of ['governor', 'cook', 'admin'] as const) expect(await reads(who)).toBe('not-found');
    await inserts({ before: 0, role: 'governor' });
    await inserts({ before: 0, role: 'head', personId: school.person('cook') });
    expect(await approves('head', 0)).toBe('event-not-accepted');
    expect(await approves('admin', 0)).toBe('not-found');
    const queue = await school.call<{ waiting: object[] }>('cook', 'bookings.queue');
    expect(queue.waiting).toMatchObject([{ id: booking, event: 'APPROVE' }]);
    expect(await approves('cook', 0)).toBe('done');
    expect(await school.read('governor', booking)).toMatchObject({
      title: 'Guided reading',
      purpose: { outcome: 'My group reads aloud daily' },
    });
    const rowsOf = (who: PersonName, table: string) =>
      school.as(who, (tx) => tx.query(`select from cpd.${table} where booking_id = $1`, [booking]));
    for (const who of ['governor', 'cook'] as const) {
      expect(await rowsOf(who, 'booking_purpose')).toHaveLength(1);
      expect(await rowsOf(who, 'booking_access')).toEqual([]);
    }
    const shown = await school.call<{ activities: object[] }>('governor', 'activities.list');
    expect(shown.activities).toMatchObject([{ id: activity }]);
    const reason = { step: 1, reason: 'Why this one?' };
    expect(await codeOf(school.step('governor', 'bookings.return', booking, reason))).toBe('done');
    expect(await school.read('teacher', booking)).toMatchObject({ notes: [{ body: 'Why this one?' }] });
    expect(await reads('admin')).toBe('not-found');
  });

  it('is approved by whoever is set for the person instead of the line manager', async () => {
    await school.call('leader', 'bookingApprovers.set', {
      params: { personId: school.person('ta') },
      body: { approverId: school.person('deputy') },
    });
    const booking = await school.ask('ta', await school.provide(day('2026-11-10')));
    expect(await school.state(booking)).toContain('withApprover');
    await school.step('deputy', 'bookings.approve', booking, { step: 0 });
    expect(await school.state(booking)).toContain('withCpdLeader');
  });
});
