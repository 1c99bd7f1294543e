import { describe, expect, it } from '@jest/globals';
import type { EventObject } from 'xstate';
import { reviewChart } from '../../workflows/review/review.chart.js';
import { reviewClocks, reviewPolicy } from '../../workflows/review/review.clocks.js';
import type { ReviewContext, ReviewInput } from '../../workflows/review/review.types.js';
import { expectEverybodyCanAct } from './support/acting.js';
import { expectFullyDescribed } from './support/describe.js';
import { begin } from './support/step.js';
import type { Journey } from './support/step.js';
import { expectFullCoverage, walkChart } from './support/walk.js';

type Given = Omit<ReviewInput, 'at' | 'by'>;
const posts = { cpdLeader: 'chris', head: 'hana', deputy: 'dev', governor: 'gwen' };
const given: Given = {
  schoolId: 'school',
  cycleId: 'year',
  reviewId: 'r1',
  reviewee: 'amy',
  reviewer: 'ben',
  posts,
  agreeBy: '2026-10-31',
  midYearBy: '2027-03-31',
  closingFrom: '2027-07-01',
  closeBy: '2027-10-31',
};
const ev = (type: string, more: Record<string, unknown> = {}): EventObject => ({ type, ...more });
const start = (more: Partial<Given> = {}) => begin(reviewChart, { ...given, ...more });
const amy = { by: 'amy' };
const ben = { by: 'ben' };
const held = ev('HOLD_MEETING', { heldOn: '2026-10-01' });
const october = { by: 'ben', at: '2026-10-02T09:00:00.000Z' };

const shared = (more: Partial<Given> = {}) => start(more).send(held, october).send(ev('SHARE'), ben);
const agreed = (more: Partial<Given> = {}) => shared(more).send(ev('AGREE'), amy).send(ev('AGREE'), ben);
const monitoring = (more: Partial<Given> = {}) => agreed(more).due('agreementCloses');
const signing = (more: Partial<Given> = {}) =>
  monitoring(more).send(ev('START_CLOSING'), ben).send(ev('JUDGE'), ben);
const told = (journey: Journey) =>
  journey.ordered.filter((c) => c.type === 'remind').map((c) => c.params['who']);
const passed = (journey: Journey) =>
  journey.history.filter((c) => c.type === 'passNeeds').map((c) => c.params);

describe('the review chart', () => {
  it('says what every state, event, clock, command and refusal means', () =>
    expectFullyDescribed(reviewChart));

  it('can be walked through every state, every transition and both answers of every guard', () => {
    const by = (who: string, events: EventObject[]) => events.map((event) => ({ ...event, by: who }));
    const events = [
      ...by('amy', [ev('AGREE'), ev('SIGN'), ev('WITHDRAW'), ev('ASK_CHANGES'), ev('AGREE_REVISION')]),
      ...by('ben', [ev('AGREE'), ev('SIGN'), ev('WITHDRAW'), ev('ISSUE'), ev('SHARE'), ev('JUDGE')]),
      ...by('ben', [held, ev('HOLD_MEETING', { heldOn: '2026-12-24' }), ev('CONFIRM_ON_PAPER')]),
      ...by('ben', [ev('BOOK_MEETING', { on: '2026-10-01' }), ev('START_CLOSING'), ev('DROP_REVISION')]),
      ...by('ben', [
        ev('HOLD_MID_YEAR', { heldOn: '2026-10-04' }),
        ev('HOLD_MID_YEAR', { heldOn: '2027-03-01' }),
      ]),
      ...by('ben', [ev('OBSERVE', { minutes: 60 }), ev('STRIKE_OBSERVATION', { minutes: 60 })]),
      ...by('ben', [
        ev('REVISE', { revisionId: 'v1' }),
        ev('AGREE_REVISION'),
        ev('RAISE_NEED', { annexNeedId: 'n' }),
      ]),
      ...by('ben', [
        ev('ASK_CONTRIBUTORS', { contributors: ['cal'] }),
        ev('ASK_CONTRIBUTORS', { contributors: [] }),
      ]),
      ...by('cal', [ev('CONTRIBUTE')]),
      ...by('amy', [ev('DISPUTE')]),
      ...by('hana', [ev('DECIDE', { outcome: 'stands' }), ev('DECIDE', { outcome: 'redraft' })]),
      ...by('hana', [ev('REASSIGN', { reviewer: 'amy' }), ev('REASSIGN', { reviewer: 'ben' })]),
      ...by('hana', [
        ev('APPOINT_MODERATOR', { moderator: 'gwen' }),
        ev('APPOINT_MODERATOR', { moderator: 'ben' }),
      ]),
      ...by('hana', [ev('PAUSE', { from: '2026-10-05' }), ev('RESUME', { to: '2026-10-20' })]),
      ...by('hana', [ev('RESUME', { to: '2026-09-20' }), ev('LEAVE', { on: '2026-10-05' })]),
      ev('POST_CHANGED', { post: 'cpdLeader', to: 'chris' }),
      ev('CYCLE_CLOSED'),
      ev('DATES_CHANGED', {
        ...{ agreeBy: '2026-11-13', midYearBy: '2027-03-31' },
        ...{ closingFrom: '2027-07-01', closeBy: '2027-10-31' },
      }),
    ];
    const ladderOnly = [
      ...by('ben', [held, ev('DISPUTE'), ev('SHARE'), ev('AGREE'), ev('START_CLOSING')]),
      ...by('amy', [ev('AGREE')]),
    ];
    const rewritten = [
      ...by('ben', [held, ev('SHARE'), ev('ASK_CONTRIBUTORS', { contributors: ['cal'] }), ev('DISPUTE')]),
      ...by('hana', [ev('DECIDE', { outcome: 'redraft' })]),
    ];
    const tooLate = [
      ...by('ben', [held, ev('SHARE'), ev('AGREE')]),
      ...by('amy', [ev('AGREE')]),
      'after:agreementCloses' as const,
      ...by('amy', [ev('DISPUTE')]),
      ...by('hana', [ev('DECIDE', { outcome: 'redraft' })]),
    ];
    const contested = [
      ev('CONTESTED', { annexNeedIds: ['n1', 'n2'] }),
      'after:settleDue' as const,
      ...by('hana', [ev('SETTLE_NEED', { annexNeedId: 'n3', pass: true })]),
      ...by('hana', [ev('SETTLE_NEED', { annexNeedId: 'n1', pass: true })]),
      ...by('hana', [ev('SETTLE_NEED', { annexNeedId: 'n2', pass: false })]),
    ];
    const revised = [
      held,
      ...by('ben', [ev('SHARE'), ev('AGREE')]),
      ...by('amy', [ev('AGREE')]),
      'after:agreementCloses' as const,
      ...by('amy', [ev('REVISE', { revisionId: 'v2' })]),
      ...by('ben', [ev('AGREE_REVISION')]),
    ];
    const from = (stage: string) => ({ ...given, inFlight: { stage, heldOn: null, agreedOn: null } });
    const nobody = { cpdLeader: null, head: null, deputy: null, governor: null };
    const contributing = (type: string) => type === 'ASK_CONTRIBUTORS' || type === 'CONTRIBUTE';
    const walk = walkChart(reviewChart, {
      // Contributors can be asked at any time; that is walked while planning only, or it would multiply everything.
      events: (snapshot) => {
        // Without posts only the ladder differs.
        if ((snapshot.context as ReviewContext).people.head === null) return ladderOnly;
        const planning = snapshot._nodes.some((node) => node.key === 'planning');
        return events.filter(({ type }) => planning || !contributing(type));
      },
      inputs: [
        { ...given, offline: true, observationLimit: 60 },
        { ...given, posts: nobody },
        { ...given, posts: { ...nobody, cpdLeader: 'chris' } },
      ],
      arrivals: ['drafting', 'monitoring', 'closing'].map(from),
      serialize: (snapshot) => {
        // Where it was before a pause or a dispute is told in sentences below; here one way back is enough.
        const { agreedBy, changesAsked, timeIsUp, observedMinutes, people } =
          snapshot.context as ReviewContext;
        const asked = [changesAsked, timeIsUp, people.contributor];
        const flags = [agreedBy.reviewee !== null, agreedBy.reviewer !== null, ...asked, observedMinutes > 0];
        const elsewhere = snapshot.matches('paused') || snapshot.matches({ live: 'moderation' });
        // Contested needs are beside everything else: walked on a trail of their own.
        const value = JSON.stringify(snapshot.value).replace('"contests":"waiting"', '"contests":"none"');
        return JSON.stringify([value, people.head, people.cpdLeader, elsewhere ? [] : flags]);
      },
      trails: [rewritten, tooLate, contested, revised],
      limit: 12_000,
    });
    expectFullCoverage(reviewChart, walk);
    expectEverybodyCanAct(reviewChart, walk, {
      vacant: {
        settleNeeds: 'Without head and governors nobody is independent; somebody must be appointed.',
      },
      elsewhere: { prepare: 'Drafting is writing, not a step; holding the meeting ends it.' },
    });
  });
});

describe('who acts in a review', () => {
  it.each(Object.entries(reviewChart.events))('can also read it, or is the system: %s', (_event, { by }) => {
    const context = begin(reviewChart, { ...given, adviser: 'ada' }).context;
    const people = { ...(context['people'] as object), contributor: 'cal', moderator: 'mo', settler: 'sue' };
    const readers = reviewChart.audience({ ...context, people, disputedAt: 'now' } as never);
    const placed = people as Record<string, unknown>;
    const unseen = by.filter((role) => {
      if (role === 'system' || role === 'head') return role === 'head' && !readers.includes('post:head');
      return !readers.includes(`person:${String(placed[role])}`);
    });
    expect(unseen).toEqual([]);
  });
});

describe('planning the year', () => {
  it('leaves the reviewee’s draft to the reviewee and asks the reviewer to book the meeting', () => {
    const review = start();
    expect(review.is('planning.draft')).toBe(true);
    expect(review.is('meeting.unbooked')).toBe(true);
  });

  it('puts a booked meeting in both calendars and asks about it when its day is past', () => {
    const review = start().send(ev('BOOK_MEETING', { on: '2026-10-01' }), ben);
    expect(review.ordered).toEqual([
      { type: 'inviteToMeeting', params: { reviewId: 'r1', on: '2026-10-01' } },
    ]);
    expect(told(review.due('meetingRecordDue'))).toEqual(['reviewer']);
    expect(review.is('meeting.unrecorded')).toBe(true);
  });

  it('keeps contributors on the list until they have written, and no longer', () => {
    const review = start().send(ev('ASK_CONTRIBUTORS', { contributors: ['cal', 'cat'] }), ben);
    expect(reviewChart.audience(review.context as never)).toContain('person:cal');
    review.send(ev('CONTRIBUTE'), { by: 'cal' });
    expect(reviewChart.audience(review.context as never)).not.toContain('person:cal');
    expect(review.is('contributions.asked')).toBe(true);
    expect(review.send(ev('CONTRIBUTE'), { by: 'cat' }).is('contributions.answered')).toBe(true);
  });

  it('refuses a meeting in the future, in words', () => {
    expect(start().refusal(ev('HOLD_MEETING', { heldOn: '2026-10-09' }), october)).toMatch(
      /cannot lie in the future/,
    );
  });

  it('counts draft and comments from the day of the meeting, by the working days of both', () => {
    const review = start().send(held, october);
    expect(review.context['heldOn']).toBe('2026-10-01');
    expect(reviewClocks.draftDue).toMatchObject({ from: 'heldOn', of: ['reviewee', 'reviewer'] });
    expect(reviewClocks.commentsDue).toMatchObject({ from: 'heldOn', of: ['reviewee', 'reviewer'] });
    expect([reviewPolicy['review.draftDays'], reviewPolicy['review.commentDays']]).toEqual([5, 10]);
  });
});

describe('agreeing', () => {
  it('takes both agreements, each once', () => {
    const review = shared().send(ev('AGREE'), amy);
    expect(review.is('reviewee.given')).toBe(true);
    expect(review.is('reviewer.awaited')).toBe(true);
    expect(review.refusal(ev('AGREE'), amy)).toMatch(/agreed already/);
    expect(review.send(ev('AGREE'), ben).is('agreed')).toBe(true);
  });

  it('passes the annex when the withdraw window shuts, and not before', () => {
    const review = agreed();
    expect(passed(review)).toEqual([]);
    review.due('agreementCloses');
    expect(passed(review)).toEqual([
      {
        reviewId: 'r1',
        cycleId: 'year',
        reviewee: 'amy',
        which: 'all',
        annexNeedId: null,
        contestedTo: null,
      },
    ]);
    expect(review.is('monitoring')).toBe(true);
  });

  it('goes back to both when one of them withdraws in the window, and nothing has left', () => {
    const review = agreed().send(ev('WITHDRAW'), amy);
    expect(review.is('shared')).toBe(true);
    expect(review.is('reviewer.awaited')).toBe(true);
    expect(passed(review)).toEqual([]);
    expect(review.send(ev('WITHDRAW'), ben).is('drafting')).toBe(true);
  });

  it('lets the reviewer take a shared statement back for a while, later only when changes are asked for', () => {
    const review = shared();
    expect(review.refusal(ev('WITHDRAW'), ben)).toBeNull();
    expect(review.refusal(ev('WITHDRAW'), amy)).toMatch(/Only the reviewer takes it back/);
    review.due('shareWithdrawCloses');
    expect(review.refusal(ev('WITHDRAW'), ben)).toMatch(/reviewee can ask for changes/);
    review.send(ev('ASK_CHANGES'), amy);
    expect(review.send(ev('WITHDRAW'), ben).is('drafting')).toBe(true);
  });

  it('lets the reviewer issue once time is up; needs that both want pass, contested ones go to the head', () => {
    const review = shared();
    expect(review.refusal(ev('ISSUE'), ben)).toMatch(/still has time/);
    review.due('commentsDue').send(ev('ISSUE'), ben).due('agreementCloses');
    expect(passed(review)[0]).toMatchObject({ which: 'wantedByBoth', contestedTo: 'hana' });
  });

  it('sends contested needs to a governor where the head is the reviewer', () => {
    const review = shared({ reviewer: 'hana' }).due('commentsDue').send(ev('ISSUE'), { by: 'hana' });
    expect(passed(review.due('agreementCloses'))[0]).toMatchObject({ contestedTo: 'gwen' });
  });

  it('takes a confirmation on paper only for people who are offline', () => {
    expect(shared().refusal(ev('CONFIRM_ON_PAPER'), ben)).toMatch(/others agree for themselves/);
    const review = shared({ offline: true }).send(ev('CONFIRM_ON_PAPER'), ben).send(ev('AGREE'), ben);
    expect(review.is('agreed')).toBe(true);
  });

  it('lets one of the head’s panel sign for all of it', () => {
    const review = shared({ reviewee: 'hana', reviewer: ['gwen', 'gil'], adviser: 'ada' });
    review.send(ev('AGREE'), { by: 'gil' });
    expect(review.refusal(ev('AGREE'), { by: 'gwen' })).toMatch(/somebody on your side/);
    expect(review.send(ev('AGREE'), { by: 'hana' }).is('agreed')).toBe(true);
  });
});

describe('a need that only one of the two wanted', () => {
  const issued = (more: Partial<Given> = {}) =>
    shared(more)
      .due('commentsDue')
      .send(ev('ISSUE'), { by: more.reviewer ? 'hana' : 'ben' })
      .due('agreementCloses')
      .send(ev('CONTESTED', { annexNeedIds: ['n1', 'n2'] }));
  const settle = (annexNeedId: string, pass: boolean) => ev('SETTLE_NEED', { annexNeedId, pass });

  it('is decided about by the head, each by itself, and only what passes leaves the review', () => {
    const review = issued();
    expect(told(review)).toEqual(['settler']);
    expect(review.context['people']).toMatchObject({ settler: 'hana' });
    expect(review.refusal(settle('n9', true), { by: 'hana' })).toMatch(/waits for no decision/);
    review.send(settle('n1', true), { by: 'hana' });
    expect(passed(review).at(-1)).toMatchObject({ which: 'settled', annexNeedId: 'n1' });
    const before = passed(review).length;
    review.send(settle('n2', false), { by: 'hana' });
    expect(passed(review)).toHaveLength(before);
    expect(review.context['people']).toMatchObject({ settler: null });
    expect(review.is('contests.none')).toBe(true);
  });

  it('goes to a governor where the head reviews, who sees nothing of the review afterwards', () => {
    const review = issued({ reviewer: 'hana' });
    expect(reviewChart.audience(review.context as never)).toContain('person:gwen');
    review.send(settle('n1', false), { by: 'gwen' }).send(settle('n2', false), { by: 'gwen' });
    expect(reviewChart.audience(review.context as never)).not.toContain('person:gwen');
  });

  it('passes to the successor of whoever was to decide', () => {
    const review = issued().send(ev('POST_CHANGED', { post: 'head', to: 'hugo' }));
    expect(review.ordered).toContainEqual({
      type: 'askSettler',
      params: { reviewId: 'r1', needs: ['n1', 'n2'], settler: 'hugo' },
    });
  });

  it('waits for a moderator to be named where nobody is independent', () => {
    const review = issued({ posts: { ...posts, head: null, governor: null } });
    expect(review.context['people']).toMatchObject({ settler: null });
    review.send(ev('APPOINT_MODERATOR', { moderator: 'guy' }));
    expect(review.context['people']).toMatchObject({ settler: 'guy' });
  });
});

describe('a review that was begun elsewhere', () => {
  const from = (stage: string, more: object = {}) =>
    start({ inFlight: { stage, heldOn: '2026-10-05', agreedOn: '2026-10-20', ...more } as never });

  it('goes on in the year under way, with its agreement on record and no need passed again', () => {
    const review = from('monitoring');
    expect(review.is('monitoring.midYear.awaited')).toBe(true);
    expect(review.context).toMatchObject({
      heldOn: '2026-10-05',
      agreedAt: '2026-10-20T12:00:00.000Z',
      needsPassed: true,
    });
    expect(passed(review)).toEqual([]);
    expect(passed(review.send(ev('RAISE_NEED', { annexNeedId: 'old' }), amy))).toHaveLength(1);
    expect(review.refusal(ev('SHARE'), ben)).not.toBeNull();
  });

  it('is judged where it was being closed', () => {
    expect(from('closing', { agreedOn: null }).is('closing.judgement.judging')).toBe(true);
  });

  it('is shared again where it had been shared, because both must see what they agree to', () => {
    expect(from('shared').is('drafting')).toBe(true);
    expect(from('drafting', { heldOn: null }).context).toMatchObject({
      heldOn: '2026-09-01',
      agreedAt: null,
    });
  });

  it('begins at its beginning where nothing had happened yet', () => {
    expect(from('planning').is('planning.meeting.unbooked')).toBe(true);
  });
});

describe('late clocks', () => {
  it('remind the reviewer, then tell the CPD leader, then the head, and end nothing', () => {
    const review = start().send(held, october).due('draftDue');
    expect(told(review)).toEqual(['reviewer']);
    review.due('chaseDue');
    expect(review.ordered[0]?.params).toEqual({ who: 'cpdLeader', about: 'review.late', escalation: true });
    expect(told(review.due('chaseDue'))).toEqual(['head']);
    expect(review.waiting).not.toContain('chaseDue');
    expect(review.refusal(ev('SHARE'), ben)).toBeNull();
  });

  it.each([
    ['the CPD leader reviews', { reviewer: 'chris' }, ['head']],
    ['the head reviews', { reviewer: 'hana' }, ['cpdLeader', 'deputy']],
    ['the head is the CPD leader', { posts: { ...posts, cpdLeader: 'hana' } }, ['cpdLeader', 'deputy']],
    ['the head is both', { reviewer: 'hana', posts: { ...posts, cpdLeader: 'hana' } }, ['deputy']],
    ['it is the head’s own, with a panel', { reviewee: 'hana', reviewer: ['gil', 'gus'] }, ['governor']],
    ['the chair sits on the head’s panel', { reviewee: 'hana', reviewer: ['gwen', 'gil'] }, []],
  ])('skip whoever is the same person: %s', (_case, more, expected) => {
    const review = start(more as Partial<Given>)
      .send(held, october)
      .due('draftDue');
    const rungs: unknown[] = [];
    while (review.waiting.includes('chaseDue')) rungs.push(...told(review.due('chaseDue')));
    expect(rungs).toEqual(expected);
  });

  it('call off the ladder as soon as the thing is done', () => {
    const review = start().send(held, october).due('draftDue').send(ev('SHARE'), ben);
    expect(review.cancelled).toContain('chaseDue');
  });

  it('on 31 October tell the reviewer, and the CPD leader only that it is late', () => {
    const review = start().due('agreedDue');
    expect(told(review)).toEqual(['reviewer', 'cpdLeader']);
    expect(review.is('planning')).toBe(true);
  });
});

describe('a vacancy, a change of reviewer, a leaver', () => {
  it('gives a vacant reviewer’s place to the head, and to the head’s successor', () => {
    const review = start({ reviewer: null });
    expect(review.context['people']).toMatchObject({ reviewer: 'hana' });
    review.send(ev('POST_CHANGED', { post: 'head', to: 'hugo' }));
    expect(review.context['people']).toMatchObject({ reviewer: 'hugo', head: 'hugo' });
  });

  it('gives the place to the chair where the head would review themselves', () => {
    expect(start({ reviewee: 'hana', reviewer: 'hana' }).context['people']).toMatchObject({
      reviewer: 'gwen',
    });
  });

  it('leaves a named reviewer in place when a post changes hands', () => {
    const review = start().send(ev('POST_CHANGED', { post: 'caretaker', to: 'x' }));
    review.send(ev('POST_CHANGED', { post: 'head', to: 'hugo' }));
    expect(review.context['people']).toMatchObject({ reviewer: 'ben', head: 'hugo' });
  });

  it('does not restart when the reviewer changes; the old one can no longer read it', () => {
    const review = shared()
      .send(ev('AGREE'), amy)
      .send(ev('REASSIGN', { reviewer: 'bob' }), { by: 'hana' });
    expect(review.is('shared')).toBe(true);
    expect(review.is('reviewee.given')).toBe(true);
    expect(review.ordered[0]).toEqual({
      type: 'openToReviewer',
      params: { reviewId: 'r1', reviewer: 'bob' },
    });
    expect(reviewChart.audience(review.context as never)).toEqual(['person:amy', 'person:bob', 'post:head']);
    expect(review.send(ev('AGREE'), { by: 'bob' }).is('agreed')).toBe(true);
  });

  it('lets nobody review themselves', () => {
    expect(start().refusal(ev('REASSIGN', { reviewer: 'amy' }))).toMatch(/Nobody reviews themselves/);
  });

  it('ends with the record kept when the person leaves, from anywhere, and no needs pass', () => {
    const journeys = [start(), shared(), agreed(), start().send(ev('PAUSE', { from: '2026-10-05' }))];
    for (const review of journeys) {
      expect(review.send(ev('LEAVE', { on: '2027-01-31' })).finished).toBe(true);
      expect(review.is('ended')).toBe(true);
      expect(passed(review)).toEqual([]);
    }
  });

  it('is never open to the CPD leader, and the head’s own only to the panel and its adviser', () => {
    expect(reviewChart.audience(agreed().context as never)).toEqual([
      'person:amy',
      'person:ben',
      'post:head',
    ]);
    const own = start({ reviewee: 'hana', reviewer: ['gwen', 'gil'], adviser: 'ada' });
    const readers = ['person:hana', 'person:gwen', 'person:gil', 'person:ada'];
    expect(reviewChart.audience(own.context as never)).toEqual(readers);
  });
});

describe('pausing', () => {
  it('stops every clock and comes back to exactly where it was, however late', () => {
    const review = start().send(held, october).due('draftDue').due('chaseDue');
    review.send(ev('PAUSE', { from: '2026-10-12' }), { by: 'hana' });
    expect(review.waiting).toEqual([]);
    review
      .send(ev('CYCLE_CLOSED'))
      .send(ev('RESUME', { to: '2027-11-15' }), { at: '2027-11-16T08:00:00.000Z' });
    expect(review.is('drafting.escalated')).toBe(true);
    expect(review.context['pauses']).toEqual([{ from: '2026-10-12', to: '2027-11-15' }]);
    expect(told(review)).toEqual([]);
  });

  it('does not open the withdraw window afresh on return', () => {
    const review = agreed();
    const before = review.context['agreedAt'];
    review.send(ev('PAUSE', { from: '2026-10-05' })).send(ev('RESUME', { to: '2026-10-09' }), {
      at: '2026-10-12T08:00:00.000Z',
    });
    expect(review.is('agreed')).toBe(true);
    expect(review.context['agreedAt']).toBe(before);
  });

  it('refuses a return before the absence', () => {
    const review = start().send(ev('PAUSE', { from: '2026-10-12' }));
    expect(review.refusal(ev('RESUME', { to: '2026-10-01' }))).toMatch(/cannot lie before/);
  });

  it('never keeps a reason', () => {
    const review = start().send(ev('PAUSE', { from: '2026-10-12', reason: 'capability' }));
    expect(JSON.stringify(review.context)).not.toContain('capability');
  });

  it('gives every clock that can be paused a date of its own to count from', () => {
    const without = Object.entries(reviewChart.clocks).filter(([, clock]) => !clock.from);
    expect(without).toEqual([]);
  });
});

describe('a dispute', () => {
  it('goes to the head, who may then read it, and back to where it was', () => {
    const review = shared()
      .send(ev('AGREE'), ben)
      .send(ev('DISPUTE'), { by: 'amy', at: '2026-10-06T10:00:00.000Z' });
    expect(told(review)).toEqual(['moderator']);
    expect(review.context['people']).toMatchObject({ moderator: 'hana' });
    expect(told(review.due('moderationDue'))).toEqual(['moderator']);
    review.send(ev('DECIDE', { outcome: 'stands' }), { by: 'hana', at: '2026-10-14T10:00:00.000Z' });
    expect(review.is('shared')).toBe(true);
    expect(review.is('reviewer.given')).toBe(true);
    expect(review.context['pauses']).toEqual([{ from: '2026-10-06', to: '2026-10-14' }]);
  });

  it('goes to a governor where the head is the reviewer, who loses sight of it after deciding', () => {
    const review = shared({ reviewer: 'hana' }).send(ev('DISPUTE'), amy);
    expect(reviewChart.audience(review.context as never)).toContain('person:gwen');
    review.send(ev('DECIDE', { outcome: 'stands' }), { by: 'gwen' });
    expect(reviewChart.audience(review.context as never)).not.toContain('person:gwen');
  });

  it('can send a shared statement back to be written again, but not once its needs have passed', () => {
    const review = shared()
      .send(ev('DISPUTE'), amy)
      .send(ev('DECIDE', { outcome: 'redraft' }), { by: 'hana' });
    expect(review.is('drafting')).toBe(true);
    const late = monitoring().send(ev('DISPUTE'), amy);
    expect(late.refusal(ev('DECIDE', { outcome: 'redraft' }))).toMatch(/before its needs have passed/);
  });

  it('survives an absence: whoever returns is back with the moderator', () => {
    const review = shared()
      .send(ev('DISPUTE'), amy)
      .send(ev('PAUSE', { from: '2026-10-08' }));
    review.send(ev('RESUME', { to: '2026-10-20' }), { at: '2026-10-21T08:00:00.000Z' });
    expect(review.is('moderation')).toBe(true);
    expect(review.send(ev('DECIDE', { outcome: 'stands' }), { by: 'hana' }).is('shared')).toBe(true);
    expect((review.context['pauses'] as { to: string | null }[]).every(({ to }) => to !== null)).toBe(true);
  });

  it('needs somebody independent, who can be appointed', () => {
    const review = shared({ reviewee: 'hana', reviewer: ['gwen', 'gil'] });
    expect(review.refusal(ev('DISPUTE'), { by: 'hana' })).toMatch(/appoint a moderator/);
    expect(review.refusal(ev('APPOINT_MODERATOR', { moderator: 'gil' }))).toMatch(/neither the reviewee nor/);
    review.send(ev('APPOINT_MODERATOR', { moderator: 'guy' })).send(ev('DISPUTE'), { by: 'hana' });
    expect(review.context['people']).toMatchObject({ moderator: 'guy' });
  });

  it('passes to the head’s successor, and on when the moderator becomes the reviewer', () => {
    const review = shared()
      .send(ev('DISPUTE'), amy)
      .send(ev('POST_CHANGED', { post: 'head', to: 'hugo' }));
    expect(review.context['people']).toMatchObject({ moderator: 'hugo' });
    review.send(ev('REASSIGN', { reviewer: 'hugo' }));
    expect(review.context['people']).toMatchObject({ moderator: 'gwen' });
  });
});

describe('the year under way', () => {
  it('has a mid-year meeting with its own clock', () => {
    const review = monitoring().due('midYearDue');
    expect(told(review)).toEqual(['reviewer', 'reviewee']);
    review.send(ev('HOLD_MID_YEAR', { heldOn: '2027-02-10' }), { by: 'ben', at: '2027-02-11T09:00:00.000Z' });
    expect(review.is('midYear.held')).toBe(true);
    expect(review.context['midYearHeldOn']).toBe('2027-02-10');
  });

  it('counts observation, without a limit unless the school sets one', () => {
    expect(monitoring().refusal(ev('OBSERVE', { minutes: 600 }), ben)).toBeNull();
    const review = monitoring({ observationLimit: 180 }).send(ev('OBSERVE', { minutes: 120 }), ben);
    expect(review.refusal(ev('OBSERVE', { minutes: 90 }), ben)).toMatch(/past the limit/);
    expect(review.refusal(ev('STRIKE_OBSERVATION', { minutes: 150 }), ben)).toMatch(/No more can be struck/);
    expect(review.send(ev('STRIKE_OBSERVATION', { minutes: 60 }), ben).context['observedMinutes']).toBe(60);
  });

  it('passes an extra need, that one only', () => {
    const review = monitoring().send(ev('RAISE_NEED', { annexNeedId: 'extra' }), amy);
    expect(passed(review).at(-1)).toMatchObject({ which: 'one', annexNeedId: 'extra' });
  });

  it('changes objectives only when the other person agrees', () => {
    const review = monitoring().send(ev('REVISE', { revisionId: 'v2' }), ben);
    expect(review.refusal(ev('AGREE_REVISION'), ben)).toMatch(/other person agrees/);
    review.send(ev('AGREE_REVISION'), amy);
    expect(review.ordered).toEqual([{ type: 'applyRevision', params: { reviewId: 'r1', revisionId: 'v2' } }]);
  });
});

describe('closing', () => {
  it('begins on the school’s date and runs on after the cycle has closed', () => {
    const review = monitoring().due('closingOpens').send(ev('CYCLE_CLOSED'));
    expect(review.is('closing.judgement.judging')).toBe(true);
    expect(told(review.due('closedDue'))).toEqual(['reviewer', 'reviewee']);
    expect(review.refusal(ev('JUDGE'), ben)).toBeNull();
  });

  it('is complete when both have signed and the window has shut, and the long-range aim goes on', () => {
    const review = signing().send(ev('SIGN'), amy).send(ev('SIGN'), ben);
    expect(review.is('judgement.signed')).toBe(true);
    review.due('signatureCloses');
    expect(review.is('completed')).toBe(true);
    expect(review.ordered).toEqual([
      { type: 'carryAim', params: { reviewId: 'r1', reviewee: 'amy', cycleId: 'year' } },
    ]);
  });

  it('can be issued when time is up, not before, even where the statement itself had been issued', () => {
    const review = shared().due('commentsDue').send(ev('ISSUE'), ben).due('agreementCloses');
    review.send(ev('START_CLOSING'), ben).send(ev('JUDGE'), ben);
    expect(review.refusal(ev('ISSUE'), ben)).toMatch(/still has time/);
    expect(told(review.due('signDue'))).toEqual(['reviewee', 'reviewer']);
    expect(review.send(ev('ISSUE'), ben).is('judgement.signed')).toBe(true);
  });

  it('can be confirmed on paper, and a signature withdrawn', () => {
    const review = signing({ offline: true }).send(ev('CONFIRM_ON_PAPER'), ben).send(ev('SIGN'), ben);
    expect(review.send(ev('WITHDRAW'), amy).is('judgement.judging')).toBe(true);
  });
});
