import { describe, expect, it } from '@jest/globals';
import type { EventObject } from 'xstate';
import { bookingChart } from '../../workflows/booking/booking.chart.js';
import { approvalSteps } from '../../workflows/booking/booking.steps.js';
import { expectEverybodyCanAct } from './support/acting.js';
import { expectFullyDescribed } from './support/describe.js';
import { passingThrough, placedBy, together } from './support/passing.js';
import { begin } from './support/step.js';
import { expectFullCoverage, walkChart } from './support/walk.js';

type Sent = EventObject & Record<string, unknown>;
const holders = { cpdLeader: 'cara', head: 'hal', deputy: 'dee', finance: 'fay', governor: 'gus' };
const approval = { headAbovePence: 50_000, financeAbovePence: null, holders };
const input = {
  schoolId: 'school',
  cycleId: 'y26',
  bookingId: 'b',
  activityId: 'act',
  needId: 'need',
  people: { person: 'pat', lineManager: 'mo', approver: null },
  external: true,
  costPence: 10_000,
  charges: [
    { from: '2026-10-20', pence: 2_500 },
    { from: '2026-11-05', pence: 10_000 },
  ],
  approval,
  startsOn: '2026-11-10',
  endsOn: '2026-11-10',
};
const at = (day: string) => ({ at: `${day}T09:00:00.000Z` });
const free = {
  blocked: false,
  mostOut: false,
  clash: false,
  outsideContractedDays: false,
  coverNeeded: false,
};
const submit = (facts: object = {}): Sent => ({ type: 'SUBMIT', facts: { ...free, ...facts } });
const decision = (type: string, step: number, by: string, posts: string[] = []): Sent => ({
  type,
  step,
  by,
  facts: { posts },
});
const approve = (step: number, by: string, posts: string[] = []) => decision('APPROVE', step, by, posts);
const start = (given: object = {}) => begin(bookingChart, { ...input, ...given });
const asked = (given: object = {}, facts: object = {}) => start(given).send(submit(facts), { by: 'pat' });
const approved = (given: object = {}, facts: object = {}) =>
  asked(given, facts)
    .send(approve(0, 'mo'))
    .send(approve(1, 'cara', ['cpdLeader']));
const placed = (given: object = {}, facts: object = {}) =>
  approved(given, facts).send({ type: 'PLACED', confirmed: true } as Sent);
const orders = (journey: ReturnType<typeof start>) => journey.ordered.map(({ type }) => type);
const told = (journey: ReturnType<typeof start>) =>
  journey.ordered
    .filter(({ type }) => type === 'tell')
    .map(({ params }) => [params['to'], (params['event'] as Sent).type]);
const readers = (journey: ReturnType<typeof start>) => bookingChart.audience(journey.context as never);
const mark = (type: string, it: string): Sent => ({ type, mark: it, minutes: 300, sessionId: 's' });

/** How often somebody was there does not make another place in the graph, only whether. */
const marksSeen = (marks: object) => JSON.stringify(Object.values(marks).map(Boolean));

describe('the booking as a graph', () => {
  const steps = (role: string) => ({ type: 'INSERT_STEP', before: 0, role }) as Sent;
  const walk = (given: object, events: Sent[], trail: Sent[] = []) =>
    passingThrough(
      walkChart(bookingChart, {
        events,
        inputs: [{ ...input, ...given }],
        trails: trail.length > 0 ? [trail] : [],
        serialize: (snapshot) =>
          marksSeen(snapshot.context['marks'] as object) +
          placedBy(
            'steps',
            'funding',
            'committed',
            'keptPence',
            'dateAnswerOwed',
            'clashAllowed',
            'recompense',
            'recompenseAgreed',
            'datesKnown',
            'coverNeeded',
            'coverAsked',
            'hasPlace',
            'activityConfirmed',
            'needTold',
            'needId',
            'impactStarted',
            'ending',
            'outsideContractedDays',
            'people',
            'external',
          )(snapshot),
      }),
    );
  const inherits = { inherits: true, approval: null, costPence: 0 };

  it('reaches every state, takes every transition and words every refusal', () => {
    const news: Sent[] = [
      'PLACED',
      'PROMOTED',
      'WAITLISTED',
      'NO_PLACE',
      'ACTIVITY_CONFIRMED',
      'ACTIVITY_HELD',
      'ACTIVITY_CANCELLED',
    ].map((type) => ({ type }));
    const endings: Sent[] = [
      { type: 'WITHDRAW' },
      { type: 'WITHDRAW', ...at('2026-10-21') },
      { type: 'CANCEL' },
      { type: 'LEAVE', on: '2026-10-01' },
    ];
    const approving = walk(
      {
        funding: [{ potId: 'pot', pence: 10_000, financialYear: '2026-27' }],
        people: { person: 'pat', lineManager: 'mo', approver: null },
      },
      [
        submit(),
        submit({ clash: true }),
        submit({ outsideContractedDays: true }),
        { type: 'TAKE_BACK' },
        { type: 'ALLOW_CLASH' },
        { type: 'ALLOW_CLASH', by: 'pat' } as Sent,
        { type: 'OFFER_RECOMPENSE', kind: 'pay' },
        { type: 'ACCEPT_RECOMPENSE' },
        { type: 'REFUSE_RECOMPENSE' },
        approve(0, 'mo'),
        approve(1, 'cara', ['cpdLeader']),
        approve(0, 'pat'),
        approve(0, 'zoe'),
        decision('DECLINE', 0, 'mo'),
        decision('RETURN', 0, 'mo'),
        decision('RETURN', 1, 'cara', ['cpdLeader']),
        { type: 'APPROVER_LEFT', personId: 'mo' } as Sent,
        { type: 'AGREE_FUNDING', share: 0 },
        { type: 'DECLINE_FUNDING', share: 0 },
        { type: 'REROUTE', share: 0, potId: 'other', financialYear: '2026-27' },
        { type: 'SPLIT_FUNDING', shares: [{ potId: 'x', pence: 10_000, financialYear: '2026-27' }] },
        { type: 'SPLIT_FUNDING', shares: [{ potId: 'x', pence: 9_999, financialYear: '2026-27' }] },
        { type: 'POSTPONED', startsOn: '2027-01-10', endsOn: '2027-01-10', facts: free },
        { type: 'REASSIGN', role: 'approver', to: 'ann' },
      ],
    );
    const routed = ['head', 'deputy', 'finance', 'governor', 'approver'].map((role) =>
      walk(
        {},
        [],
        [submit(), steps(role), { type: 'INSERT_STEP', before: 0, role: 'head', personId: 'pat' } as Sent],
      ),
    );
    const vacant = walk({ people: { person: 'pat', lineManager: null, approver: 'ann' } }, [
      submit(),
      decision('RETURN', 0, 'ann'),
      approve(0, 'ann'),
      decision('DECLINE', 0, 'ann'),
      { type: 'APPROVER_LEFT', personId: 'ann' },
    ] as Sent[]);
    const named = walk(
      {},
      [],
      [submit(), { type: 'INSERT_STEP', before: 0, role: 'head', personId: 'ann' } as Sent],
    );
    const moving = walk(
      { ...inherits, dates: { coverNeeded: true }, costPence: 10_000 },
      [
        ...news,
        ...endings,
        { type: 'POSTPONED', startsOn: null, endsOn: null, facts: { ...free, coverNeeded: true } },
        {
          type: 'POSTPONED',
          startsOn: '2027-01-10',
          endsOn: '2027-01-10',
          facts: { ...free, coverNeeded: true },
        },
        { type: 'STILL_COMING' },
        { type: 'ENTER_CONFIRMATION', confirmationId: 'c' },
        { type: 'PROVIDER_REFUSED' },
        mark('SESSION_ATTENDED', 'present'),
      ].slice(0) as Sent[],
      [],
    );
    const covered = walk({ ...inherits, external: false }, [
      { type: 'PLACED', confirmed: true },
      { type: 'REQUEST_COVER' },
      { type: 'ARRANGE_COVER', coverId: 'c' },
      { type: 'CANNOT_COVER' },
      { type: 'COVER_FELL_THROUGH' },
      { type: 'NO_COVER_NEEDED' },
      { type: 'WITHDRAW' },
    ] as Sent[]);
    const after = [
      {},
      { shareBack: false },
      { impact: 'full' },
      { impact: 'group', needId: null },
      { external: false },
    ].map((given) =>
      walk({ ...inherits, needId: 'need', external: true, ...given }, [
        { type: 'PLACED' },
        { type: 'ACTIVITY_CONFIRMED' },
        mark('MARK_ATTENDANCE', 'present'),
        mark('MARK_ATTENDANCE', 'part'),
        mark('MARK_ATTENDANCE', 'absent'),
        { type: 'ACTIVITY_HELD' },
        { type: 'SHARE_BACK' },
        { type: 'WAIVE_SHARE_BACK' },
        { type: 'NOTE_ABSENCE', cause: 'illness' },
        { type: 'LEAVE', on: '2026-12-01' },
        { type: 'MILESTONE_REACHED', milestoneId: 'm' },
        { type: 'RECORD_CERTIFICATE', certificateId: 'c', expiresOn: null },
      ] as Sent[]),
    );
    const full = walk({ ...inherits }, [
      ...['DAY_FULL', 'WAITLISTED', 'PLACED', 'PROMOTED', 'NO_PLACE'].map((type) => ({ type })),
      { type: 'ALLOW_CLASH' },
      { type: 'ALLOW_CLASH', by: 'pat' } as Sent,
      decision('DECLINE', 0, 'cara', ['cpdLeader']),
      decision('DECLINE', 0, 'pat'),
    ]);
    const owed = walk({ ...inherits, needId: null }, [], []);
    const late = walk({ ...inherits, needId: null }, [
      { type: 'PLACED' },
      { type: 'ACTIVITY_HELD' },
      { type: 'ACTIVITY_CANCELLED' },
      mark('SESSION_ATTENDED', 'present'),
      { type: 'POSTPONED', startsOn: null, endsOn: null },
      { type: 'POSTPONED', startsOn: '2027-01-10', endsOn: '2027-01-10' },
      { type: 'LEAVE', on: '2026-12-01' },
    ] as Sent[]);
    const substituted = walk({ ...inherits }, [
      { type: 'PLACED' },
      { type: 'MILESTONE_REACHED', milestoneId: 'm' },
      { type: 'STILL_COMING' },
      {
        type: 'SUBSTITUTE',
        personId: 'sue',
        lineManagerId: 'mo',
        facts: { ...free, outsideContractedDays: true },
      },
      { type: 'SUBSTITUTE', personId: 'tom', lineManagerId: 'mo', facts: { ...free, clash: true } },
      {
        type: 'POSTPONED',
        startsOn: '2027-01-10',
        endsOn: '2027-01-10',
        facts: { ...free, outsideContractedDays: true },
      },
      { type: 'OFFER_RECOMPENSE', kind: 'timeInLieu' },
      { type: 'ACCEPT_RECOMPENSE' },
    ] as Sent[]);
    const walked = together(
      approving,
      ...routed,
      vacant,
      named,
      moving,
      covered,
      ...after,
      full,
      owed,
      late,
      substituted,
    );
    expectFullCoverage(bookingChart, walked);
    expectEverybodyCanAct(bookingChart, walked, {
      hidden: { governor: 'Governors read a booking only while a step falls to them.' },
    });
    expectFullyDescribed(bookingChart);
  });
});

describe('an approval that waits for somebody who leaves', () => {
  it('is asked of the head where line manager or approver is vacant', () => {
    const journey = asked().send({ type: 'APPROVER_LEFT', personId: 'mo' } as Sent);
    expect(journey.duties.find(({ name }) => name === 'approveBooking')?.assignees).toEqual(['post:head']);
    expect(readers(journey)).not.toContain('person:mo');
    expect(journey.refusal(approve(0, 'mo'))).toContain('Somebody else is asked');
    expect(journey.send(approve(0, 'hal', ['head'])).is('withCpdLeader')).toBe(true);
  });

  it('is asked of whoever holds the post where somebody was asked by name, also at a later step', () => {
    const insert = { type: 'INSERT_STEP', before: 1, role: 'deputy', personId: 'ann' } as Sent;
    const journey = asked()
      .send(insert)
      .send({ type: 'APPROVER_LEFT', personId: 'ann' } as Sent);
    expect(journey.send(approve(0, 'mo')).is('withDeputy')).toBe(true);
    const named = asked()
      .send({ ...insert, before: 0 } as Sent)
      .send({ type: 'APPROVER_LEFT', personId: 'ann' } as Sent);
    expect(named.is('withDeputy')).toBe(true);
    expect(named.refusal({ type: 'INSERT_STEP', before: 0, role: 'approver' } as Sent)).toContain(
      'somebody who is there',
    );
  });
});

describe('a request', () => {
  it('that clashes goes on only when the CPD leader allows it', () => {
    const journey = asked({}, { mostOut: true });
    expect(journey.is('requested.clashing')).toBe(true);
    expect(journey.refusal({ type: 'ALLOW_CLASH' }, { by: 'pat' })).toContain('their own booking');
    expect(journey.send({ type: 'ALLOW_CLASH' }, { by: 'cara' }).is('step.withLineManager')).toBe(true);
  });

  it('for whole-school training inherits its outcome and is not held up by a clash', () => {
    const journey = start({ inherits: true, approval: null, costPence: 0, dates: { blocked: true } });
    expect(journey.is('before.approved')).toBe(true);
    expect(told(journey)).toEqual([['act', 'REQUEST_PLACE']]);
  });

  it('outside contracted days waits until pay or time in lieu is offered and accepted', () => {
    const journey = asked({}, { outsideContractedDays: true });
    expect(journey.is('agreeingRecompense') && journey.is('recompense.toOffer')).toBe(true);
    journey
      .send({ type: 'OFFER_RECOMPENSE', kind: 'timeInLieu' } as Sent)
      .send({ type: 'REFUSE_RECOMPENSE' });
    journey.send({ type: 'OFFER_RECOMPENSE', kind: 'pay' } as Sent).send({ type: 'ACCEPT_RECOMPENSE' });
    expect(journey.is('step.withLineManager')).toBe(true);
  });

  it('can be taken back until somebody has decided', () => {
    expect(asked().send({ type: 'TAKE_BACK' }).is('requested.outlining')).toBe(true);
    expect(asked().send(approve(0, 'mo')).refusal({ type: 'TAKE_BACK' })).toContain('withdraw instead');
  });
});

describe('approval', () => {
  it('goes step by step, each by whoever is asked, and then asks for a place and commits the money', () => {
    const journey = asked();
    expect(journey.refusal(approve(0, 'zoe'))).toContain('Somebody else is asked');
    expect(journey.refusal(approve(1, 'cara', ['cpdLeader']))).toContain('not the one that waits');
    journey.send(approve(0, 'mo')).send(approve(1, 'cara', ['cpdLeader']));
    expect(orders(journey)).toEqual(['commitMoney', 'tell']);
    expect(told(journey)).toEqual([['act', 'REQUEST_PLACE']]);
    expect(journey.refusal(approve(1, 'cara', ['cpdLeader']))).not.toBeNull();
  });

  it('is never given by the person themselves', () => {
    const journey = asked({ people: { person: 'pat', lineManager: 'pat', approver: null } });
    expect(journey.is('step.withCpdLeader')).toBe(true);
    expect(journey.refusal(approve(0, 'pat', ['cpdLeader']))).toContain('their own booking');
  });

  const people = (person: string, lineManager: string, approver: string | null = null) => ({
    person,
    lineManager,
    approver,
  });
  const roles = (who: ReturnType<typeof people>, costPence: number, policy: object = {}) =>
    approvalSteps({ people: who, costPence }, { ...approval, ...policy }).map(({ role }) => role);

  it('asks the approver set for the person in place of the line manager', () => {
    expect(roles(people('pat', 'mo', 'ada'), 100)).toEqual(['approver', 'cpdLeader']);
  });
  it('asks the head above a limit, and finance above another', () => {
    expect(roles(people('pat', 'mo'), 60_000, { financeAbovePence: 55_000 })).toEqual([
      'lineManager',
      'cpdLeader',
      'head',
      'finance',
    ]);
  });
  it('passes to the deputy where the head is the CPD leader or books for themselves, and to a governor without a deputy', () => {
    const headLeads = { holders: { ...holders, cpdLeader: 'hal' } };
    expect(roles(people('pat', 'mo'), 60_000, headLeads)).toEqual(['lineManager', 'cpdLeader', 'deputy']);
    expect(roles(people('hal', 'gus'), 60_000, headLeads)).toEqual(['lineManager', 'deputy']);
    expect(
      approvalSteps(
        { people: { person: 'hal', lineManager: null, approver: null }, costPence: 100 },
        { ...approval, holders: { cpdLeader: 'hal', head: 'hal' } },
      ).map(({ role }) => role),
    ).toEqual(['governor']);
  });
  it('asks nobody twice', () => {
    expect(roles(people('pat', 'cara'), 100)).toEqual(['lineManager']);
  });

  it('can be extended by a further step, never by the person’s own', () => {
    const journey = asked().send(approve(0, 'mo'));
    expect(
      journey.refusal({ type: 'INSERT_STEP', before: 1, role: 'head', personId: 'pat' } as Sent),
    ).toContain('nobody approves themselves');
    expect(journey.refusal({ type: 'INSERT_STEP', before: 0, role: 'head' } as Sent)).not.toBeNull();
    journey.send({ type: 'INSERT_STEP', before: 1, role: 'head' } as Sent);
    expect(journey.is('step.withHead')).toBe(true);
    expect(journey.send(approve(1, 'hal', ['head'])).is('step.withCpdLeader')).toBe(true);
  });

  it('can be asked of somebody by name, who then decides in place of whoever holds the post', () => {
    const journey = asked().send({
      type: 'INSERT_STEP',
      before: 0,
      role: 'head',
      personId: 'ann',
    } as Sent);
    expect(journey.is('step.withNamed')).toBe(true);
    expect(journey.context['people']).toMatchObject({ asked: 'ann' });
    expect(journey.refusal(approve(0, 'hal', ['head']))).toContain('Somebody else is asked');
    expect(journey.send(approve(0, 'ann')).is('step.withLineManager')).toBe(true);
    expect(journey.context['people']).toMatchObject({ asked: null });
    expect(readers(journey)).toContain('person:ann');
  });

  it('is open to governors only where a step falls to them', () => {
    expect(readers(asked())).not.toContain('post:governor');
    expect(readers(asked().send({ type: 'INSERT_STEP', before: 0, role: 'governor' } as Sent))).toContain(
      'post:governor',
    );
    const named = { type: 'INSERT_STEP', before: 0, role: 'governor', personId: 'gus' } as Sent;
    expect(readers(asked().send(named))).not.toContain('post:governor');
  });

  it('and everything else is for people who may read the booking', () => {
    const journey = asked({ people: { person: 'pat', lineManager: 'mo', approver: 'ada' } })
      .send({ type: 'INSERT_STEP', before: 0, role: 'governor' } as Sent)
      .send({ type: 'INSERT_STEP', before: 0, role: 'head', personId: 'ann' } as Sent);
    const people = journey.context['people'] as Record<string, string>;
    const acting = Object.values(bookingChart.events).flatMap(({ by }) => by);
    const asReaders = [...new Set(acting)]
      .filter((role) => role !== 'system')
      .map((role) => (role in people ? `person:${people[role]}` : `post:${role}`));
    expect(asReaders.filter((reader) => !readers(journey).includes(reader))).toEqual([]);
  });

  it('that waits too long reminds who is asked, then the CPD leader, then the head, and starts afresh at each step', () => {
    const journey = asked().due('approvalDue');
    expect(journey.ordered[0]?.params['who']).toBe('lineManager');
    expect(journey.due('approvalEscalationDue').ordered[0]?.params).toMatchObject({
      who: 'cpdLeader',
      escalation: true,
    });
    expect(journey.due('approvalLastDue').ordered[0]?.params['who']).toBe('head');
    expect(journey.send(approve(0, 'mo')).is('turnaround.inTime')).toBe(true);
  });

  it('declined ends the booking with nothing committed and the need back in the plan', () => {
    const journey = asked().send(decision('DECLINE', 0, 'mo'));
    expect(journey.is('ended.declined')).toBe(true);
    expect(told(journey)).toEqual([['need', 'BOOKING_ENDED']]);
    expect(orders(journey)).not.toContain('releaseMoney');
  });
});

describe('funding', () => {
  const funding = [
    { potId: 'cpd', pence: 6_000, financialYear: '2026-27' },
    { potId: 'grant', pence: 4_000, financialYear: '2026-27' },
  ];
  it('is split over pots, and a declined pot is re-routed without ending the request', () => {
    const journey = approved({ funding });
    expect(journey.is('step.allApproved') && journey.is('funding.askingPots')).toBe(true);
    journey
      .send({ type: 'AGREE_FUNDING', share: 0 } as Sent)
      .send({ type: 'DECLINE_FUNDING', share: 1 } as Sent);
    expect(journey.is('funding.toReroute')).toBe(true);
    journey.send({ type: 'REROUTE', share: 1, potId: 'trust', financialYear: '2027-28' } as Sent);
    journey.send({ type: 'AGREE_FUNDING', share: 1 } as Sent);
    expect(journey.is('before.approved')).toBe(true);
    expect(journey.ordered[0]?.params['funding']).toMatchObject([
      { potId: 'cpd' },
      { potId: 'trust', financialYear: '2027-28' },
    ]);
  });
  it('must add up to the cost to the penny', () => {
    expect(asked().refusal({ type: 'SPLIT_FUNDING', shares: [{ ...funding[0] }] } as Sent)).toContain(
      'to the penny',
    );
  });
});

describe('a place', () => {
  it('from the waiting list comes by promotion', () => {
    const journey = approved().send({ type: 'WAITLISTED' });
    expect(journey.is('before.waitlisted')).toBe(true);
    journey.send({ type: 'PROMOTED' });
    expect(journey.is('awaitingProvider.withOffice')).toBe(true);
    expect(told(journey)).toEqual([['need', 'UNDER_WAY']]);
  });

  it('that the school cannot spare the person for is the CPD leader’s to allow, or comes when somebody else stays', () => {
    const held = () => approved().send({ type: 'DAY_FULL' });
    expect(held().is('before.dayFull')).toBe(true);
    expect(held().send({ type: 'PROMOTED' }).is('awaitingProvider.withOffice')).toBe(true);
    expect(held().refusal({ type: 'ALLOW_CLASH' }, { by: 'pat' })).toContain('their own booking');
    const allowed = held().send({ type: 'ALLOW_CLASH' }, { by: 'cara' });
    expect(allowed.is('before.approved')).toBe(true);
    expect(told(allowed)).toEqual([['act', 'REQUEST_PLACE']]);
    expect(allowed.context['clashAllowed']).toBe(true);
    expect(held().send({ type: 'WITHDRAW' }).is('ended.withdrawn')).toBe(true);
  });

  it('with a provider is chased at the office first, then with the person, until the booking confirmation is entered', () => {
    const journey = placed().due('officeChaseDue');
    expect(journey.ordered[0]?.params['who']).toBe('cpdTeam');
    expect(journey.due('personChaseDue').ordered[0]?.params['who']).toBe('person');
    expect(journey.due('confirmationEscalationDue').ordered[0]?.params['who']).toBe('cpdLeader');
    expect(journey.is('awaitingProvider.escalated')).toBe(true);
    journey.send({ type: 'ENTER_CONFIRMATION', confirmationId: 'c' } as Sent);
    expect(journey.is('seated.confirmed')).toBe(true);
  });

  it('in school needs no provider and is confirmed when the activity is', () => {
    const journey = approved({ external: false }).send({ type: 'PLACED', confirmed: false } as Sent);
    expect(journey.is('seated.placed')).toBe(true);
    expect(journey.send({ type: 'ACTIVITY_CONFIRMED' }).is('seated.confirmed')).toBe(true);
  });

  it('that is withdrawn releases money and cover in the same step, less charges, and the place and the need', () => {
    const journey = placed({}, { coverNeeded: true }).send({ type: 'WITHDRAW' }, at('2026-10-21'));
    expect(journey.ordered.slice(0, 3)).toEqual([
      { type: 'keepCharge', params: { bookingId: 'b', pence: 2_500 } },
      { type: 'releaseMoney', params: { bookingId: 'b', pence: 7_500 } },
      { type: 'standDownCover', params: { bookingId: 'b' } },
    ]);
    expect(told(journey)).toEqual([
      ['act', 'RELEASE_PLACE'],
      ['need', 'BOOKING_ENDED'],
    ]);
    expect(journey.is('ended.withdrawn')).toBe(true);
  });

  it('that is postponed moves the days from which withdrawing costs', () => {
    const postponed = () =>
      placed()
        .send({ type: 'POSTPONED', startsOn: null, endsOn: null, facts: free } as Sent)
        .send({ type: 'POSTPONED', startsOn: '2027-01-12', endsOn: '2027-01-12', facts: free } as Sent)
        .send({ type: 'STILL_COMING' });
    expect(postponed().context['charges']).toEqual([
      { from: '2026-12-22', pence: 2_500 },
      { from: '2027-01-07', pence: 10_000 },
    ]);
    expect(orders(postponed().send({ type: 'WITHDRAW' }, at('2026-12-21')))).not.toContain('keepCharge');
    expect(postponed().send({ type: 'WITHDRAW' }, at('2026-12-22')).ordered[0]).toEqual({
      type: 'keepCharge',
      params: { bookingId: 'b', pence: 2_500 },
    });
  });

  it('that arrives after the person withdrew is given back at once', () => {
    const journey = approved().send({ type: 'WITHDRAW' });
    expect(told(journey.send({ type: 'PLACED' }))).toEqual([['act', 'RELEASE_PLACE']]);
  });

  it('on a cancelled activity costs nothing', () => {
    const journey = placed().send({ type: 'ACTIVITY_CANCELLED' }, at('2026-11-09'));
    expect(orders(journey)).not.toContain('keepCharge');
    expect(journey.is('ended.cancelled')).toBe(true);
  });

  it('of a leaver is given back', () => {
    expect(told(placed().send({ type: 'LEAVE', on: '2026-10-01' } as Sent))).toContainEqual([
      'act',
      'RELEASE_PLACE',
    ]);
  });

  it('passes to another delegate with place and money, who needs their own confirmation', () => {
    const journey = placed().send({ type: 'ENTER_CONFIRMATION', confirmationId: 'c' } as Sent);
    const substitute = {
      type: 'SUBSTITUTE',
      personId: 'sue',
      lineManagerId: 'mo',
      needId: 'other',
      facts: free,
    };
    expect(journey.refusal({ ...substitute, facts: { ...free, clash: true } } as Sent)).toContain(
      'cannot come',
    );
    journey.send(substitute);
    expect(journey.is('awaitingProvider.withOffice')).toBe(true);
    expect(told(journey)).toEqual([
      ['need', 'BOOKING_ENDED'],
      ['other', 'UNDER_WAY'],
    ]);
    expect(orders(journey)).not.toContain('releaseMoney');
  });

  it('survives postponement: cover and part-timers are asked again, clocks start anew, withdrawing is free', () => {
    const journey = placed({}, { coverNeeded: true }).send({
      type: 'ENTER_CONFIRMATION',
      confirmationId: 'c',
    } as Sent);
    journey.send({
      type: 'POSTPONED',
      startsOn: '2027-01-12',
      endsOn: '2027-01-12',
      facts: { ...free, coverNeeded: true, outsideContractedDays: true },
    } as Sent);
    expect(orders(journey)).toEqual(['standDownCover', 'requestCover']);
    expect(
      journey.is('seated.confirmed') && journey.is('recompense.toOffer') && journey.is('newDates.asking'),
    ).toBe(true);
    expect(journey.armed).toEqual(expect.arrayContaining(['attendanceOpens', 'coverDue']));
    expect(orders(journey.send({ type: 'WITHDRAW' }, at('2026-11-09')))).not.toContain('keepCharge');
  });

  it('waits for new dates without cover while none are known', () => {
    const journey = placed({}, { coverNeeded: true }).send({
      type: 'POSTPONED',
      startsOn: null,
      endsOn: null,
      facts: { ...free, coverNeeded: true },
    } as Sent);
    expect(orders(journey)).toEqual(['standDownCover']);
    expect(journey.is('newDates.unknown')).toBe(true);
  });
});

describe('cover', () => {
  it('that cannot be had warns everyone concerned before the date', () => {
    const journey = placed({}, { coverNeeded: true }).due('coverDue').send({ type: 'CANNOT_COVER' });
    expect(journey.ordered.map(({ params }) => params['who'])).toEqual([
      'person',
      'lineManager',
      'cpdLeader',
    ]);
    expect(journey.due('coverWarningDue').ordered[0]?.params['who']).toBe('head');
    expect(journey.send({ type: 'ARRANGE_COVER', coverId: 'x' } as Sent).is('cover.arranged')).toBe(true);
    expect(journey.send({ type: 'COVER_FELL_THROUGH' }).is('cover.requested')).toBe(true);
  });
  it('is asked for only once there is a place', () => {
    expect(approved({}, { coverNeeded: true }).is('cover.notNeeded')).toBe(true);
    expect(placed({}, { coverNeeded: true }).is('cover.requested')).toBe(true);
  });
});

describe('attendance', () => {
  const held = (...marks: string[]) => {
    const journey = placed();
    for (const it of marks) journey.send(mark('SESSION_ATTENDED', it));
    return journey.send({ type: 'ACTIVITY_HELD' });
  };
  it('starts the evaluation, enters hours, and asks the person to share', () => {
    const journey = held('present', 'present');
    expect(journey.is('attended.sharing')).toBe(true);
    expect(orders(journey)).toEqual(['startImpact', 'tell', 'spendMoney', 'recordHours']);
    expect(journey.ordered.at(-1)?.params['minutes']).toBe(600);
    expect(orders(journey.due('shareBackDue'))).toEqual(['remind']);
    expect(journey.send({ type: 'SHARE_BACK' }).is('closed')).toBe(true);
    const certificate = { type: 'RECORD_CERTIFICATE', certificateId: 'c', expiresOn: '2029-11-10' } as Sent;
    expect(orders(journey.send(certificate))).toEqual(['keepCertificate']);
  });
  it('in part is told apart, and absence keeps the cost and sends the need back', () => {
    expect(held('present', 'absent').is('partlyAttended')).toBe(true);
    const journey = held('absent');
    expect(journey.is('noShow')).toBe(true);
    expect(told(journey)).toEqual([['need', 'BOOKING_ENDED']]);
    expect(orders(journey)).not.toContain('releaseMoney');
  });
  it('that nobody recorded is asked for', () => {
    const journey = held();
    expect(journey.is('attendanceOwed')).toBe(true);
    expect(journey.send(mark('MARK_ATTENDANCE', 'present')).is('attended')).toBe(true);
  });
  it('of a series that was broken off still counts', () => {
    const journey = placed().send(mark('SESSION_ATTENDED', 'present')).send({ type: 'ACTIVITY_CANCELLED' });
    expect(journey.is('attended')).toBe(true);
  });
  it('at training that is evaluated for the group starts no evaluation of its own', () => {
    const journey = placed({ impact: 'group' }).send(mark('MARK_ATTENDANCE', 'present'));
    expect(orders(journey)).not.toContain('startImpact');
  });
});
