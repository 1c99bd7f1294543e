import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { CommittedMoney } from '../../src/plans/index.js';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';
import { ask, storyOf } from '../needs/support/year.js';
import { line, planOf, prepareYear } from './support/plan.js';
import type { PlanView } from './support/plan.js';

let school: TestSchool;
let cycleId: string;
let planId: string;
let potId: string;
let needId: string;
beforeAll(async () => {
  school = await openSchool({ at: '2026-07-01T09:00' });
  ({ cycleId, planId, potId } = await prepareYear(school));
  needId = await ask(school, 'teacher', 'Leading guided reading', { cycleId });
});
afterAll(() => school.close());

const plan = () => planOf(school, 'leader', planId);
const step = (person: PersonName, event: string, body: unknown = {}, more: { key?: string } = {}) =>
  school.call(person, `plans.${event}`, { params: { id: planId }, body, ...more });
const addLine = (more: Record<string, unknown> = {}) =>
  step('leader', 'addLine', line({ potId, ...more })) as Promise<{ id: string }>;
const pots = async (person: PersonName = 'leader') =>
  (await school.call<{ pots: Record<string, unknown>[] }>(person, 'plans.budget', { params: { id: planId } }))
    .pots;

describe('A plan that is being written', () => {
  test('begins with its year and cannot be submitted without a line', async () => {
    expect(await plan()).toMatchObject({ state: 'drafting.inTime', version: 0, lines: [], cycleId });
    await expect(step('leader', 'submit')).rejects.toMatchObject({ code: 'event-not-accepted' });
  });
  test('refuses lines that name what is not there, and lines of people who do not write it', async () => {
    const wrong: [Record<string, unknown>, string][] = [
      [{ themeId: randomUUID() }, 'unknown-theme'],
      [{ priorityId: randomUUID() }, 'unknown-priority'],
      [{ potId: randomUUID() }, 'unknown-pot'],
      [{ needIds: [randomUUID()] }, 'unknown-need'],
    ];
    for (const [more, code] of wrong) await expect(addLine(more)).rejects.toMatchObject({ code });
    await expect(addLine({ feePence: -1 })).rejects.toMatchObject({ name: 'ZodError' });
    await expect(addLine({ feePence: 12.5 })).rejects.toMatchObject({ name: 'ZodError' });
    await expect(addLine({ provision: 'holiday' })).rejects.toMatchObject({ name: 'ZodError' });
    await expect(step('head', 'addLine', line({}))).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(step('business', 'addLine', line({}))).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(step('teacher', 'addLine', line({}))).rejects.toMatchObject({ code: 'not-found' });
    expect((await plan()).lines).toEqual([]);
  });
  test('adds cash up by kind, with cover within it and paid time beside it', async () => {
    const { id } = await addLine({
      feePence: 10_000,
      travelPence: 2_000,
      coverPence: 18_000,
      paidMinutes: 360,
    });
    expect(await plan()).toMatchObject({
      cost: { items: 1, cashPence: 30_000, coverPence: 18_000, paidMinutes: 360 },
      inForce: { items: 0, cashPence: 0 },
    });
    await school.call('leader', 'plans.changeLine', {
      params: { id: planId, lineId: id },
      body: line({ potId, feePence: 5_000, needIds: [needId] }),
    });
    expect((await plan()).cost).toMatchObject({ items: 1, cashPence: 5_000 });
    const spare = await addLine({ title: 'Not needed' });
    await school.call('leader', 'plans.removeLine', { params: { id: planId, lineId: spare.id } });
    expect((await plan()).cost.items).toBe(1);
  });
  test('adds one line when the same request comes twice', async () => {
    const twice = { body: line({ title: 'INSET day' }), params: { id: planId }, key: 'api:line' };
    const first = await school.call('leader', 'plans.addLine', twice);
    expect(await school.call('leader', 'plans.addLine', twice)).toMatchObject({ id: first['id'] });
    expect((await plan()).lines).toHaveLength(2);
    await expect(
      school.call('leader', 'plans.addLine', { ...twice, body: line({ title: 'Something else' }) }),
    ).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    expect((await plan()).lines).toHaveLength(2);
  });
  test('must say from which pot a cost is paid before it is submitted', async () => {
    const { id } = await addLine({ title: 'Conference', feePence: 100, potId: null });
    await expect(step('leader', 'submit')).rejects.toMatchObject({ code: 'no-pot' });
    await school.call('leader', 'plans.removeLine', { params: { id: planId, lineId: id } });
  });
});

describe('A plan with the head', () => {
  test('cannot be changed until it is taken back or returned with comments', async () => {
    await step('leader', 'submit', {}, { key: 'api:submit' });
    expect(await step('leader', 'submit', {}, { key: 'api:submit' })).toMatchObject({
      state: 'submitted.inTime',
    });
    await expect(addLine()).rejects.toMatchObject({ code: 'not-being-written' });
    await step('leader', 'withdraw');
    await addLine({ title: 'Safeguarding', feePence: 0 });
    await step('leader', 'submit');
    const [first] = (await plan()).lines;
    await expect(step('head', 'return', { comments: [] })).rejects.toMatchObject({ name: 'ZodError' });
    await expect(
      step('head', 'return', { comments: [{ lineId: randomUUID(), body: 'Which?' }] }),
    ).rejects.toMatchObject({ code: 'no-such-line' });
    await step('head', 'return', { comments: [{ lineId: first?.id, body: 'Too dear for one person.' }] });
    expect(await plan()).toMatchObject({
      state: 'drafting.inTime',
      comments: [{ lineId: first?.id, body: 'Too dear for one person.', by: 'Hana Reid' }],
    });
  });
  test('is approved by the head and not by whoever wrote it; money is committed and needs are planned', async () => {
    await step('leader', 'submit');
    await expect(step('leader', 'approve')).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(step('business', 'approve')).rejects.toMatchObject({ code: 'not-permitted' });
    expect((await pots())[0]).toMatchObject({ plannedPence: 0, draftPence: 5_000 });
    await step('head', 'approve');
    expect(await plan()).toMatchObject({
      version: 1,
      editions: [{ version: 1, beforePence: 0, afterPence: 5_000 }],
    });
    expect((await pots())[0]).toMatchObject({
      plannedPence: 5_000,
      leftToPlanPence: 195_000,
      overrun: false,
    });
    await school.drain();
    expect(await storyOf(school, 'teacher', needId)).toMatchObject({ place: 'planned' });
  });
  test('is told to a second approver who comes too late', async () => {
    await expect(step('head', 'approve')).rejects.toMatchObject({ code: 'event-not-accepted' });
  });
});

describe('An amendment', () => {
  const inForce = () => school.advance('2026-09-02T09:00');
  test('within the limit takes effect at once; the version before can still be read', async () => {
    await inForce();
    await step('leader', 'amend', { note: 'Needs from the reviews' });
    const added = await addLine({ title: 'Phonics coaching', feePence: 40_000 });
    expect(await plan()).toMatchObject({ cost: { cashPence: 45_000 }, inForce: { cashPence: 5_000 } });
    expect(
      (
        await school.call<{ lines: { title: string }[] }>('teacher', 'plans.titles', {
          params: { id: planId },
        })
      ).lines,
    ).not.toContainEqual(expect.objectContaining({ title: 'Phonics coaching' }));
    await step('leader', 'submitAmendment');
    const now = await plan();
    expect(now).toMatchObject({ version: 2, cost: { cashPence: 45_000 } });
    expect(now.editions.at(-1)).toMatchObject({
      version: 2,
      beforePence: 5_000,
      afterPence: 45_000,
      note: 'Needs from the reviews',
    });
    const before = await school.call<{ lines: { id: string }[] }>('business', 'plans.version', {
      params: { id: planId, version: '1' },
    });
    expect(before.lines.map(({ id }) => id)).not.toContain(added.id);
    expect((await pots())[0]).toMatchObject({ plannedPence: 45_000 });
  });
  test('above the limit goes back to the head; small ones add up', async () => {
    await step('leader', 'amend');
    await addLine({ title: 'Another course', feePence: 20_000 });
    await step('leader', 'submitAmendment');
    expect((await plan()).state).toContain('amending.submitted');
    expect((await pots())[0]).toMatchObject({ plannedPence: 45_000, draftPence: 65_000 });
    await expect(addLine()).rejects.toMatchObject({ code: 'not-being-written' });
    await step('head', 'return', { comments: [{ body: 'Say who it is for.' }] });
    await step('leader', 'submitAmendment');
    await step('head', 'approve');
    expect(await plan()).toMatchObject({ version: 3, cost: { cashPence: 65_000 } });
  });
  test('that is dropped leaves the plan as it was', async () => {
    await step('leader', 'amend', { note: 'A slip' });
    await addLine({ title: 'Never', feePence: 1 });
    await step('leader', 'dropAmendment');
    const now: PlanView = await plan();
    expect(now).toMatchObject({ version: 3, cost: { cashPence: 65_000 }, openEditionId: null });
    expect(now.editions.at(-1)).toMatchObject({ note: 'A slip', dropped: true, version: null });
  });
  test('that takes a line out releases its money, and its need waits to be planned again', async () => {
    const held = (await plan()).lines.find(({ needIds }) => needIds.includes(needId));
    await step('leader', 'amend');
    await school.call('leader', 'plans.removeLine', { params: { id: planId, lineId: held?.id } });
    await step('leader', 'submitAmendment');
    await school.drain();
    expect((await pots())[0]).toMatchObject({ plannedPence: 60_000 });
    expect((await storyOf(school, 'teacher', needId)).place).toBe('passed');
  });
});

describe('The budget', () => {
  test('shows an overrun, by the plan or by bookings, before anybody approves it', async () => {
    await step('leader', 'amend');
    await addLine({ title: 'Far too dear', feePence: 500_000 });
    expect((await pots())[0]).toMatchObject({ overrun: true, draftPence: 560_000 });
    await step('leader', 'dropAmendment');
    school.app.get(CommittedMoney, { strict: false }).register({
      moneyOf: async () => [{ potId, committedPence: 150_000, spentPence: 60_000 }],
    });
    expect((await pots())[0]).toMatchObject({
      committedPence: 150_000,
      spentPence: 60_000,
      leftToSpendPence: -10_000,
      overrun: true,
    });
    await expect(pots('teacher')).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('What others see of the plan', () => {
  test('is titles for the staff, themes and totals for governors, all of it for finance', async () => {
    const titles = await school.call('ta', 'plans.titles', { params: { id: planId } });
    expect(titles).toMatchObject({
      lines: expect.arrayContaining([expect.objectContaining({ title: 'Safeguarding' })]),
    });
    expect(JSON.stringify(titles)).not.toContain('Pence');
    await expect(planOf(school, 'ta', planId)).rejects.toMatchObject({ code: 'not-found' });
    const totals = await school.call<{ themes: { cashPence: number }[] }>('governor', 'plans.totals', {
      params: { id: planId },
    });
    expect(totals.themes.reduce((sum, theme) => sum + theme.cashPence, 0)).toBe(60_000);
    await expect(planOf(school, 'governor', planId)).rejects.toMatchObject({ code: 'not-found' });
    expect(await planOf(school, 'business', planId)).toMatchObject({ cost: { cashPence: 60_000 } });
  });
  test('includes the governors’ note once it is recorded', async () => {
    await step('leader', 'note', { on: '2026-09-30', minute: 'Noted with thanks.' });
    expect((await plan()).state).toContain('governors.noted');
    const rows = await school.as('governor', (tx) => tx.query('select body from cpd.plan_note'));
    expect(rows).toEqual([{ body: 'Noted with thanks.' }]);
  });
});

describe('The end of the year', () => {
  test('gives back what the plan still commits', async () => {
    await school.engine.send(school.system, planId, { type: 'CLOSE' });
    expect((await pots())[0]).toMatchObject({ plannedPence: 0 });
    expect((await plan()).state).toBe('closed');
  });
});
