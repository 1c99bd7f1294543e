import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';
import { ask, listOf, makeTheme, storyOf } from './support/year.js';
import { line, prepareYear } from '../plans/support/plan.js';

let school: TestSchool;
let first: string;
let planId: string;
beforeAll(async () => {
  school = await openSchool({ at: '2026-07-01T09:00' });
  ({ cycleId: first, planId } = await prepareYear(school));
  await school.call('leader', 'cycles.finishSetup', { params: { id: first } });
  await school.call('leader', 'certificates.record', {
    body: {
      personId: school.person('cook'),
      title: 'First aid',
      awardedOn: '2024-05-01',
      expiresOn: '2027-05-01',
    },
  });
});
afterAll(() => school.close());

const dead = async () =>
  (await school.look.query('select command, error from engine.outbox where dead_at is not null')).rows;

describe('A school’s year', () => {
  test('knows that it has needs to sort by its own date, and chases the leader, then the head', async () => {
    const id = await ask(school, 'teacher', 'Guided reading', { cycleId: first });
    await school.advance('2026-09-01T09:00');
    const { clocks } = await school.call<{ clocks: { delay: string; dueAt: string }[] }>(
      'leader',
      'needs.one',
      {
        params: { id },
      },
    );
    expect(clocks).toMatchObject([{ delay: 'triageDue', dueAt: expect.stringContaining('2026-11-1') }]);
    await school.advance('2026-11-17T09:00');
    expect((await storyOf(school, 'leader', id)).state).toBe('live.waiting.passed.late');
    await school.advance('2026-11-26T09:00');
    expect((await storyOf(school, 'leader', id)).state).toBe('live.waiting.passed.escalated');
  });
  test('raises induction needs for whoever joins', async () => {
    await school.call('head', 'cycles.join', {
      params: { id: first },
      body: {
        personId: school.person('colleague'),
        on: '2026-11-26',
        standing: 'employee',
        hasFramework: false,
      },
    });
    await school.drain();
    expect((await listOf(school, 'colleague')).map((need) => need.origin).sort()).toEqual([
      'induction',
      'statutory',
      'statutory',
      'statutory',
    ]);
  });
  test('ends the needs of a leaver and passes those of others to a new line manager', async () => {
    const leaving = await ask(school, 'ta2', 'Phonics');
    const staying = await ask(school, 'ta', 'Phonics');
    await school.call('head', 'people.leave', {
      params: { id: school.person('ta2') },
      body: { lastDay: '2026-11-25' },
    });
    await school.call('head', 'cycles.lineManagerChanged', {
      params: { id: first },
      body: {
        ...{ personId: school.person('ta'), from: school.person('reviewer') },
        ...{ to: school.person('colleague'), on: '2026-11-26' },
      },
    });
    await school.drain();
    expect((await storyOf(school, 'leader', leaving)).place).toBe('ended');
    expect((await storyOf(school, 'colleague', staying)).title).toBe('Phonics');
    await expect(storyOf(school, 'reviewer', staying)).rejects.toMatchObject({ status: 404 });
  });
  test('plans a sorted need by the approval of its plan, and plans it anew in the next year', async () => {
    const themeId = await makeTheme(school);
    const id = await ask(school, 'admin', 'Spreadsheets');
    await school.call('leader', 'needs.triage', {
      params: { id },
      body: { level: 'individual', themeId, rank: 1 },
    });
    const step = (person: 'leader' | 'head', event: string, body: unknown = {}) =>
      school.call(person, `plans.${event}`, { params: { id: planId }, body });
    await step('leader', 'addLine', line({ themeId, needIds: [id] }));
    await step('leader', 'submit');
    expect((await storyOf(school, 'admin', id)).place).toBe('triaged');
    await step('head', 'approve');
    await school.drain();
    expect(await storyOf(school, 'admin', id)).toMatchObject({ place: 'planned', cycleId: first });

    const next = await prepareYear(school, 2027);
    await school.call('leader', 'cycles.finishSetup', { params: { id: next.cycleId } });
    await school.advance('2027-09-02T09:00');
    expect(await storyOf(school, 'admin', id)).toMatchObject({
      place: 'triaged',
      cycleId: next.cycleId,
      themeId,
    });
    const certificate = (await listOf(school, 'cook')).find((need) => need.origin === 'expiringCertificate');
    expect(certificate).toMatchObject({ wantedBy: '2027-05-01', cycleId: next.cycleId });
    expect(await school.call('leader', 'plans.one', { params: { id: planId } })).toMatchObject({
      state: 'closed',
    });
    expect(await dead()).toEqual([]);
  });
});
