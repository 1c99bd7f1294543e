import { describe, expect, it } from '@jest/globals';
import type { EventObject } from 'xstate';
import { needChart } from '../../workflows/need/need.chart.js';
import type { NeedContext, NeedInput } from '../../workflows/need/need.types.js';
import { expectEverybodyCanAct } from './support/acting.js';
import { expectFullyDescribed } from './support/describe.js';
import { together } from './support/passing.js';
import { begin } from './support/step.js';
import type { Journey } from './support/step.js';
import { expectFullCoverage, walkChart } from './support/walk.js';

type Given = Omit<NeedInput, 'at' | 'by'>;
const given: Given = {
  schoolId: 'school',
  cycleId: 'year',
  needId: 'n1',
  person: 'amy',
  lineManager: 'ben',
  origin: 'annex',
  triageBy: '2026-11-15',
};
const ev = (type: string, more: Record<string, unknown> = {}): EventObject => ({ type, ...more });
const triage = ev('TRIAGE', {
  level: 'individual',
  themeId: 'reading',
  priorityId: null,
  rank: 2,
  ownerId: null,
});
const urgent = { ...triage, rank: 1 };
const defer = ev('DEFER', { until: '2027-01-10' });
const refer = ev('REFER', { organisationId: 'la', dueOn: '2027-01-31' });
const planned = ev('PLANNED', { planItemId: 'p1' });
const match = (activityId = 'a1') => ev('MATCH', { activityId });
const about = (type: string, bookingId = 'b1') => ev(type, { bookingId });
const carry = ev('CARRY_OVER', { toCycleId: 'next', triageBy: '2027-11-15' });

const raised = (more: Partial<Given> = {}) =>
  begin(needChart, { ...given, ...more }, { at: '2026-11-02T09:00:00.000Z' });
const inPlan = () => raised().send(triage).due('undoCloses').send(planned);
const underWay = () => inPlan().send(match()).send(about('UNDER_WAY'));
const evaluating = () => underWay().send(about('EVALUATING'));
const told = (journey: Journey) => journey.ordered.map(({ params }) => [params['who'], params['about']]);
const readers = (journey: Journey) => needChart.audience(journey.context as never);

describe('the need chart', () => {
  it('says what every state, event, clock, command and refusal means', () => expectFullyDescribed(needChart));

  it('can be walked through every state, every transition and both answers of every guard', () => {
    const events = [
      ...['UPHOLD', 'SET_ASIDE'].flatMap((type) => [ev(type, { by: 'mo' }), ev(type, { by: 'amy' })]),
      triage,
      { ...triage, level: 'team' },
      defer,
      ev('DEFER', { until: '2026-01-01' }),
      refer,
      ev('REFER', { organisationId: 'la', dueOn: '2026-01-01' }),
      ev('ANSWER', { activityId: 'a1' }),
      ev('ANSWER', { activityId: null }),
      ev('ANSWER', { activityId: null, advised: true }),
      ...['BRING_BACK', 'DECLINE', 'UNDO', 'TAKE_BACK', 'REOPEN', 'UNGROUP', 'WITHDRAW', 'CLOSE'].map(
        (type) => ev(type),
      ),
      planned,
      ev('UNPLANNED'),
      match(),
      ev('UNMATCH', { activityId: 'a1' }),
      ev('ACTIVITY_CANCELLED', { activityId: 'a1' }),
      ...['UNDER_WAY', 'BOOKING_ENDED', 'EVALUATING', 'MET', 'PARTLY_MET', 'NOT_MET'].map((type) =>
        about(type),
      ),
      about('UNDER_WAY', 'b2'),
      carry,
      ev('GROUP', { groupId: 'g' }),
      ev('LINE_MANAGER_CHANGED', { lineManager: 'bob' }),
      ev('PAUSE', { from: '2026-10-05' }),
      ev('RESUME', { to: '2026-11-05' }),
      ev('RESUME', { to: '2026-01-05' }),
      ev('LEAVE', { on: '2026-12-31' }),
    ];
    const walk = walkChart(needChart, {
      events,
      inputs: [given, { ...given, contested: true, moderator: 'mo' }],
      serialize: (snapshot) => {
        const context = snapshot.context as NeedContext;
        const { triage: sorted, triageBefore, planItemId, activityIds, bookings, outcome } = context;
        const flags = [
          sorted !== null,
          triageBefore !== null,
          planItemId !== null,
          activityIds.length,
          bookings,
          outcome,
        ];
        return JSON.stringify([snapshot.value, flags]);
      },
      limit: 12_000,
    });
    const away = walkChart(needChart, { events: [], inputs: [{ ...given, awaySince: '2026-10-01' }] });
    expectFullCoverage(needChart, together(walk, away));
    const contested = 'A contested need is hidden until the moderator lets it pass.';
    expectEverybodyCanAct(needChart, walk, {
      hidden: { cpdLeader: contested, cpdTeam: contested, head: contested },
      elsewhere: { book: 'The person asks for a place: a booking begins, and the need hears of it.' },
    });
  });
});

describe('raising', () => {
  it('for somebody who is away stands still at once, and goes on where it would have begun', () => {
    const away = begin(needChart, { ...given, awaySince: '2026-09-21' }, { at: '2026-11-02T09:00:00.000Z' });
    expect([away.state, away.waiting]).toEqual(['paused', []]);
    expect(away.send(ev('RESUME', { to: '2027-01-05' })).is('passed')).toBe(true);
  });

  it('passes a need to the CPD leader, whom the late clock reminds before the head is told', () => {
    const need = raised();
    expect(need.is('passed')).toBe(true);
    expect(told(need.due('triageDue'))).toEqual([['cpdLeader', 'need.triageDue']]);
    need.due('chaseDue');
    expect(need.ordered[0]?.params).toMatchObject({ who: 'head', escalation: true });
  });

  it('keeps a contested need from the CPD leader until the moderator lets it pass', () => {
    const need = raised({ contested: true, moderator: 'mo' });
    expect(readers(need)).toEqual(['person:amy', 'person:ben', 'person:mo']);
    expect(need.refusal(triage)).not.toBeNull();
    expect(told(need.due('contestedDue'))).toEqual([['moderator', 'need.contestedDue']]);
    need.send(ev('UPHOLD'), { by: 'mo' });
    expect(need.is('passed')).toBe(true);
    expect(readers(need)).toContain('post:cpdLeader');
    expect(readers(need)).not.toContain('person:mo');
  });

  it('ends a contested need that is set aside, and tells the person', () => {
    const need = raised({ contested: true, moderator: 'mo' });
    expect(need.refusal(ev('UPHOLD'), { by: 'amy' })).toMatch(/Nobody decides about their own/);
    need.send(ev('SET_ASIDE'), { by: 'mo' });
    expect(told(need)).toEqual([['person', 'need.setAside']]);
    expect(need.is('setAside')).toBe(true);
  });
});

describe('sorting', () => {
  it('keeps level, theme, priority, rank and owner, and wants an owner for a team', () => {
    const need = raised();
    expect(need.refusal({ ...triage, level: 'team' } as EventObject)).toMatch(
      /owner where the need is a team/,
    );
    expect(need.refusal({ ...triage, rank: 0 } as EventObject)).toMatch(/rank from 1/);
    need.send({ ...triage, level: 'team', ownerId: 'oli' } as EventObject);
    expect(need.context['triage']).toEqual({
      level: 'team',
      themeId: 'reading',
      priorityId: null,
      rank: 2,
      ownerId: 'oli',
    });
    expect(readers(need)).toContain('person:oli');
  });

  it('can be undone for some minutes, back to what stood before, and then no longer', () => {
    const need = raised()
      .send(triage)
      .due('undoCloses')
      .send(urgent as EventObject);
    expect(need.context['triage']).toMatchObject({ rank: 1 });
    need.send(ev('UNDO'));
    expect(need.is('triaged.settled')).toBe(true);
    expect(need.context['triage']).toMatchObject({ rank: 2 });
    expect(need.refusal(ev('UNDO'))).toBe('not allowed in this state');
    expect(raised().send(triage).send(ev('UNDO')).is('passed')).toBe(true);
  });

  it('tells nobody of a refusal that was undone, and the person of one that was not', () => {
    expect(raised().send(ev('DECLINE')).send(ev('UNDO')).history).toEqual([]);
    const need = raised().send(triage).send(ev('DECLINE'));
    expect(need.ordered).toEqual([]);
    expect(told(need.due('undoCloses'))).toEqual([['person', 'need.declined']]);
  });

  it('puts off until a day to come, and comes back by itself to where it stood', () => {
    const need = raised().send(triage).due('undoCloses');
    expect(need.refusal(ev('DEFER', { until: '2026-11-02' }))).toMatch(/still to come/);
    need.send(defer);
    expect(told(need.due('undoCloses'))).toEqual([['person', 'need.deferred']]);
    expect(told(need.due('deferralLapses'))).toEqual([['cpdLeader', 'need.cameBack']]);
    expect(need.is('triaged.settled')).toBe(true);
    expect(raised().send(defer).send(ev('BRING_BACK')).is('passed')).toBe(true);
    expect(raised().send(defer).send(ev('UNDO')).is('passed')).toBe(true);
    expect(inPlan().send(defer).due('deferralLapses').is('planned')).toBe(true);
  });

  it('merges into a group and keeps its own state', () => {
    const need = raised()
      .send(triage)
      .send(ev('GROUP', { groupId: 'g1' }));
    expect(need.context['groupId']).toBe('g1');
    expect(need.is('triaged')).toBe(true);
    expect(need.send(ev('UNGROUP')).context['groupId']).toBeNull();
  });
});

describe('referring', () => {
  it('shows the need to the adviser while it is with them, by a due day', () => {
    const need = raised().send(triage).send(refer);
    expect(told(need)).toEqual([[undefined, 'need.referred']]);
    expect(readers(need)).toContain('org:la/post:adviser');
    need.due('referralDue');
    expect(told(need).map(([who]) => who)).toEqual([undefined, 'cpdLeader']);
    expect(readers(need.send(ev('TAKE_BACK')))).not.toContain('org:la/post:adviser');
    expect(need.is('triaged')).toBe(true);
  });

  it('is matched by an answer with an activity, comes back with advice, and is declined without either', () => {
    const found = raised()
      .send(triage)
      .send(refer)
      .send(ev('ANSWER', { activityId: 'a9' }), { by: 'ada' });
    expect(found.is('planned.matched')).toBe(true);
    expect(readers(found)).not.toContain('org:la/post:adviser');
    const none = inPlan()
      .send(refer)
      .send(ev('ANSWER', { activityId: null }), { by: 'ada' });
    expect(none.is('declined')).toBe(true);
    const advised = inPlan()
      .send(refer)
      .send(ev('ANSWER', { activityId: null, advised: true }), { by: 'ada' });
    expect(advised.is('planned.unmatched')).toBe(true);
    expect(told(advised)).toEqual([['cpdLeader', 'need.adviserAnswered']]);
  });

  it('keeps the adviser’s day through an absence', () => {
    const need = raised()
      .send(refer)
      .send(ev('PAUSE', { from: '2026-11-10' }))
      .send(ev('RESUME', { to: '2026-11-20' }));
    expect(need.context['referralDueOn']).toBe('2027-01-31');
    expect(need.ordered).toEqual([]);
  });
});

describe('from the plan to the judgement', () => {
  it('goes from the plan over a match and a booking to being met', () => {
    const need = evaluating();
    expect(need.is('provided.evaluating')).toBe(true);
    expect(need.send(about('MET')).is('judged.met')).toBe(true);
  });

  it('goes into the plan without being sorted where it was planned anyway', () => {
    expect(raised({ origin: 'statutory' }).send(planned).is('planned')).toBe(true);
  });

  it('waits to be planned again when its line is taken out', () => {
    expect(inPlan().send(ev('UNPLANNED')).is('triaged')).toBe(true);
  });

  it('takes several activities, and goes back to the plan when the last is cancelled', () => {
    const need = inPlan()
      .send(match('a1'))
      .send(match('a2'))
      .send(ev('ACTIVITY_CANCELLED', { activityId: 'a1' }));
    expect(need.is('planned.matched')).toBe(true);
    expect(need.send(ev('ACTIVITY_CANCELLED', { activityId: 'a2' })).is('planned.unmatched')).toBe(true);
  });

  it('goes back to the plan when its only booking fell through, and not while another stands', () => {
    const need = underWay().send(about('UNDER_WAY', 'b2')).send(about('BOOKING_ENDED', 'b1'));
    expect(need.is('underWay')).toBe(true);
    expect(need.send(about('BOOKING_ENDED', 'b2')).is('planned.unmatched')).toBe(true);
  });

  it('takes the same news twice and late without harm', () => {
    const need = underWay().send(about('UNDER_WAY')).send(about('BOOKING_ENDED', 'unknown')).send(planned);
    expect(need.is('underWay')).toBe(true);
    need.send(about('BOOKING_ENDED')).send(about('BOOKING_ENDED'));
    expect(need.is('planned')).toBe(true);
  });

  it('is judged when the last of several courses was; met through one of them is met', () => {
    const need = evaluating().send(about('UNDER_WAY', 'b2')).send(about('PARTLY_MET', 'b1'));
    expect(need.is('underWay')).toBe(true);
    need.send(about('EVALUATING', 'b2')).send(about('NOT_MET', 'b2'));
    expect(need.is('judged.notMet')).toBe(true);
    const met = evaluating()
      .send(about('UNDER_WAY', 'b2'))
      .send(about('MET', 'b1'))
      .send(about('NOT_MET', 'b2'));
    expect(met.is('judged.met')).toBe(true);
  });

  it('follows a moderator who corrects the judgement', () => {
    expect(evaluating().send(about('MET')).send(about('PARTLY_MET')).is('judged.partlyMet')).toBe(true);
  });

  it('can be reopened', () => {
    const need = evaluating().send(about('PARTLY_MET')).send(ev('REOPEN'));
    expect(need.is('triaged')).toBe(true);
    expect(need.context['outcome']).toBeNull();
  });

  it('cannot be withdrawn while a place is booked, and a withdrawal can be taken back', () => {
    const need = inPlan().send(match());
    expect(need.send(ev('WITHDRAW'), { by: 'amy' }).is('withdrawn')).toBe(true);
    expect(need.send(ev('REOPEN'), { by: 'amy' }).is('triaged')).toBe(true);
    expect(underWay().refusal(ev('WITHDRAW'), { by: 'amy' })).not.toBeNull();
  });
});

describe('years and absences', () => {
  it('carries an unmet need into the next year with what was decided about it', () => {
    for (const need of [
      inPlan(),
      evaluating().send(about('NOT_MET')),
      evaluating().send(about('PARTLY_MET')),
    ]) {
      need.send(carry);
      expect(need.is('triaged')).toBe(true);
      expect(need.context).toMatchObject({ cycleId: 'next', carried: 1, planItemId: null, outcome: null });
    }
    const unsorted = raised().due('triageDue').send(carry);
    expect(unsorted.is('passed.inTime')).toBe(true);
    expect(unsorted.context['triageBy']).toBe('2027-11-15');
  });

  it('lets a booking, an evaluation and a deferral run on across the years', () => {
    expect(underWay().send(carry).is('underWay')).toBe(true);
    expect(evaluating().send(carry).is('evaluating')).toBe(true);
    expect(raised().send(defer).send(carry).is('deferred')).toBe(true);
  });

  it('does not carry over what is settled, and closes it when the year is filed', () => {
    const need = evaluating().send(about('MET')).send(carry);
    expect(need.context['cycleId']).toBe('year');
    expect(need.send(ev('CLOSE')).is('closed')).toBe(true);
    expect(inPlan().send(ev('CLOSE')).is('planned')).toBe(true);
    expect(raised().send(ev('DECLINE')).send(ev('CLOSE')).finished).toBe(true);
  });

  it('stands still during an absence and catches up with what happened meanwhile', () => {
    const need = underWay().send(ev('PAUSE', { from: '2026-12-01' }));
    expect(need.waiting).toEqual([]);
    need.send(about('BOOKING_ENDED')).send(ev('RESUME', { to: '2027-06-30' }));
    expect(need.is('planned.unmatched')).toBe(true);
    expect(need.context['pauses']).toEqual([{ from: '2026-12-01', to: '2027-06-30' }]);
    const away = raised().send(ev('PAUSE', { from: '2026-12-01' }));
    expect(away.refusal(ev('RESUME', { to: '2026-11-01' }))).toMatch(/cannot lie before/);
  });

  it('ends with the record kept when the person leaves', () => {
    for (const need of [raised(), underWay(), raised().send(ev('PAUSE', { from: '2026-12-01' }))]) {
      expect(need.send(ev('LEAVE', { on: '2026-12-31' })).is('ended')).toBe(true);
    }
  });

  it('shows it to the new line manager and no longer to the old one', () => {
    const need = raised().send(ev('LINE_MANAGER_CHANGED', { lineManager: 'bob' }));
    expect(readers(need)).toEqual(expect.arrayContaining(['person:bob']));
    expect(readers(need)).not.toContain('person:ben');
  });
});
