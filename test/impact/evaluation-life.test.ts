import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';
import { EVIDENCE, evaluationOf, plantYear, REACTION } from './support/evaluations.js';

let school: TestSchool;
interface Whole {
  state: string;
  status: string;
  finding: string | null;
  strength: string;
  notReturned: string[];
  responses: { stage: string; personId: string; writtenBy: string }[];
  measures: { phase: string; actual: string | null }[];
  judgements: { kind: string; outcome: string }[];
}
const send = (name: PersonName, id: string, event: string, body: object = {}) =>
  school.call(name, `evaluations.${event}`, { params: { id }, body });
const read = (name: PersonName, id: string) =>
  school.call<Whole>(name, 'evaluations.read', { params: { id } });

describe('the life of an evaluation', () => {
  beforeAll(async () => {
    school = await openSchool();
    await plantYear(school);
  });
  afterAll(() => school.close());

  it('goes from reaction through use and evidence to a judgement and autumn results', async () => {
    const id = await evaluationOf(school, 'teacher');
    const other = await evaluationOf(school, 'ta', { mode: 'light' });
    const silent = await evaluationOf(school, 'ta2');
    const served = await evaluationOf(school, 'cook', { lineManager: 'business' });
    expect((await read('teacher', id)).state).toBe('live.reaction');

    await send('teacher', id, 'giveReaction', REACTION);
    await send('ta', other, 'giveReaction', REACTION);
    await send('business', served, 'giveReaction', REACTION);
    expect((await read('cook', served)).responses).toMatchObject([
      { stage: 'reaction', personId: school.person('cook'), writtenBy: school.person('business') },
    ]);
    expect((await read('teacher', id)).state).toBe('live.application.waiting');

    await school.advance('2026-09-10');
    expect(await read('ta2', silent)).toMatchObject({
      state: 'live.application.waiting',
      notReturned: ['reaction'],
    });
    const { rows } = await school.look.query(
      'select part, people from cpd.evaluation_unreturned where evaluation_id = $1',
      [silent],
    );
    expect(rows).toEqual([{ part: 'reaction', people: 1 }]);

    await school.advance('2026-11-16T09:00');
    expect((await read('teacher', id)).state).toContain('live.application.open');
    await send('teacher', id, 'describeApplication', { use: 'often', said: 'Twice a week' });
    expect((await read('teacher', id)).state).toContain('live.application.open');
    await send('reviewer', id, 'confirmApplication', { use: 'sometimes', said: 'Seen once' });
    expect((await read('teacher', id)).state).toBe('live.outcomes');
    // Light evaluation asks for no line manager's view and no evidence.
    await send('ta', other, 'describeApplication', { use: 'always' });
    expect((await read('ta', other)).state).toBe('live.judging');
    await send('reviewer', other, 'judge', { outcome: 'partlyMet', why: 'Half of the group' });
    expect(await read('ta', other)).toMatchObject({
      state: 'closed',
      finding: 'partlyMet',
      strength: 'weak',
    });

    await school.call('teacher', 'evaluations.addEvidence', {
      params: { id },
      body: { ...EVIDENCE, kind: 'observation', level: 4 },
    });
    expect((await read('teacher', id)).state).toBe('live.outcomes');
    await send('teacher', id, 'giveEvidence', {
      ...EVIDENCE,
      measure: { measure: 'Reading age', unit: 'months', baseline: 62, actual: 71, groupSize: 6 },
    });
    await send('reviewer', id, 'judge', {
      outcome: 'met',
      why: 'Nine months in six',
      otherFactors: 'A new library',
    });
    expect(await read('teacher', id)).toMatchObject({
      state: 'live.autumn',
      finding: 'met',
      strength: 'strong',
    });

    await school.advance('2027-09-06T09:00');
    await send('reviewer', id, 'addResults', {
      outcome: 'partlyMet',
      why: 'Tests were lower',
      measure: { measure: 'Reading age', unit: 'months', baseline: 62, actual: 66 },
    });
    expect(await read('teacher', id)).toMatchObject({
      state: 'closed',
      finding: 'partlyMet',
      measures: [{ phase: 'summer' }, { phase: 'autumn', actual: '66.000' }],
      judgements: [{ kind: 'judged' }, { kind: 'results', outcome: 'partlyMet' }],
    });
    await school.advance('2027-11-08T09:00');
    // Nobody did anything: it is counted part by part, holds nothing up, and says nothing of the outcome.
    expect(await read('ta2', silent)).toMatchObject({
      status: 'done',
      finding: null,
      notReturned: [...['reaction', 'application', 'managerView', 'outcomes', 'judgement'], 'addendum'],
    });
    expect(await read('cook', served)).toMatchObject({ status: 'done' });
  });
});
