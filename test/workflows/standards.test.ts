import { describe, expect, it } from '@jest/globals';
import type { EventObject } from 'xstate';
import { standardsChart } from '../../workflows/standards/standards.chart.js';
import type { StandardsContext, StandardsInput } from '../../workflows/standards/standards.types.js';
import { expectEverybodyCanAct } from './support/acting.js';
import { expectFullyDescribed } from './support/describe.js';
import { begin } from './support/step.js';
import type { Journey } from './support/step.js';
import { expectFullCoverage, walkChart } from './support/walk.js';

type Given = Omit<StandardsInput, 'at' | 'by'>;
const posts = { cpdLeader: 'chris', head: 'hana', deputy: 'dev', governor: 'gwen' };
const given: Given = {
  schoolId: 'school',
  cycleId: 'year',
  standardsId: 's1',
  person: 'amy',
  reviewer: 'ben',
  posts,
  assessBy: '2026-09-30',
  runsOnUntil: '2027-10-31',
};
const ev = (type: string, more: Record<string, unknown> = {}): EventObject => ({ type, ...more });
const amy = { by: 'amy' };
const ben = { by: 'ben' };
const submit = ev('SUBMIT', { rated: 4 });
const confirm = ev('CONFIRM', { gapIds: ['g1', 'g2'] });

const start = (more: Partial<Given> = {}) => begin(standardsChart, { ...given, ...more });
const confirming = (more: Partial<Given> = {}) => start(more).send(submit, amy);
const confirmed = () => confirming().send(confirm, ben);
const developing = () => confirmed().send(ev('CHOOSE', { gapIds: ['g1'] }), amy);
const gap = (type: string, gapId = 'g1') => ev(type, { gapId });
const told = (journey: Journey) =>
  journey.ordered.filter((c) => c.type === 'remind').map((c) => c.params['who']);
const types = (journey: Journey) => journey.ordered.map(({ type }) => type);

describe('the standards chart', () => {
  it('says what every state, event, clock, command and refusal means', () =>
    expectFullyDescribed(standardsChart));

  it('can be walked through every state, every transition and both answers of every guard', () => {
    const by = (who: string, events: EventObject[]) => events.map((event) => ({ ...event, by: who }));
    const events = [
      ...by('amy', [
        submit,
        ev('SUBMIT', { rated: 0 }),
        ev('TAKE_BACK'),
        confirm,
        ev('ACCEPT'),
        ev('KEEP_OWN_VIEW'),
      ]),
      ...by('ben', [
        ev('SUBMIT_ON_PAPER', { rated: 2 }),
        ev('TAKE_BACK'),
        confirm,
        ev('DIFFER', { gapIds: ['g1'] }),
      ]),
      ...by('amy', [
        ev('CHOOSE', { gapIds: ['g1'] }),
        ev('CHOOSE', { gapIds: ['x'] }),
        ev('CONSENT', { given: true }),
      ]),
      ...by('ben', [
        gap('CLOSE_GAP'),
        gap('CLOSE_GAP', 'x'),
        gap('KEEP_GAP_OPEN'),
        ev('EVIDENCE', { evidenceId: 'e' }),
      ]),
      gap('PROPOSE_GAP_CLOSED'),
      ev('REASSIGN', { reviewer: 'bob' }),
      ev('REASSIGN', { reviewer: 'amy' }),
      ev('POST_CHANGED', { post: 'deputy', to: 'dev' }),
      ev('PAUSE', { from: '2026-10-01' }),
      ev('RESUME', { to: '2026-10-10' }),
      ev('RESUME', { to: '2026-01-10' }),
      ev('CYCLE_CLOSED'),
      ev('DATES_CHANGED', { assessBy: '2026-11-10', runsOnUntil: '2027-11-30' }),
      ev('FILE'),
      ev('LEAVE', { on: '2027-01-01' }),
    ];
    const nobody = { cpdLeader: null, head: null, deputy: null, governor: null };
    const walk = walkChart(standardsChart, {
      events,
      inputs: [given, { ...given, offline: true, posts: nobody }],
      serialize: (snapshot) => {
        const { offline, openGaps, proposedGaps, yearClosed } = snapshot.context as StandardsContext;
        return JSON.stringify([snapshot.value, offline, openGaps.length, proposedGaps.length, yearClosed]);
      },
      limit: 6_000,
    });
    expectFullCoverage(standardsChart, walk);
    expectEverybodyCanAct(standardsChart, walk);
  });
});

describe('assessing', () => {
  it('is for the person alone, who rates what they choose, but something', () => {
    expect(start().refusal(ev('SUBMIT', { rated: 0 }), amy)).toMatch(/at least one standard/);
    expect(confirming().is('confirming')).toBe(true);
  });

  it('can be entered by the reviewer for people who are offline, and only for them', () => {
    const paper = ev('SUBMIT_ON_PAPER', { rated: 3 });
    expect(start().refusal(paper, ben)).toMatch(/on paper or on a shared device/);
    expect(start({ offline: true }).send(paper, ben).is('confirming')).toBe(true);
  });

  it('is chased: the person first, then the CPD leader hears only that it is late', () => {
    const standards = start().due('assessmentDue');
    expect(told(standards)).toEqual(['person']);
    standards.due('chaseDue');
    const late = { who: 'cpdLeader', about: 'standards.late', escalation: true };
    expect(standards.ordered[0]?.params).toEqual(late);
    expect(standards.refusal(submit, amy)).toBeNull();
  });

  it('skips the CPD leader who is the reviewer, and tells the chair of the head’s own', () => {
    const own = start({ reviewer: 'chris' }).due('assessmentDue').due('chaseDue');
    expect(told(own)).toEqual(['head']);
    expect(told(start({ person: 'hana' }).due('assessmentDue').due('chaseDue'))).toEqual(['governor']);
  });

  it('can be taken back by the person while the reviewer has not answered', () => {
    expect(confirming().refusal(ev('TAKE_BACK'), ben)).toMatch(/Only the person/);
    expect(confirming().send(ev('TAKE_BACK'), amy).is('assessing')).toBe(true);
  });
});

describe('confirming', () => {
  it('keeps the picture before the year and offers the gaps to the annex', () => {
    const standards = confirmed();
    expect(types(standards)).toEqual(['takePicture', 'offerGaps', 'offerStrengths']);
    expect(standards.ordered[0]?.params).toEqual({ standardsId: 's1', when: 'before' });
    expect(standards.ordered[1]?.params).toEqual({ standardsId: 's1', gapIds: ['g1', 'g2'] });
  });

  it('cannot be done by the person themselves', () => {
    expect(confirming().refusal(confirm, amy)).toMatch(/Nobody confirms/);
  });

  it.each(['ACCEPT', 'KEEP_OWN_VIEW'])('where the reviewer differs the person answers: %s', (answer) => {
    const standards = confirming().send(ev('DIFFER', { gapIds: ['g3'] }), ben);
    expect(told(standards)).toEqual(['person']);
    expect(standards.is('differing')).toBe(true);
    expect(standards.send(ev(answer), amy).is('confirmed')).toBe(true);
    expect(standards.context['openGaps']).toEqual(['g3']);
  });

  it('lets both views stand where the person does not answer', () => {
    expect(
      confirming()
        .send(ev('DIFFER', { gapIds: [] }), ben)
        .due('answerLapses')
        .is('confirmed'),
    ).toBe(true);
  });

  it('can be reopened by the reviewer until the gaps are chosen', () => {
    expect(confirmed().refusal(ev('TAKE_BACK'), amy)).toMatch(/reopens their own/);
    expect(confirmed().send(ev('TAKE_BACK'), ben).is('confirming')).toBe(true);
  });

  it('does not confirm or offer a second time after a pause', () => {
    const standards = confirmed()
      .send(ev('PAUSE', { from: '2026-10-01' }))
      .send(ev('RESUME', { to: '2026-10-09' }));
    expect(standards.is('confirmed.choosing')).toBe(true);
    expect(types(standards)).toEqual([]);
  });

  it('leaves the choice of gaps to the two, among those that are open', () => {
    expect(confirmed().refusal(ev('CHOOSE', { gapIds: ['other'] }), amy)).toMatch(/only gaps that/);
    expect(developing().context['chosenGaps']).toEqual(['g1']);
    expect(confirmed().due('choiceLapses').is('developing')).toBe(true);
  });
});

describe('developing', () => {
  it('takes evidence in every state', () => {
    for (const standards of [start(), confirming(), confirmed(), developing()]) {
      expect(standards.send(ev('EVIDENCE', { evidenceId: 'e1' }), amy).context['evidenceCount']).toBe(1);
    }
  });

  it('asks the reviewer when a met need proposes to close its gap', () => {
    const standards = developing().send(gap('PROPOSE_GAP_CLOSED')).send(gap('PROPOSE_GAP_CLOSED'));
    expect(standards.is('proposals.waiting')).toBe(true);
    expect(told(standards.due('proposalDue'))).toEqual(['reviewer']);
    standards.send(gap('CLOSE_GAP'), ben);
    expect(standards.ordered[0]).toEqual({
      type: 'markGapClosed',
      params: { standardsId: 's1', gapId: 'g1' },
    });
    expect(standards.context).toMatchObject({ openGaps: ['g2'], closedGaps: ['g1'] });
    expect(standards.is('proposals.none')).toBe(true);
  });

  it('keeps a gap open that the reviewer does not see closed, and tells the person', () => {
    const standards = developing().send(gap('PROPOSE_GAP_CLOSED'));
    expect(standards.refusal(gap('KEEP_GAP_OPEN', 'g2'), ben)).toMatch(/Nobody has proposed/);
    standards.send(gap('KEEP_GAP_OPEN'), ben);
    expect(told(standards)).toEqual(['person']);
    expect(standards.context['openGaps']).toEqual(['g1', 'g2']);
  });

  it('does not lose a proposal that comes before the gaps are chosen, or during an absence', () => {
    const early = confirmed().send(gap('PROPOSE_GAP_CLOSED')).due('choiceLapses');
    expect(early.is('proposals.waiting')).toBe(true);
    const away = developing()
      .send(ev('PAUSE', { from: '2027-01-01' }))
      .send(gap('PROPOSE_GAP_CLOSED'));
    expect(away.send(ev('RESUME', { to: '2027-03-01' })).is('proposals.waiting')).toBe(true);
  });

  it('offers strengths for matching only while the person agrees', () => {
    expect(confirmed().ordered[2]?.params).toMatchObject({ offered: false });
    const standards = developing().send(ev('CONSENT', { given: true }), amy);
    expect(standards.ordered[0]?.params).toEqual({ standardsId: 's1', offered: true });
    expect(standards.send(ev('CONSENT', { given: false }), amy).ordered[0]?.params).toMatchObject({
      offered: false,
    });
  });
});

describe('the end of the year', () => {
  it('lets late evaluations close gaps until 31 October and then keeps the picture after', () => {
    const standards = developing().send(ev('CYCLE_CLOSED')).send(gap('PROPOSE_GAP_CLOSED'));
    expect(standards.is('year.runningOn')).toBe(true);
    standards.send(gap('CLOSE_GAP'), ben).due('runOnCloses');
    expect(standards.is('closed')).toBe(true);
    expect(standards.ordered).toEqual([
      { type: 'takePicture', params: { standardsId: 's1', when: 'after' } },
    ]);
  });

  it('takes a proposal that comes even later, for next year’s assessment', () => {
    const standards = developing()
      .send(ev('CYCLE_CLOSED'))
      .due('runOnCloses')
      .send(gap('PROPOSE_GAP_CLOSED'));
    expect(told(standards)).toEqual(['person']);
    expect(standards.send(ev('FILE')).is('filed')).toBe(true);
  });

  it('closes also where development began only after the year had closed', () => {
    const standards = confirmed().send(ev('CYCLE_CLOSED')).due('choiceLapses');
    expect(standards.is('year.runningOn')).toBe(true);
  });
});

describe('people', () => {
  it('gives a vacant reviewer’s place to the head and the head’s successor, the head’s own to the chair', () => {
    const standards = start({ reviewer: null }).send(ev('POST_CHANGED', { post: 'head', to: 'hugo' }));
    expect(standards.context['people']).toMatchObject({ reviewer: 'hugo' });
    expect(start({ person: 'hana', reviewer: null }).context['people']).toMatchObject({ reviewer: 'gwen' });
    const named = start().send(ev('POST_CHANGED', { post: 'head', to: 'hugo' }));
    expect(named.context['people']).toMatchObject({ reviewer: 'ben' });
  });

  it('passes to a new reviewer without starting again, and only the two can read it', () => {
    const standards = confirming().send(ev('REASSIGN', { reviewer: 'bob' }), { by: 'hana' });
    expect(standards.is('confirming')).toBe(true);
    expect(types(standards)).toEqual(['openToReviewer']);
    expect(standardsChart.audience(standards.context as never)).toEqual(['person:amy', 'person:bob']);
    expect(standards.refusal(ev('REASSIGN', { reviewer: 'amy' }))).toMatch(/Nobody confirms themselves/);
  });

  it('stands still during an absence and ends when the person leaves', () => {
    const standards = confirming()
      .due('confirmationDue')
      .send(ev('PAUSE', { from: '2026-10-01' }));
    expect(standards.waiting).toEqual([]);
    expect(standards.refusal(ev('RESUME', { to: '2026-09-01' }))).toMatch(/cannot lie before/);
    expect(standards.send(ev('RESUME', { to: '2027-09-30' })).is('confirming.late')).toBe(true);
    expect(standards.send(ev('LEAVE', { on: '2027-10-01' })).is('ended')).toBe(true);
  });
});
