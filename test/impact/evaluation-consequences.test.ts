import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { YearStarters } from '../../src/cycles/index.js';
import { EvaluationStarts } from '../../src/impact/index.js';
import { idFrom } from '../../src/platform/ids.js';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';
import {
  CYCLE,
  EVIDENCE,
  evaluationOf,
  plantActivity,
  plantBooking,
  plantRecord,
  plantYear,
  REACTION,
  startEvaluation,
} from './support/evaluations.js';

let school: TestSchool;
const send = (name: PersonName, id: string, event: string, body: object = {}) =>
  school.call(name, `evaluations.${event}`, { params: { id }, body });
const state = async (id: string): Promise<string> =>
  (await school.look.query('select state from engine.instance where id = $1', [id])).rows[0].state;
const told = async (id: string) =>
  (
    await school.look.query(
      `select params from engine.outbox where instance_id = $1 and command = 'tell' order by seq`,
      [id],
    )
  ).rows.map(({ params }) => [params.to, params.event.type]);
/** From the reaction to the state in which somebody judges, a light evaluation's short way. */
async function untilJudging(id: string, person: PersonName): Promise<void> {
  await send(person, id, 'giveReaction', REACTION);
  await school.advance('2026-11-16T09:00');
  await send(person, id, 'describeApplication', { use: 'often' });
}

describe('what an evaluation sets going', () => {
  beforeAll(async () => {
    school = await openSchool();
    await plantYear(school);
  });
  afterAll(() => school.close());

  it('tells the need and proposes to close the gap behind it; reviews hear nothing', async () => {
    const need = idFrom('test', 'need');
    const standards = idFrom('test', 'standards');
    const gap = idFrom('test', 'gap');
    await plantRecord(school, 'need', need, 'live.evaluating', { standardsId: standards, gapId: gap });
    const activity = await plantActivity(school, { name: 'Guided reading' });
    const booking = await plantBooking(school, activity, 'teacher');
    const id = await startEvaluation(school, booking, activity, 'teacher', { mode: 'light', needId: need });
    const started = { bookingId: booking, activityId: activity, cycleId: CYCLE, heldOn: '2026-09-01' };
    const again = school.app.get(EvaluationStarts, { strict: false });
    await school.unit.run(school.system, async (tx) =>
      school.engine.startIn(
        tx,
        'impact',
        await again.forBooking(tx, {
          ...{ ...started, needId: need, mode: 'full' as const },
          ...{ personId: school.person('teacher'), lineManagerId: null },
        }),
      ),
    );
    await untilJudging(id, 'teacher');
    await send('reviewer', id, 'judge', { outcome: 'met', why: 'MARK-judgement' });

    expect(await state(id)).toBe('closed');
    expect(await told(id)).toEqual([
      [need, 'MET'],
      [standards, 'PROPOSE_GAP_CLOSED'],
    ]);
    const { rows } = await school.look.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname = 'confidential'`,
    );
    for (const { name } of rows) {
      const held = await school.look.query(`select 1 from ${name} t where t::text like '%MARK-judgement%'`);
      expect([name, held.rowCount]).toEqual([name, 0]);
    }
  });

  it('lets the sample be moderated by somebody who did not judge, and tells the need when that changes it', async () => {
    const id = await evaluationOf(school, 'colleague', { mode: 'light', lineManager: 'deputy' });
    await send('leader', id, 'sample');
    await send('colleague', id, 'giveReaction', REACTION);
    await school.advance('2027-02-01T09:00');
    await send('colleague', id, 'describeApplication', { use: 'sometimes' });
    expect(await state(id)).toBe('live.judging');
    await send('leader', id, 'judge', { outcome: 'met', why: 'It seems so' });
    expect(await state(id)).toBe('live.moderating');
    await expect(send('leader', id, 'moderate', { outcome: 'met', why: 'Mine' })).rejects.toMatchObject({
      code: 'event-not-accepted',
    });
    await send('head', id, 'moderate', { outcome: 'partlyMet', why: 'Half of it' });
    expect(await state(id)).toBe('closed');
  });

  it('stands still while the person is away, and ends when they leave with what was handed in kept', async () => {
    const id = await evaluationOf(school, 'deputy', { mode: 'full', lineManager: 'head' });
    await send('deputy', id, 'giveReaction', REACTION);
    await send('leader', id, 'pause', { from: '2027-02-02' });
    await school.advance('2027-12-01T09:00');
    expect(await state(id)).toBe('paused');
    await send('leader', id, 'resume', { on: '2027-12-01' });
    expect(await state(id)).toMatch(/^live\.application/);
    await school.engine.send(school.system, id, { type: 'LEAVE', personId: school.person('deputy') });
    expect(await state(id)).toBe('ended');
    const { rows } = await school.look.query(
      'select 1 from cpd.evaluation_response where evaluation_id = $1',
      [id],
    );
    expect(rows).toHaveLength(1);
  });

  it('raises a training need or a task that follows from it, once', async () => {
    const id = await evaluationOf(school, 'head', { lineManager: null, activity: 'Leading change' });
    const task = await school.call('leader', 'evaluations.addFollowUp', {
      params: { id },
      body: {
        kind: 'task',
        title: 'Show it to the team',
        forPersonId: school.person('ta'),
        dueOn: '2027-12-10',
      },
    });
    const done = (name: PersonName) =>
      school.call(name, 'evaluations.followUpDone', { params: { id: String(task['id']) } });
    await expect(done('colleague')).rejects.toMatchObject({ code: 'not-found' });
    expect(await done('ta')).toMatchObject({ doneBy: school.person('ta') });
    await expect(done('ta')).rejects.toMatchObject({ code: 'is-done' });
    await expect(
      school.call('leader', 'evaluations.raiseNeed', { params: { id: String(task['id']) } }),
    ).rejects.toMatchObject({ code: 'not-a-need' });
    await school.look.query(`update cpd.cycle set ends_on = '2028-08-31'`);
    await plantRecord(school, 'cycle', CYCLE, 'live', { needsSortedOn: '2028-11-15', schoolId: school.id });
    for (const [asker, who] of [
      ['leader', 'ta'],
      ['head', 'head'],
    ] as const) {
      const need = await school.call(asker, 'evaluations.addFollowUp', {
        params: { id },
        body: { kind: 'need', title: `Next step of ${who}`, forPersonId: school.person(who) },
      });
      const raise = () => school.call(asker, 'evaluations.raiseNeed', { params: { id: String(need['id']) } });
      expect(await raise()).toMatchObject({ doneBy: school.person(asker) });
      await expect(raise()).rejects.toMatchObject({ code: 'is-done' });
      const raised = await school.look.query('select person_id from cpd.need where title = $1', [
        `Next step of ${who}`,
      ]);
      expect(raised.rows).toEqual([{ person_id: school.person(who) }]);
    }
  });
});

describe('the evaluation of a whole-school day', () => {
  const everybody: PersonName[] = ['teacher', 'colleague', 'ta', 'ta2', 'reviewer', 'deputy', 'cook'];
  let activity: string;
  let id: string;
  beforeAll(async () => {
    school = await openSchool();
    await plantYear(school);
    activity = await plantActivity(school, {
      name: 'INSET: reading',
      kind: 'inset',
      facilitator: 'colleague',
      outcome: 'Everybody teaches phonics the same way',
    });
    for (const name of everybody) await plantBooking(school, activity, name, { impact: 'group' });
    const started = await school.call('leader', 'evaluations.startForGroup', {
      body: { activityId: activity },
    });
    id = String(started['id']);
    await school.drain();
  });
  afterAll(() => school.close());

  const reactions = (name: PersonName) =>
    school.call<{ answers: number; worth: number | null; consented: unknown[] }>(
      name,
      'evaluations.reactions',
      { params: { id: activity } },
    );

  it('is started once, by those who lead, for everybody who took part', async () => {
    expect(await state(id)).toBe('live.reaction');
    const again = await school.call('leader', 'evaluations.startForGroup', {
      body: { activityId: activity },
    });
    expect(again['id']).toBe(id);
    await expect(
      school.call('teacher', 'evaluations.startForGroup', { body: { activityId: activity } }),
    ).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('shows the facilitator nothing of fewer than five, but what somebody lets them read', async () => {
    for (const name of ['teacher', 'ta', 'ta2', 'reviewer'] as const)
      await send(name, id, 'giveReaction', { ...REACTION, said: `MARK-${name}` });
    expect(await reactions('colleague')).toEqual({
      ...{ answers: 0, worth: null, learnt: null, support: null, consented: [] },
    });
    await send('deputy', id, 'giveReaction', { ...REACTION, said: 'MARK-open', forFacilitator: true });
    const open = await reactions('colleague');
    expect(open).toMatchObject({ answers: 0, consented: [{ said: 'MARK-open' }] });
    await send('leader', id, 'giveReaction', { ...REACTION, worth: 1, personId: school.person('cook') });
    expect(await reactions('colleague')).toMatchObject({ answers: 5, worth: 3.4 });
    const { rows } = await school.look.query(
      `select snapshot #> '{context,answered}' as answered from engine.instance where id = $1`,
      [id],
    );
    expect(rows[0].answered).toContain(school.person('cook'));
    expect(rows[0].answered).not.toContain(school.person('leader'));
    expect(await reactions('leader')).toMatchObject({ answers: 0, consented: [] });
    expect(await reactions('teacher')).toMatchObject({ answers: 0, consented: [] });
  });

  it('keeps answers to those whom they concern', async () => {
    const seen = (name: PersonName) =>
      school.as(name, async (tx) =>
        (await tx.query<{ said: string }>('select said from cpd.evaluation_response order by said')).map(
          (row) => row.said,
        ),
      );
    expect(await seen('teacher')).toEqual(['MARK-teacher']);
    expect(await seen('reviewer')).toEqual(['MARK-reviewer', 'MARK-ta', 'MARK-ta2', 'MARK-teacher']);
    expect(await seen('business')).toEqual([REACTION.said]);
    expect(await seen('colleague')).toEqual([]);
    expect(await seen('governor')).toEqual([]);
    expect(await seen('leader')).toHaveLength(6);
    expect(await seen('head')).toHaveLength(6);
  });

  it('counts those who do not answer, and takes a leaver out without ending it', async () => {
    await school.engine.send(school.system, id, { type: 'LEAVE', personId: school.person('ta2') });
    await school.advance('2026-09-10');
    expect(await state(id)).toBe('live.application.waiting');
    const { rows } = await school.look.query('select part, people from cpd.evaluation_unreturned');
    expect(rows).toEqual([{ part: 'reaction', people: 1 }]);
  });

  it('passes on with the post of the CPD leader', async () => {
    const told: unknown[] = [];
    const { rows } = await school.look.query(
      'select id, tenant_id as tenant, chart, version, key, state, snapshot from engine.instance where id = $1',
      [id],
    );
    const change = { from: school.person('leader'), to: school.person('deputy'), on: '2026-10-01' };
    await school.unit.run(school.system, async (tx) => {
      for (const post of ['cpdLeader', 'finance']) {
        await school.app.get(YearStarters, { strict: false }).call(
          'passOnWork',
          {
            ...{ tx, at: tx.at, instance: { ...rows[0], context: {} }, effect: 'test' },
            start: () => undefined,
            tell: (to, event) => void told.push([to, event]),
          },
          { post, ...change },
        );
      }
    });
    expect(told).toEqual([[id, { type: 'REASSIGN', to: school.person('deputy') }]]);
  });

  it('is open to no line manager of one of the group, even where the record names them', async () => {
    await school.engine.send(school.system, id, { type: 'REASSIGN', to: school.person('business') });
    const visible = (name: PersonName) =>
      school.as(name, (tx) =>
        tx.query('select 1 from cpd.evaluation_response where written_by <> auth.person()'),
      );
    expect(await visible('business')).toHaveLength(1);
    await expect(send('business', id, 'giveEvidence', { ...EVIDENCE, measure: null })).rejects.toMatchObject({
      code: 'event-not-accepted',
    });
  });

  it('gives governors totals of people, merged where cells are small', async () => {
    const { totals } = await school.call<{ totals: Record<string, number | null> }>(
      'governor',
      'evaluations.totals',
      { params: { id: CYCLE } },
    );
    expect(totals).toEqual({
      ...{ people: 6, met: 0, partlyMet: 0, notMet: 0, notKnown: 6, metOrPartly: 0, others: 6 },
    });
    const none = await school.call('teacher', 'evaluations.totals', { params: { id: CYCLE } });
    expect(none).toEqual({ totals: null });
  });
});
