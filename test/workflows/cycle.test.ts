import { describe, expect, it } from '@jest/globals';
import { cycleChart } from '../../workflows/cycle/cycle.chart.js';
import { expectEverybodyCanAct } from './support/acting.js';
import { expectFullyDescribed } from './support/describe.js';
import { passingThrough, placedBy } from './support/passing.js';
import { begin } from './support/step.js';
import { expectFullCoverage, walkChart } from './support/walk.js';

const input = {
  schoolId: 'school',
  cycleId: 'y26',
  previousCycleId: 'y25',
  opensOn: '2026-09-01',
  reviewsDueOn: '2026-10-31',
  needsSortedOn: '2026-11-15',
  planAmendedOn: '2026-11-30',
  reportDueOn: '2027-07-09',
  closesOn: '2027-08-31',
};
const at = (day: string) => ({ at: `${day}T09:00:00.000Z` });
const joiner = {
  type: 'JOIN',
  personId: 'p',
  on: '2026-10-01',
  standing: 'employee',
  hasFramework: true,
  reviewedHere: true,
};
const year = () => begin(cycleChart, input, at('2026-07-01'));
const openYear = () => year().send({ type: 'FINISH_SETUP' }).due('cycleOpens', at('2026-09-01'));
const orders = (journey: ReturnType<typeof year>) => journey.ordered.map(({ type }) => type);

describe('the cycle as a graph', () => {
  it('reaches every state, takes every transition and words every refusal', () => {
    const dated = (day: string) => [
      { type: 'OPEN', ...at(day) },
      { type: 'STEP_BACK', ...at(day) },
    ];
    const events = [
      { type: 'CHANGE_DATES', reviewsDueOn: '2026-10-30' },
      { type: 'CHANGE_DATES', reviewsDueOn: '2027-12-31' },
      { type: 'FINISH_SETUP' },
      { type: 'CORE_PLAN_APPROVED', planId: 'plan' },
      { type: 'DISCARD' },
      ...dated('2026-09-01'),
      ...dated('2026-11-05'),
      ...dated('2026-11-20'),
      ...dated('2027-01-10'),
      ...dated('2027-06-20'),
      ...dated('2027-09-20'),
      { type: 'ADVANCE' },
      joiner,
      { ...joiner, hasFramework: false },
      { ...joiner, standing: 'ect' },
      { ...joiner, standing: 'shortTerm' },
      { type: 'CHANGE_STANDING', personId: 'p', on: '2027-01-01', hasFramework: true },
      { type: 'CHANGE_STANDING', personId: 'p', on: '2027-01-01', hasFramework: false },
      { type: 'LEAVER', personId: 'p', on: '2027-01-01' },
      { type: 'TRANSFER', personId: 'p', toSchoolId: 'other', on: '2027-01-01' },
      { type: 'MISSING_FROM_FILE', personId: 'q', importId: 'i' },
      { type: 'STILL_HERE', personId: 'q' },
      { type: 'LINE_MANAGER_CHANGED', personId: 'p', from: 'm', to: 'n', on: '2027-01-01' },
      { type: 'POST_CHANGED', post: 'cpdLeader', from: 'm', to: null, on: '2027-01-01' },
      { type: 'REPORT_DONE', reportId: 'r' },
      { type: 'ADDENDUM_DONE', reportId: 'r' },
      { type: 'CLOSE' },
      { type: 'CONVERT', on: '2027-04-01', toSchoolId: 'academy' },
      { type: 'CALL_OFF_CONVERSION' },
    ];
    const serialize = placedBy('setUp', 'opened', 'missing', 'reportStarted', 'reportFinished');
    const walk = walkChart(cycleChart, { events, inputs: [input], serialize });
    expectFullCoverage(cycleChart, passingThrough(walk));
    expectEverybodyCanAct(cycleChart, walk);
    expectFullyDescribed(cycleChart);
  });
});

describe('the cycle', () => {
  it('opens on its date when set-up is done, with one review and self-assessment each and last year brought over', () => {
    const journey = openYear();
    expect(journey.is('running.reviewing')).toBe(true);
    expect(orders(journey)).toEqual(['pinVersions', 'collectCarryOver', 'openReviews', 'openStandards']);
    expect(journey.ordered[1]?.params).toEqual({ cycleId: 'y26', fromCycleId: 'y25' });
  });

  it('does not open by itself before set-up is done, but says that it is late', () => {
    const journey = year().due('cycleOpens', at('2026-09-01'));
    expect(journey.is('current.preparing')).toBe(true);
    expect(orders(journey)).toEqual(['remind']);
    expect(journey.refusal({ type: 'OPEN' })).toContain('Bring in staff and dates first');
  });

  it('opens without an approved core plan, which may come later', () => {
    const journey = year().due('corePlanDue', at('2026-07-20'));
    expect(journey.is('corePlan.overdue')).toBe(true);
    journey.send({ type: 'FINISH_SETUP' }).send({ type: 'OPEN' }, at('2026-09-01'));
    expect(journey.send({ type: 'CORE_PLAN_APPROVED', planId: 'core' } as never).context['corePlanId']).toBe(
      'core',
    );
  });

  it('begins the training plan as soon as the year is set up, for the core plan of July', () => {
    expect(orders(year())).toEqual(['startPlan']);
  });

  it.each([
    ['2026-09-15', 'running.reviewing', false],
    ['2026-11-05', 'planning.sorting', false],
    ['2026-11-20', 'planning.amending', false],
    ['2027-02-01', 'running.delivering', false],
    ['2027-06-20', 'reporting.awaitingReport', true],
  ])('opened late, on %s, starts in %s with the reviews in flight', (day, state, reporting) => {
    const journey = year()
      .send({ type: 'FINISH_SETUP' })
      .send({ type: 'OPEN', inFlight: true } as never, at(day));
    expect(journey.is(state)).toBe(true);
    expect(journey.ordered.find(({ type }) => type === 'openReviews')?.params['inFlight']).toBe(true);
    expect(orders(journey).includes('startReport')).toBe(reporting);
  });

  it('is not opened after its last day', () => {
    const journey = year().send({ type: 'FINISH_SETUP' });
    expect(journey.refusal({ type: 'OPEN' }, at('2027-09-01'))).toContain('closing date is past');
  });

  it('goes through the year by its dates; the late are chased and nobody holds up the school', () => {
    const journey = openYear().due('reviewsDue', at('2026-10-31'));
    expect(journey.is('planning.sorting')).toBe(true);
    expect(journey.ordered[0]).toEqual({ type: 'chaseLate', params: { cycleId: 'y26', what: 'reviews' } });
    journey.due('needsDue', at('2026-11-15')).due('planAmendmentDue', at('2026-11-30'));
    expect(journey.is('delivering')).toBe(true);
    expect(journey.due('reportOpens', at('2027-05-28')).is('awaitingReport')).toBe(true);
    expect(orders(journey)).toEqual(['startReport']);
    journey.due('reportDue', at('2027-07-09'));
    expect(journey.is('awaitingReport')).toBe(true);
    expect(journey.due('cycleCloses', at('2027-08-31')).is('closed.runningOn')).toBe(true);
  });

  it('moves by hand too, and back while the date lies ahead', () => {
    const journey = openYear().send({ type: 'ADVANCE' }, at('2026-10-20'));
    expect(journey.is('planning.sorting')).toBe(true);
    expect(journey.refusal({ type: 'STEP_BACK' }, at('2026-11-02'))).toContain('Set a later date first');
    expect(journey.send({ type: 'STEP_BACK' }, at('2026-10-21')).is('reviewing')).toBe(true);
  });

  it('starts the report once, also when the school goes back and forth', () => {
    const journey = openYear();
    for (let step = 0; step < 4; step++) journey.send({ type: 'ADVANCE' }, at('2026-10-20'));
    journey.send({ type: 'STEP_BACK' }).send({ type: 'ADVANCE' });
    expect(journey.is('reporting')).toBe(true);
    expect(journey.history.filter(({ type }) => type === 'startReport')).toHaveLength(1);
  });

  it('computes every clock again when dates change, and stays where it is', () => {
    const journey = openYear().due('reviewsDue', at('2026-10-31'));
    journey.send({ type: 'CHANGE_DATES', needsSortedOn: '2026-11-20' } as never);
    expect(journey.is('planning.sorting')).toBe(true);
    expect(journey.armed).toEqual(expect.arrayContaining(['needsDue', 'cycleCloses']));
    expect(journey.ordered).toEqual([]);
    expect(journey.refusal({ type: 'CHANGE_DATES', needsSortedOn: '2026-12-20' } as never)).toContain(
      'follow one another',
    );
  });

  it('keeps asking about people, and stays on its way to conversion, when dates change', () => {
    const journey = openYear()
      .send({ type: 'MISSING_FROM_FILE', personId: 'a', importId: 'i' } as never)
      .send({ type: 'CONVERT', on: '2027-04-01', toSchoolId: 'academy' } as never)
      .send({ type: 'CHANGE_DATES', reviewsDueOn: '2026-10-30' } as never);
    expect(journey.is('staff.asking') && journey.is('succession.converting')).toBe(true);
    expect(journey.armed).not.toContain('missingAnswerDue');
  });

  it('closes without ending any review: it lists, carries over, and runs on until 31 October', () => {
    const journey = openYear().due('cycleCloses', at('2027-08-31'));
    expect(orders(journey)).toEqual(['listStillOpen', 'carryOver', 'closePlan']);
    expect(journey.context['runsOnUntil']).toBe('2027-10-31');
    expect(journey.waiting).toEqual(['runOnCloses']);
    expect(journey.due('runOnCloses').finished).toBe(true);
  });

  it('waits for the autumn addendum of its report before it is filed', () => {
    const journey = openYear();
    for (let step = 0; step < 4; step++) journey.send({ type: 'ADVANCE' });
    journey
      .send({ type: 'REPORT_DONE', reportId: 'r' } as never)
      .send({ type: 'CLOSE' })
      .due('runOnCloses');
    expect(journey.is('awaitingAddendum')).toBe(true);
    expect(journey.send({ type: 'ADDENDUM_DONE', reportId: 'r' } as never).finished).toBe(true);
  });

  it('takes a report that comes after the year has closed', () => {
    const journey = openYear();
    for (let step = 0; step < 4; step++) journey.send({ type: 'ADVANCE' });
    journey.due('cycleCloses');
    journey
      .send({ type: 'REPORT_DONE', reportId: 'r' } as never)
      .send({ type: 'ADDENDUM_DONE', reportId: 'r' } as never);
    expect(journey.due('runOnCloses').finished).toBe(true);
  });

  it('gives a joiner a review, a self-assessment and induction needs', () => {
    expect(orders(openYear().send(joiner))).toEqual([
      'startReviewFor',
      'startStandardsFor',
      'raiseInductionNeeds',
    ]);
  });

  it('gives somebody without a framework no self-assessment', () => {
    expect(orders(openYear().send({ ...joiner, hasFramework: false } as never))).toEqual([
      'startReviewFor',
      'raiseInductionNeeds',
    ]);
  });

  it('gives an early-career teacher induction instead of a review, and a review once induction is done', () => {
    const journey = openYear().send({ ...joiner, standing: 'ect' } as never);
    expect(orders(journey)).toEqual(['startStandardsFor', 'raiseInductionNeeds']);
    journey.send({ type: 'CHANGE_STANDING', personId: 'p', on: '2027-01-04', hasFramework: false } as never);
    expect(orders(journey)).toEqual(['startReviewFor']);
  });

  it('gives supply under a term statutory training only', () => {
    const journey = openYear().send({ ...joiner, standing: 'shortTerm' } as never);
    expect(journey.ordered).toEqual([
      { type: 'raiseInductionNeeds', params: { cycleId: 'y26', personId: 'p', standing: 'shortTerm' } },
    ]);
  });

  it('holds no review for somebody whose review another school of the trust holds', () => {
    expect(orders(openYear().send({ ...joiner, reviewedHere: false } as never))).toEqual([
      'raiseInductionNeeds',
    ]);
  });

  it('does nothing for a joiner before it opens, since opening starts everyone', () => {
    expect(orders(year().send(joiner))).toEqual([]);
  });

  it('ends what is open for a leaver, in the year and while it runs on', () => {
    const leaver = { type: 'LEAVER', personId: 'p', on: '2027-01-31' };
    expect(orders(openYear().send(leaver))).toEqual(['endInstancesOf']);
    expect(orders(openYear().due('cycleCloses').send(leaver))).toEqual(['endInstancesOf']);
  });

  it('asks about somebody who is missing from a new staff file, and ends nothing until somebody answers', () => {
    const missing = (personId: string) => ({ type: 'MISSING_FROM_FILE', personId, importId: 'i' });
    const journey = openYear().send(missing('a'));
    expect(orders(journey)).toEqual(['askAboutMissing']);
    journey
      .send(missing('b'))
      .send(missing('b'))
      .send({ type: 'STILL_HERE', personId: 'a' } as never);
    expect(journey.is('staff.asking')).toBe(true);
    expect(orders(journey.due('missingAnswerDue'))).toEqual(['remind']);
    expect(journey.is('staff.asking')).toBe(true);
    journey.send({ type: 'LEAVER', personId: 'b', on: '2027-01-31' } as never);
    expect(journey.is('staff.settled')).toBe(true);
  });

  it('passes a review to a new line manager, and the work of a post to whoever holds it', () => {
    const journey = openYear();
    journey.send({
      type: 'LINE_MANAGER_CHANGED',
      personId: 'p',
      from: 'm',
      to: 'n',
      on: '2027-01-04',
    } as never);
    expect(orders(journey)).toEqual(['reassignReview']);
    journey.send({ type: 'POST_CHANGED', post: 'cpdLeader', from: 'm', to: null, on: '2027-01-04' } as never);
    expect(journey.ordered).toEqual([
      { type: 'passOnWork', params: { post: 'cpdLeader', from: 'm', to: null, on: '2027-01-04' } },
    ]);
  });

  it('closes the pots on the day of an academy conversion and passes people and history on', () => {
    const journey = openYear().send({ type: 'CONVERT', on: '2027-04-01', toSchoolId: 'academy' } as never);
    expect(journey.is('succession.converting')).toBe(true);
    expect(journey.is('current.running.reviewing')).toBe(true);
    journey.send({ type: 'CONVERT', on: '2027-05-01', toSchoolId: 'academy' } as never);
    journey.due('conversionDue', at('2027-05-01'));
    expect(journey.is('closed.runningOn')).toBe(true);
    expect(journey.ordered.slice(0, 3)).toEqual([
      { type: 'closePots', params: { on: '2027-05-01' } },
      { type: 'transferPeople', params: { on: '2027-05-01', toSchoolId: 'academy' } },
      { type: 'linkHistory', params: { toSchoolId: 'academy' } },
    ]);
    expect(journey.ordered.find(({ type }) => type === 'carryOver')?.params['toSchoolId']).toBe('academy');
  });

  it('can call a conversion off', () => {
    const journey = openYear().send({ type: 'CONVERT', on: '2027-04-01', toSchoolId: 'academy' } as never);
    expect(journey.send({ type: 'CALL_OFF_CONVERSION' }).waiting).not.toContain('conversionDue');
  });

  it('can be discarded only before it opens', () => {
    expect(year().send({ type: 'DISCARD' }).finished).toBe(true);
    expect(openYear().refusal({ type: 'DISCARD' })).not.toBeNull();
  });
});
