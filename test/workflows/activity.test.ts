import { describe, expect, it } from '@jest/globals';
import type { EventObject } from 'xstate';
import { activityChart } from '../../workflows/activity/activity.chart.js';
import { QUALITY_PARTS } from '../../workflows/activity/activity.types.js';
import { expectEverybodyCanAct } from './support/acting.js';
import { expectFullyDescribed } from './support/describe.js';
import { passingThrough, placedBy, together } from './support/passing.js';
import { begin } from './support/step.js';
import { expectFullCoverage, walkChart } from './support/walk.js';

const input = {
  schoolId: 'school',
  activityId: 'reading',
  cycleId: 'y26',
  people: { facilitator: 'ann', organiser: 'ola' },
  external: false,
  capacity: 2,
  minimum: 1,
  startsOn: '2026-11-10',
  endsOn: '2026-11-24',
  bookingClosesOn: '2026-11-05',
  decideBy: '2026-11-01',
  sessions: [
    { id: 's1', on: '2026-11-10' },
    { id: 's2', on: '2026-11-24' },
  ],
};
type Sent = EventObject & Record<string, unknown>;
const places = (taken: number, queue: string[] = [], own: 'holds' | 'queued' | null = null) => ({
  taken,
  waiting: queue.length + (own === 'queued' ? 1 : 0),
  holds: own === 'holds',
  queued: own === 'queued',
  queue,
});
const request = (bookingId: string, facts: object): Sent => ({
  type: 'REQUEST_PLACE',
  bookingId,
  facts,
});
const release = (bookingId: string, facts: ReturnType<typeof places>): Sent => ({
  type: 'RELEASE_PLACE',
  bookingId,
  facts,
});
const judged = QUALITY_PARTS.map((part): Sent => ({ type: 'RECORD_QUALITY', part, mark: 'partly' }));
const attended = (sessionId: string): Sent => ({
  type: 'RECORD_ATTENDANCE',
  sessionId,
  entries: [{ bookingId: 'b', mark: 'present' }],
});
const published = (given: object = {}) => {
  const journey = begin(activityChart, { ...input, ...given });
  for (const event of judged) journey.send(event);
  return journey.send({ type: 'PUBLISH' });
};
/** With one place taken, which is the least with which it runs. */
const confirmed = (given: object = {}) => published({ minimum: 1, ...given }).send(request('b', places(0)));
const running = (given: object = {}) => confirmed(given).due('activityStarts');
const orders = (journey: ReturnType<typeof published>) => journey.ordered.map(({ type }) => type);
const told = (journey: ReturnType<typeof published>) =>
  journey.ordered
    .filter(({ type }) => type === 'tell')
    .map(({ params }) => [params['to'], (params['event'] as Sent).type]);
const news = (journey: ReturnType<typeof published>) =>
  journey.ordered.filter(({ type }) => type === 'tellBookings').map(({ params }) => params['event'] as Sent);

describe('the activity as a graph', () => {
  it('reaches every state, takes every transition and words every refusal', () => {
    const keys = [
      'taken',
      'waiting',
      'shut',
      'confirmed',
      'started',
      'ended',
      'over',
      'capacity',
      'nextSessionOn',
      'nextMilestoneOn',
      'nextFollowUpOn',
      'people',
      'qualityCheck',
    ];
    const walk = (given: object, events: Sent[]) =>
      passingThrough(
        walkChart(activityChart, {
          events: [{ type: 'PUBLISH' }, ...events],
          inputs: [{ ...input, qualityCheck: false, ...given }],
          serialize: placedBy(...keys),
        }),
      );
    const drafting = walkChart(activityChart, {
      events: [
        ...judged,
        { type: 'PUBLISH' },
        { type: 'DISCARD' },
        { type: 'NEW_CYCLE', cycleId: 'y27' },
        { type: 'OUTLINE', minimum: 3, sessions: [{ id: 's9', on: '2026-12-01' }] } as Sent,
        { type: 'OUTLINE', capacity: null } as Sent,
      ],
      inputs: [input],
      serialize: placedBy('quality', 'minimum', 'capacity', 'cycleId'),
    });
    const booking = walk({}, [
      request('a', places(0)),
      request('b', places(1)),
      request('c', places(2)),
      request('c', places(2, [], 'queued')),
      request('c', places(1, [], 'queued')),
      request('c', { ...places(1, [], 'queued'), dayFull: true }),
      request('c', { ...places(1), dayFull: true }),
      { type: 'DAY_HAS_ROOM', facts: places(1, ['c']) } as Sent,
      { type: 'DAY_HAS_ROOM', facts: { ...places(1, ['c']), barred: ['c'] } } as Sent,
      { type: 'OFFER', schools: ['hill'] } as Sent,
      request('a', places(2, [], 'holds')),
      release('a', places(2, ['c'], 'holds')),
      release('a', places(1, [], 'holds')),
      release('c', places(2, [], 'queued')),
      release('z', places(2)),
      { type: 'CHANGE_CAPACITY', capacity: 3, facts: places(2, ['c']) } as Sent,
      { type: 'CHANGE_CAPACITY', capacity: 1, facts: places(2) } as Sent,
      { type: 'CHANGE_CAPACITY', capacity: 2, facts: places(2) } as Sent,
      { type: 'CLOSE_BOOKING' },
      { type: 'REOPEN_BOOKING', until: '2026-11-08' } as Sent,
      { type: 'CONFIRM' },
      { type: 'CANCEL', cause: 'numbers' } as Sent,
    ]);
    const changes: Sent[] = [
      { type: 'CONFIRM' },
      { type: 'POSTPONE', sessions: [] },
      { type: 'POSTPONE', sessions: [{ id: 's1', on: '2026-11-17' }] },
      { type: 'SET_DATES', sessions: [] },
      { type: 'SET_DATES', sessions: [{ id: 's1', on: '2026-11-17' }] },
      { type: 'ADD_SESSION', sessionId: 's3', on: '2026-12-01' },
      { type: 'ADD_SESSION', sessionId: 's1', on: '2026-12-01' },
      { type: 'MOVE_SESSION', sessionId: 's1', on: '2026-11-12' },
      { type: 'MOVE_SESSION', sessionId: 'no', on: '2026-11-12' },
      { type: 'CANCEL_SESSION', sessionId: 's1' },
      { type: 'CANCEL_SESSION', sessionId: 's2' },
      attended('s1'),
      attended('s2'),
      { type: 'FINISH' },
      { type: 'CANCEL', cause: 'provider' },
    ];
    const taken = [request('a', places(0)), release('a', places(1, [], 'holds'))];
    const dated = walk({}, [...changes, ...taken]);
    const unled = walk({ people: { facilitator: null, organiser: 'ola' }, external: true }, [
      request('a', places(0)),
      { type: 'CONFIRM' },
      { type: 'POSTPONE', sessions: [] },
      attended('s1'),
      attended('s2'),
      { type: 'FINISH' },
      { type: 'LEAVER', personId: 'ola' },
    ]);
    const undated = walk({ sessions: [], minimum: 0 }, [{ type: 'FINISH' }]);
    const marked = walk({ milestones: [{ id: 'm', dueOn: '2028-01-10' }], sessions: [], minimum: 0 }, [
      { type: 'REACH_MILESTONE', milestoneId: 'm' },
      { type: 'REACH_MILESTONE', milestoneId: 'no' },
      { type: 'MOVE_MILESTONE', milestoneId: 'm', on: '2028-03-01' },
      { type: 'GIVE_UP_MILESTONE', milestoneId: 'm' },
    ]);
    const followed = walk({ sessions: [], minimum: 0 }, [
      { type: 'ADD_FOLLOW_UP', followUpId: 'f', on: '2026-12-10', owedBy: 'facilitator' },
      { type: 'DO_FOLLOW_UP', followUpId: 'f' },
      { type: 'CANCEL', cause: 'school' },
    ]);
    const led = [true, false].map((external) =>
      walk({ external, sessions: [], minimum: 0 }, [
        { type: 'LEAVER', personId: 'ann' },
        { type: 'LEAVER', personId: 'zoe' },
        { type: 'CHANGE_FACILITATOR', personId: 'ann' },
      ]),
    );
    const inDraft = walkChart(activityChart, {
      events: [
        { type: 'LEAVER', personId: 'ann' } as Sent,
        { type: 'CHANGE_FACILITATOR', personId: 'bea' } as Sent,
      ],
      inputs: [input],
    });
    const walked = together(drafting, booking, dated, unled, undated, marked, followed, ...led, inDraft);
    expectFullCoverage(activityChart, walked);
    expectEverybodyCanAct(activityChart, walked);
    expectFullyDescribed(activityChart);
  });
});

describe('a draft activity', () => {
  it('is not published before all five parts of the DfE Standard are judged', () => {
    const journey = begin(activityChart, input).send(judged[0] as Sent);
    expect(journey.refusal({ type: 'PUBLISH' })).toContain('five parts');
    for (const event of judged.slice(1)) journey.send(event);
    expect(journey.send({ type: 'PUBLISH' }).is('places.open')).toBe(true);
  });

  it('needs no check where policy asks for none', () => {
    expect(begin(activityChart, { ...input, qualityCheck: false }).refusal({ type: 'PUBLISH' })).toBeNull();
  });
});

describe('places', () => {
  it('are given while there are some, then people wait in order', () => {
    const journey = published().send(request('a', places(0)));
    expect(journey.ordered.slice(0, 2)).toEqual([
      { type: 'givePlace', params: { bookingId: 'a' } },
      { type: 'tell', params: { to: 'a', event: { type: 'PLACED', confirmed: false } } },
    ]);
    journey.send(request('b', places(1)));
    expect(journey.is('places.full')).toBe(true);
    journey.send(request('c', places(2)));
    expect(orders(journey)).toEqual(['queueForPlace', 'tell']);
    expect(told(journey)).toEqual([['c', 'WAITLISTED']]);
  });

  it('are decided by what the host read under the lock', () => {
    const journey = published().send(request('a', places(2)));
    expect(told(journey)).toEqual([['a', 'WAITLISTED']]);
  });

  it('are not taken past those who wait', () => {
    expect(told(published().send(request('new', places(1, ['first']))))).toEqual([['new', 'WAITLISTED']]);
  });

  it('give the same answer to a request that comes twice, and take nothing twice', () => {
    const journey = published().send(request('a', places(1, [], 'holds')));
    expect(orders(journey)).toEqual(['tell']);
    expect(told(journey)).toEqual([['a', 'PLACED']]);
    expect(told(journey.send(request('c', places(2, [], 'queued'))))).toEqual([['c', 'WAITLISTED']]);
  });

  it('pass to the first who waits in the same step in which one is given back', () => {
    const journey = published()
      .send(request('a', places(0)))
      .send(request('b', places(1)));
    journey.send(release('a', places(2, ['c', 'd'], 'holds')));
    expect(orders(journey)).toEqual(['freePlace', 'givePlace', 'tell']);
    expect(told(journey)).toEqual([['c', 'PROMOTED']]);
    expect(journey.context).toMatchObject({ taken: 2, waiting: 1, promoting: [] });
    expect(journey.is('places.full')).toBe(true);
  });

  it('promote several at once, in order, when the number of places grows', () => {
    const journey = published()
      .send(request('a', places(0)))
      .send(request('b', places(1)));
    journey.send({ type: 'CHANGE_CAPACITY', capacity: 4, facts: places(2, ['c', 'd', 'e']) } as Sent);
    expect(told(journey)).toEqual([
      ['c', 'PROMOTED'],
      ['d', 'PROMOTED'],
    ]);
    expect(journey.context).toMatchObject({ capacity: 4, taken: 4, waiting: 1 });
  });

  it('cannot become fewer than those taken', () => {
    const down = { type: 'CHANGE_CAPACITY', capacity: 1, facts: places(2) } as Sent;
    expect(published().refusal(down)).toContain('must withdraw first');
  });

  it('are kept for those who wait in order, and pass over whoever their school cannot spare that day', () => {
    const full = published().send(request('c', { ...places(1), dayFull: true }));
    expect(orders(full).slice(0, 2)).toEqual(['queueForPlace', 'tell']);
    expect(told(full)).toEqual([['c', 'DAY_FULL']]);
    const passed = published().send({
      type: 'RELEASE_PLACE',
      bookingId: 'a',
      facts: { ...places(2, ['c', 'd', 'e'], 'holds'), barred: ['c'] },
    } as Sent);
    expect(told(passed)).toEqual([
      ['d', 'PROMOTED'],
      ['c', 'DAY_FULL'],
    ]);
    const freed = published().send({ type: 'DAY_HAS_ROOM', facts: places(1, ['c']) } as Sent);
    expect(told(freed)).toEqual([['c', 'PROMOTED']]);
    const newcomer = request('z', { ...places(1, ['c']), barred: ['c'] });
    expect(told(published().send(newcomer))).toEqual([['z', 'PLACED']]);
  });

  it('are offered to other schools of a trust, whose staff then see it; no school is dropped again', () => {
    const journey = published().send({ type: 'OFFER', schools: ['hill'] } as Sent);
    journey.send({ type: 'OFFER', schools: ['dale', 'hill'] } as Sent);
    expect(activityChart.audience(journey.context as never)).toEqual(['everyone', 'org:hill', 'org:dale']);
  });

  it('stay taken when somebody leaves the waiting list, or somebody without a place withdraws', () => {
    const journey = published().send(release('c', places(2, ['d'], 'queued')));
    expect(orders(journey)).toEqual(['leaveQueue']);
    expect(orders(journey.send(release('z', places(2))))).toEqual([]);
  });

  it('are closed to newcomers by date, while the waiting list still moves', () => {
    const journey = published().send({ type: 'CONFIRM' }).due('bookingCloses');
    expect(told(journey.send(request('late', places(1))))).toEqual([['late', 'NO_PLACE']]);
    expect(told(journey.send(release('a', places(2, ['c'], 'holds'))))).toEqual([['c', 'PROMOTED']]);
    journey.send({ type: 'REOPEN_BOOKING', until: '2026-11-09' } as Sent);
    expect(journey.is('places.full') && journey.is('going.confirmed')).toBe(true);
    expect(journey.armed).toContain('bookingCloses');
  });

  it('have no limit where the activity has none', () => {
    expect(told(published({ capacity: null }).send(request('x', places(500))))).toEqual([['x', 'PLACED']]);
  });

  it('answer a request that arrives after cancellation, and promote nobody then', () => {
    const journey = published().send({ type: 'CANCEL', cause: 'provider' } as Sent);
    expect(told(journey.send(request('late', places(0))))).toEqual([['late', 'NO_PLACE']]);
    expect(told(journey.send(release('a', places(2, ['c'], 'holds'))))).toEqual([]);
  });
});

describe('an activity', () => {
  it('is confirmed as soon as its minimum number is reached', () => {
    const journey = published({ minimum: 2 }).send(request('a', places(0)));
    expect(journey.is('gathering.inTime')).toBe(true);
    journey.send(request('b', places(1)));
    expect(journey.is('going.confirmed')).toBe(true);
    expect(news(journey)).toEqual([{ type: 'ACTIVITY_CONFIRMED' }]);
  });

  it('can be confirmed by the CPD leader with fewer people', () => {
    expect(published().send({ type: 'CONFIRM' }).is('going.confirmed')).toBe(true);
  });

  it('asks for a decision when numbers are small by its date, and is never dropped by a clock', () => {
    const journey = published().due('decisionDue');
    expect(orders(journey)).toEqual(['remind']);
    expect(journey.due('activityStarts').is('gathering.dayCome')).toBe(true);
  });

  it('warns when withdrawals bring it below its minimum, and stays confirmed', () => {
    const journey = published({ minimum: 2 })
      .send(request('a', places(0)))
      .send(request('b', places(1)));
    journey.send(release('a', places(2, [], 'holds')));
    expect(journey.ordered.at(-1)).toEqual({
      type: 'remind',
      params: { who: 'cpdLeader', about: 'activity.belowMinimum' },
    });
    expect(journey.is('going.confirmed')).toBe(true);
  });

  it('runs through its sessions, each with its register, and is then held', () => {
    const journey = running().due('sessionCloses');
    expect(journey.is('attendanceOwed')).toBe(true);
    journey.send(attended('s1'));
    expect(orders(journey)).toEqual(['recordAttendance', 'passAttendance']);
    expect(journey.context['nextSessionOn']).toBe('2026-11-24');
    expect(journey.refusal(attended('s1'))).toContain('not among those still to come');
    journey.due('sessionCloses').due('attendanceDue');
    expect(journey.is('attendanceLate')).toBe(true);
    journey.send(attended('s2'));
    expect(journey.is('programme.held')).toBe(true);
    expect(news(journey)).toEqual([{ type: 'ACTIVITY_HELD' }]);
  });

  it('keeps places and money when it is postponed, and tells bookings the new dates', () => {
    const journey = published().send(request('a', places(0)));
    journey.send({
      type: 'POSTPONE',
      sessions: [
        { id: 's1', on: '2027-01-12' },
        { id: 's2', on: '2027-01-26' },
      ],
    } as Sent);
    expect(orders(journey)).toEqual(['tellBookings']);
    expect(news(journey)).toEqual([
      { type: 'POSTPONED', startsOn: '2027-01-12', endsOn: '2027-01-26', sessions: 2 },
    ]);
    expect(journey.context['taken']).toBe(1);
    expect(journey.armed).toContain('activityStarts');
  });

  it('asks for no register of a day on which nobody had a place, or after the last gave it back', () => {
    const empty = published().send({ type: 'CONFIRM' }).due('activityStarts').due('sessionCloses');
    expect(empty.is('betweenSessions')).toBe(true);
    expect(empty.context['nextSessionOn']).toBe('2026-11-24');
    const left = running().due('sessionCloses').due('attendanceDue');
    expect(left.is('attendanceLate')).toBe(true);
    expect(left.send(release('b', places(1, [], 'holds'))).is('betweenSessions')).toBe(true);
  });
  it('looks for new dates only while somebody has a place or waits for one', () => {
    const postponed = published().send({ type: 'POSTPONE', sessions: [] } as Sent);
    expect(postponed.is('postponed.unhurried')).toBe(true);
    expect(postponed.waiting).not.toContain('newDatesDue');
    expect(postponed.send(request('b', places(0))).is('postponed.awaited')).toBe(true);
    expect(postponed.waiting).toContain('newDatesDue');
  });
  it('leaves the work of somebody who left to the next in line', () => {
    const duty = (journey: ReturnType<typeof running>) =>
      journey.duties.find(({ name }) => name === 'recordAttendance')?.assignees;
    const register = running().due('sessionCloses');
    expect(duty(register)).toEqual(['person:ann']);
    expect(duty(register.send({ type: 'LEAVER', personId: 'ann' } as Sent))).toEqual(['person:ola']);
    expect(duty(register.send({ type: 'LEAVER', personId: 'ola' } as Sent))).toEqual(['post:cpdLeader']);
  });
  it('may be postponed without a new date, which is then looked for and chased', () => {
    const journey = confirmed().send({ type: 'POSTPONE', sessions: [] } as Sent);
    expect(news(journey)[0]).toMatchObject({ startsOn: null });
    expect(orders(journey.due('newDatesDue'))).toEqual(['remind']);
    expect(journey.is('programme.postponed')).toBe(true);
    expect(journey.refusal({ type: 'SET_DATES', sessions: [] } as Sent)).toContain('at least one session');
    journey.send({ type: 'SET_DATES', sessions: [{ id: 's1', on: '2027-01-12' }] } as Sent);
    expect(journey.is('going.confirmed')).toBe(true);
  });

  it('loses one session of a series on a snow day and goes on; the only session needs a new date', () => {
    const journey = running().send({ type: 'CANCEL_SESSION', sessionId: 's1' } as Sent);
    expect(journey.is('running.betweenSessions')).toBe(true);
    expect(journey.context['nextSessionOn']).toBe('2026-11-24');
    expect(journey.send({ type: 'CANCEL_SESSION', sessionId: 's2' } as Sent).is('programme.postponed')).toBe(
      true,
    );
  });

  it('computes its clocks again when a session moves', () => {
    const journey = running().send({ type: 'MOVE_SESSION', sessionId: 's1', on: '2026-11-12' } as Sent);
    expect(journey.context).toMatchObject({ nextSessionOn: '2026-11-12', startsOn: '2026-11-12' });
    expect(journey.armed).toContain('sessionCloses');
  });

  it('without sessions ends on its last day or when somebody says that it is finished', () => {
    expect(running({ sessions: [] }).due('activityCloses').is('programme.held')).toBe(true);
    expect(running({ sessions: [] }).send({ type: 'FINISH' }).is('programme.held')).toBe(true);
  });

  it('that is a qualification stays open over the years until its milestones are reached', () => {
    const milestones = [
      { id: 'm1', dueOn: '2027-06-01' },
      { id: 'm2', dueOn: '2028-06-01' },
    ];
    const journey = running({ milestones }).send(attended('s1')).send(attended('s2'));
    expect(journey.is('running.windingUp')).toBe(true);
    journey
      .send({ type: 'REACH_MILESTONE', milestoneId: 'm1' } as Sent)
      .send({ type: 'NEW_CYCLE', cycleId: 'y27' } as Sent);
    expect(journey.context).toMatchObject({ nextMilestoneOn: '2028-06-01', cycleId: 'y27' });
    journey.due('milestoneDue');
    expect(journey.is('milestones.late')).toBe(true);
    expect(journey.send({ type: 'REACH_MILESTONE', milestoneId: 'm2' } as Sent).is('programme.held')).toBe(
      true,
    );
  });

  it('when cancelled tells bookings and sends needs back to the plan', () => {
    const journey = published().send({ type: 'CANCEL', cause: 'provider' } as Sent);
    expect(news(journey)).toEqual([{ type: 'ACTIVITY_CANCELLED', cause: 'provider' }]);
    expect(orders(journey)).toContain('returnNeeds');
    expect(journey.is('places.shut')).toBe(true);
  });

  it('makes a promised follow-up a dated action and is not filed before it is done', () => {
    const journey = running({ sessions: [] }).send({ type: 'FINISH' });
    journey.send({ type: 'ADD_FOLLOW_UP', followUpId: 'f', on: '2027-02-01', owedBy: 'provider' } as Sent);
    expect(orders(journey)).toEqual(['askFollowUp', 'remind']);
    expect(journey.ordered.at(-1)?.params).toEqual({ who: 'organiser', about: 'activity.followUpAsked' });
    journey.due('followUpDue').due('recordLapses');
    expect(journey.finished).toBe(false);
    expect(journey.send({ type: 'DO_FOLLOW_UP', followUpId: 'f' } as Sent).finished).toBe(true);
  });

  it('asks for another facilitator when the only one leaves', () => {
    const journey = published({ people: { facilitator: ['ann', 'bea'], organiser: 'ola' } });
    expect(journey.send({ type: 'LEAVER', personId: 'ann' } as Sent).is('facilitation.named')).toBe(true);
    expect(journey.send({ type: 'LEAVER', personId: 'bea' } as Sent).is('facilitation.needed')).toBe(true);
    expect(
      journey.send({ type: 'CHANGE_FACILITATOR', personId: 'cat' } as Sent).is('facilitation.named'),
    ).toBe(true);
  });
});
