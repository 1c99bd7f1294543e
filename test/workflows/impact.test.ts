import { describe, expect, it } from '@jest/globals';
import type { EventObject } from 'xstate';
import { impactChart } from '../../workflows/impact/impact.chart.js';
import { expectEverybodyCanAct } from './support/acting.js';
import { expectFullyDescribed } from './support/describe.js';
import { passingThrough, placedBy, together } from './support/passing.js';
import { begin } from './support/step.js';
import { expectFullCoverage, walkChart } from './support/walk.js';

type Sent = EventObject & Record<string, unknown>;
const input = {
  schoolId: 'school',
  cycleId: 'y26',
  activityId: 'act',
  bookingId: 'b',
  people: { person: 'pat', lineManager: 'mo' },
  needIds: ['need'],
  standardsId: 'std',
  gapId: 'gap',
  mode: 'full',
  heldOn: '2026-11-10',
  outcomesDueOn: '2027-07-16',
  addendumDueOn: '2027-10-31',
};
const start = (given: object = {}) => begin(impactChart, { ...input, ...given });
const judge = (outcome: string): Sent => ({ type: 'JUDGE', outcome });
const told = (journey: ReturnType<typeof start>) =>
  journey.ordered
    .filter(({ type }) => type === 'tell')
    .map(({ params }) => [params['to'], (params['event'] as Sent).type]);
const toApplication = (given: object = {}) =>
  start(given).due('dayOpens').send({ type: 'GIVE_REACTION' }, { by: 'pat' }).due('applicationOpens');
const toOutcomes = () =>
  toApplication()
    .send({ type: 'DESCRIBE_APPLICATION' }, { by: 'pat' })
    .send({ type: 'CONFIRM_APPLICATION' }, { by: 'mo' });
const toJudging = () => toOutcomes().send({ type: 'GIVE_EVIDENCE', level: 5 } as Sent, { by: 'pat' });

describe('the evaluation as a graph', () => {
  it('reaches every state, takes every transition and words every refusal', () => {
    const events: Sent[] = [
      { type: 'STATE_BASELINE' },
      { type: 'POSTPONED', heldOn: '2026-12-01' },
      { type: 'ACTIVITY_CANCELLED' },
      { type: 'GIVE_REACTION', by: 'pat' },
      { type: 'DESCRIBE_APPLICATION', by: 'pat' },
      { type: 'CONFIRM_APPLICATION', by: 'mo' },
      { type: 'GIVE_EVIDENCE', level: 5 },
      ...['met', 'partlyMet', 'notMet', 'tooEarly'].map((it) => ({ ...judge(it), by: 'mo' })),
      { type: 'SAMPLE' },
      { type: 'MODERATE', outcome: 'met', by: 'cara' },
      { type: 'MODERATE', outcome: 'met', by: 'mo' },
      { type: 'ADD_RESULTS', outcome: 'met' },
      { type: 'NO_RESULTS' },
      { type: 'PAUSE', from: '2027-01-05' },
      { type: 'RESUME', on: '2027-03-01' },
      { type: 'LEAVE', personId: 'pat' },
      { type: 'LEAVE', personId: 'zoe' },
      { type: 'REASSIGN', to: 'mo' },
      { type: 'REASSIGN', to: null },
    ];
    const serialize = placedBy(
      'answered',
      'managerAnswered',
      'outcome',
      'sampled',
      'resultsOwed',
      'standardsId',
      'judgedBy',
      'people',
      'mode',
    );
    const alone = { people: { person: 'pat', lineManager: null } };
    const group = { bookingId: null, people: { person: ['pat', 'zoe'], lineManager: 'cara' } };
    const walks = [{}, { mode: 'light' }, { awaySince: '2026-10-01' }, { enters: ['mo'] }, alone, group].map(
      (given) =>
        passingThrough(walkChart(impactChart, { events, inputs: [{ ...input, ...given }], serialize })),
    );
    const walked = together(...walks);
    expectFullCoverage(impactChart, walked);
    expectEverybodyCanAct(impactChart, walked);
    expectFullyDescribed(impactChart);
  });
});

describe('an evaluation', () => {
  it('asks a line manager only about one person in full, and no longer than until each has answered', () => {
    const duties = (journey: ReturnType<typeof start>) => journey.duties.map(({ name }) => name);
    expect(duties(toApplication())).toEqual(['describeApplication', 'confirmApplication']);
    expect(duties(toApplication().send({ type: 'DESCRIBE_APPLICATION' }, { by: 'pat' }))).toEqual([
      'confirmApplication',
    ]);
    const light = toApplication({ mode: 'light' });
    expect(duties(light)).toEqual(['describeApplication']);
    expect(light.refusal({ type: 'CONFIRM_APPLICATION' }, { by: 'mo' })).not.toBeNull();
  });
  it('asks for a reaction on the day and counts it as not returned when time is up, without blocking', () => {
    const journey = start().due('dayOpens').due('reactionDue').due('reactionLapses');
    expect(journey.is('application.waiting')).toBe(true);
    expect(journey.context['notReturned']).toEqual(['reaction']);
    expect(journey.ordered.map(({ type }) => type)).toEqual(['countUnreturned']);
  });

  it('waits for staff member and line manager together, and names who did not answer', () => {
    const journey = toApplication().send({ type: 'DESCRIBE_APPLICATION' }, { by: 'pat' });
    expect(journey.is('application.open')).toBe(true);
    expect(journey.due('applicationDue').ordered).toHaveLength(2);
    expect(journey.due('applicationLapses').context['notReturned']).toEqual(['managerView']);
    expect(journey.is('outcomes')).toBe(true);
    expect(toOutcomes().is('outcomes')).toBe(true);
  });

  it('that is light asks the person alone and goes straight to judgement', () => {
    const journey = toApplication({ mode: 'light' }).send({ type: 'DESCRIBE_APPLICATION' }, { by: 'pat' });
    expect(journey.is('judging')).toBe(true);
    expect(journey.send(judge('met')).finished).toBe(true);
  });

  it('of people who do not teach looks at the service and waits for no autumn results', () => {
    const journey = start({ benefit: 'service' })
      .due('dayOpens')
      .due('reactionLapses')
      .due('applicationOpens');
    expect(journey.due('applicationLapses').due('outcomesLapses').send(judge('met')).finished).toBe(true);
  });

  it.each([
    ['met', 'MET'],
    ['partlyMet', 'PARTLY_MET'],
    ['notMet', 'NOT_MET'],
  ])('judged %s tells the need %s, and never a review', (outcome, word) => {
    const journey = toJudging().send(judge(outcome), { by: 'mo' });
    expect(told(journey)[0]).toEqual(['need', word]);
    expect(told(journey).slice(1)).toEqual(outcome === 'met' ? [['std', 'PROPOSE_GAP_CLOSED']] : []);
    expect(journey.is('autumn')).toBe(true);
  });

  it('that is too early tells nobody and waits for autumn, where results decide', () => {
    const journey = toJudging().send(judge('tooEarly'), { by: 'mo' });
    expect(told(journey)).toEqual([]);
    expect(told(journey.send({ type: 'ADD_RESULTS', outcome: 'met' } as Sent))[0]).toEqual(['need', 'MET']);
    expect(journey.finished).toBe(true);
  });

  it('in the sample is moderated, never by whoever judged, and the need hears only of a change', () => {
    const journey = toJudging().send({ type: 'SAMPLE' }).send(judge('met'), { by: 'mo' });
    expect(journey.refusal({ type: 'MODERATE', outcome: 'met' } as Sent, { by: 'mo' })).toContain(
      'their own judgement',
    );
    journey.send({ type: 'MODERATE', outcome: 'partlyMet' } as Sent, { by: 'cara' });
    expect(told(journey)).toEqual([['need', 'PARTLY_MET']]);
    expect(journey.is('autumn')).toBe(true);
  });

  it('not judged, not moderated or without results in time closes all the same', () => {
    const journey = toJudging()
      .send({ type: 'SAMPLE' })
      .due('judgementDue')
      .due('judgementLapses')
      .due('moderationLapses');
    expect(journey.due('addendumLapses').finished).toBe(true);
    expect(journey.context['notReturned']).toEqual(['judgement', 'moderation', 'addendum']);
  });

  it('stands still while the person is away and goes on where it stood', () => {
    const journey = toApplication().send({ type: 'PAUSE', from: '2027-01-05' } as Sent);
    expect(journey.waiting).toEqual([]);
    journey.send({ type: 'RESUME', on: '2027-03-01' } as Sent);
    expect(journey.is('application.open')).toBe(true);
    expect(journey.context['pauses']).toEqual([{ from: '2027-01-05', to: '2027-02-28' }]);
  });

  it('ends with its record when the person leaves, and is void when the activity is cancelled', () => {
    expect(
      start()
        .send({ type: 'LEAVE', personId: 'pat' } as Sent)
        .is('ended'),
    ).toBe(true);
    expect(start().send({ type: 'ACTIVITY_CANCELLED' }).is('void')).toBe(true);
  });

  it('of a group counts an answer for whom it is, also where the line manager enters it', () => {
    const group = { bookingId: null, people: { person: ['a', 'b'], lineManager: 'mo' } };
    const journey = start(group).due('dayOpens');
    journey.send({ type: 'GIVE_REACTION', of: 'a' } as Sent, { by: 'mo' });
    expect(journey.context['answered']).toEqual(['a']);
    expect(journey.send({ type: 'GIVE_REACTION' }, { by: 'b' }).is('application.waiting')).toBe(true);
    journey.due('applicationOpens').send({ type: 'DESCRIBE_APPLICATION', of: 'a' } as Sent, { by: 'mo' });
    expect(journey.context['answered']).toEqual(['a']);
  });

  it('of a group waits for everyone once, tells every need, and goes on without those who leave', () => {
    const group = {
      bookingId: null,
      people: { person: ['a', 'b', 'c'], lineManager: null },
      needIds: ['n1', 'n2'],
    };
    const journey = start(group).due('dayOpens');
    journey
      .send({ type: 'GIVE_REACTION' }, { by: 'a' })
      .send({ type: 'GIVE_REACTION' }, { by: 'a' })
      .send({ type: 'GIVE_REACTION' }, { by: 'b' });
    expect(journey.is('reaction')).toBe(true);
    expect(journey.send({ type: 'LEAVE', personId: 'c' } as Sent).is('application.waiting')).toBe(true);
    journey.due('applicationOpens').due('applicationLapses').send(judge('partlyMet'), { by: 'mo' });
    expect(told(journey)).toEqual([
      ['n1', 'PARTLY_MET'],
      ['n2', 'PARTLY_MET'],
    ]);
  });
});
