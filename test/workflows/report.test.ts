import { describe, expect, it } from '@jest/globals';
import type { EventObject } from 'xstate';
import { reportChart } from '../../workflows/report/report.chart.js';
import { SECTIONS } from '../../workflows/report/report.types.js';
import { expectEverybodyCanAct } from './support/acting.js';
import { expectFullyDescribed } from './support/describe.js';
import { passingThrough, placedBy } from './support/passing.js';
import { begin } from './support/step.js';
import { expectFullCoverage, walkChart } from './support/walk.js';

type Sent = EventObject & Record<string, unknown>;
const input = {
  schoolId: 'school',
  cycleId: 'y26',
  reportId: 'r',
  governorsMeetOn: '2027-07-15',
  addendumDueOn: '2027-10-31',
};
const on = (type: string, section: string): Sent => ({ type, section });
const head = { by: 'hal' };
const start = (given: object = {}) => begin(reportChart, { ...input, ...given });
const withHead = () => {
  const journey = start()
    .due('draftOpens')
    .send({ type: 'FIGURES_COMPUTED' })
    .send({ type: 'START_COMMENTARY' });
  for (const section of SECTIONS) journey.send(on('WRITE_SECTION', section));
  return journey.send({ type: 'SUBMIT' }, { by: 'cara' });
};
const readBy = (journey: ReturnType<typeof start>, but: readonly string[] = []) => {
  for (const section of SECTIONS.filter((it) => !but.includes(it))) journey.send(on('READ', section), head);
  return journey;
};
const published = () =>
  readBy(withHead()).send({ type: 'SEND_PAPERS' }).send({ type: 'RECEIVED' }).send({ type: 'PUBLISH' });
const orders = (journey: ReturnType<typeof start>) => journey.ordered.map(({ type }) => type);

describe('the report as a graph', () => {
  it('reaches every state, takes every transition and words every refusal', () => {
    const plain = [
      'DRAFT',
      'FIGURES_COMPUTED',
      'FIGURES_FAILED',
      'RECOMPUTE',
      'START_COMMENTARY',
      'SEND_BACK',
      'SEND_PAPERS',
      'RECEIVED',
      'PUBLISH',
      'CORRECT',
      'OPEN_ADDENDUM',
      'ADD_RESULTS',
      'NO_RESULTS',
    ];
    const events: Sent[] = [
      ...plain.map((type) => ({ type })),
      { type: 'SUBMIT', by: 'cara' },
      { ...on('READ', 'cash'), by: 'cara' },
      on('WRITE_SECTION', 'cash'),
      on('READ', 'cash'),
      on('ASK', 'cash'),
      on('ANSWER', 'cash'),
      on('ANSWER', 'needs'),
      on('GOVERNORS_ASK', 'cash'),
      { type: 'MOVE_MEETING', on: '2027-07-20' },
    ];
    const submitted: Sent[] = [
      { type: 'DRAFT' },
      { type: 'FIGURES_COMPUTED' },
      { type: 'START_COMMENTARY' },
      ...SECTIONS.map((it) => on('WRITE_SECTION', it)),
      { type: 'SUBMIT', by: 'cara' },
    ];
    const others = SECTIONS.filter((it) => it !== 'cash').map((it) => on('READ', it));
    const walk = walkChart(reportChart, {
      events,
      inputs: [input],
      trails: [
        [...submitted, ...others, on('READ', 'cash')],
        [...submitted, ...others, on('ASK', 'cash')],
      ],
      serialize: placedBy('written', 'read', 'asked', 'askedBy'),
    });
    expectFullCoverage(reportChart, passingThrough(walk));
    expectEverybodyCanAct(reportChart, walk, {
      prepared: { writeCommentary: 'Each section is written and counts as written by WRITE_SECTION.' },
    });
    expectFullyDescribed(reportChart);
  });
});

describe('the impact report', () => {
  it('counts its dates back from the governors’ meeting, with seven clear days for the papers', () => {
    expect(start().context).toMatchObject({
      papersDueOn: '2027-07-07',
      headDueOn: '2027-06-30',
      draftOn: '2027-06-02',
    });
  });

  it('moves its dates with the meeting and stays where it is; a date of the school’s own stays', () => {
    const journey = start({ headDueOn: '2027-06-25' }).due('draftOpens').send({ type: 'FIGURES_COMPUTED' });
    journey.send({ type: 'MOVE_MEETING', on: '2027-07-22' } as Sent);
    expect(journey.context).toMatchObject({ papersDueOn: '2027-07-14', headDueOn: '2027-06-25' });
    expect(journey.is('drafted')).toBe(true);
    expect(journey.armed).toEqual(['commentaryDue']);
    expect(journey.ordered).toEqual([]);
  });

  it('goes to the governors, who hear that their papers are there', () => {
    expect(readBy(withHead()).send({ type: 'SEND_PAPERS' }).ordered).toEqual([
      { type: 'sendPapers', params: { reportId: 'r', edition: 1 } },
      { type: 'remind', params: { who: 'governor', about: 'report.papersSent' } },
    ]);
  });

  it('computes its figures by date or by hand, and tries again when that fails', () => {
    const journey = start().send({ type: 'DRAFT' });
    expect(journey.ordered).toEqual([{ type: 'computeFigures', params: { reportId: 'r', edition: 1 } }]);
    expect(journey.send({ type: 'FIGURES_FAILED' }).is('gathering.failed')).toBe(true);
    expect(journey.send({ type: 'DRAFT' }).ordered[0]?.params['edition']).toBe(2);
  });

  it('goes to the head only when every section is written', () => {
    const journey = start()
      .send({ type: 'DRAFT' })
      .send({ type: 'FIGURES_COMPUTED' })
      .send({ type: 'START_COMMENTARY' });
    expect(journey.refusal({ type: 'SUBMIT' })).toContain('no commentary yet');
    expect(withHead().is('live.withHead')).toBe(true);
  });

  it('is not read by whoever wrote it: where the head wrote it, deputy or chair read', () => {
    expect(withHead().refusal(on('READ', 'cash'), { by: 'cara' })).toContain('deputy or the chair');
  });

  it('goes back for the sections that the head asked about, and only these are read again', () => {
    const journey = readBy(withHead(), ['cash']).send(on('ASK', 'cash'), head);
    expect(journey.is('commentary.answering')).toBe(true);
    expect(journey.refusal(on('ANSWER', 'needs'))).toContain('Nobody asked');
    expect(journey.send(on('ANSWER', 'cash')).is('live.withHead')).toBe(true);
    expect(journey.send(on('READ', 'cash'), head).is('governors.preparingPapers')).toBe(true);
    expect(orders(journey)).toEqual(['makeGovernorEdition']);
  });

  it('can be sent back before everything is read', () => {
    expect(withHead().refusal({ type: 'SEND_BACK' })).toContain('No question');
    expect(
      withHead().send(on('ASK', 'cash'), head).send({ type: 'SEND_BACK' }, head).is('commentary.answering'),
    ).toBe(true);
  });

  it('answers the governors too and comes back to them', () => {
    const journey = readBy(withHead()).send({ type: 'SEND_PAPERS' }).send(on('GOVERNORS_ASK', 'cash'));
    expect(journey.send(on('ANSWER', 'cash')).is('governors')).toBe(true);
  });

  it('warns when papers would miss their seven clear days', () => {
    expect(
      readBy(withHead())
        .due('papersDue')
        .ordered.map(({ params }) => params['who']),
    ).toEqual(['head', 'cpdLeader']);
  });

  it('when published tells the cycle and proposes priorities for next year', () => {
    const journey = published();
    expect(orders(journey)).toEqual(['publishReport', 'tell', 'proposePriorities']);
    expect(journey.ordered[1]?.params).toEqual({ to: 'y26', event: { type: 'REPORT_DONE', reportId: 'r' } });
  });

  it('can be corrected after publication in a new edition', () => {
    expect(
      published()
        .send({ type: 'CORRECT' })
        .ordered.map(({ params }) => params['edition']),
    ).toEqual([2, 2]);
  });

  it('takes autumn results, or none, or lapses without them; the cycle hears each time', () => {
    const added = published().due('addendumOpens').send({ type: 'ADD_RESULTS' });
    expect(orders(added)).toEqual(['publishAddendum', 'tell']);
    expect(published().due('addendumOpens').send({ type: 'NO_RESULTS' }).finished).toBe(true);
    const lapsed = published().due('addendumOpens').due('addendumLapses');
    expect(lapsed.ordered.at(-1)?.params['event']).toEqual({ type: 'ADDENDUM_DONE', reportId: 'r' });
    expect(lapsed.finished).toBe(true);
  });
});
