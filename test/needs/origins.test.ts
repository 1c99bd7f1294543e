import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { YearNeeds } from '../../src/needs/index.js';
import { AnnexReceivers } from '../../src/reviews/index.js';
import { idFrom } from '../../src/platform/ids.js';
import { startReviews, tablesThatHold, untilShared } from '../reviews/support/review-year.js';
import { openSchool, PEOPLE } from '../support/school.js';
import type { TestSchool } from '../support/school.js';
import { listOf, plantYear, storyOf } from './support/year.js';
import type { Line } from './support/year.js';

let school: TestSchool;
let cycleId: string;
beforeAll(async () => {
  school = await openSchool();
  ({ cycleId } = await plantYear(school, 2026, idFrom('test-cycle', '2026')));
});
afterAll(() => school.close());

const STAFF = Object.values(PEOPLE).filter((person) => person.group !== null).length;
const all = (origin: string) => listOf(school, 'leader', { origin });
const raise = (body: Record<string, unknown>, key?: string) =>
  school.call<{ people: number; raised: number }>('leader', 'needs.raiseForMany', {
    body: { title: 'Keeping children safe', ...body },
    ...(key ? { key } : {}),
  });

/** Does something as a command of a record would, and starts what it ordered. */
async function asCommand(work: Parameters<typeof inCommand>[1]): Promise<void> {
  await inCommand(school, work);
}
async function inCommand(
  here: TestSchool,
  work: (context: Parameters<YearNeeds['raiseExpiring']>[0]) => Promise<void>,
): Promise<void> {
  const starts: { chart: string; id: string; key: string; input: Readonly<Record<string, unknown>> }[] = [];
  await here.unit.run(here.system, async (tx) => {
    const instance = {
      id: randomUUID(),
      tenant: here.id,
      chart: 'test',
      version: 1,
      key: 'k',
      context: {},
      state: 's',
    };
    await work({
      ...{ tx, at: tx.at, instance, effect: 'test' },
      start: (chart, request) => void starts.push({ chart, ...request }),
      tell: () => undefined,
    });
    for (const { chart, ...request } of starts) await here.engine.startIn(tx, chart, request);
  });
}

describe('A need comes', () => {
  test('from the annex of an agreed review, with nothing else of the review', async () => {
    const { ta: review = '' } = await startReviews(school, ['ta']);
    await untilShared(school, review, 'reviewer', {
      objective: 'SECRET-OBJECTIVE',
      summary: 'SECRET-SUMMARY',
      need: 'Leading guided reading',
    });
    await school.call('ta', 'reviews.agree', { params: { id: review } });
    await school.call('reviewer', 'reviews.agree', { params: { id: review } });
    await school.advance('2026-09-12T09:00');
    const [need, ...others] = await all('annex');
    expect(others).toEqual([]);
    expect(need).toMatchObject({
      title: 'Leading guided reading',
      personId: school.person('ta'),
      place: 'passed',
      cycleId,
    });
    for (const secret of ['SECRET-OBJECTIVE', 'SECRET-SUMMARY']) {
      expect(
        (await tablesThatHold(school, secret)).filter((table) => !table.startsWith('confidential.')),
      ).toEqual([]);
    }
    expect((await storyOf(school, 'reviewer', need?.id ?? '')).title).toBe('Leading guided reading');
  });
  test('once from one annex item, however often it is delivered', async () => {
    const item = {
      ...{
        annexNeedId: randomUUID(),
        cycleId,
        personId: school.person('ta2'),
        title: 'Phonics',
        outcome: '',
      },
      ...{ framework: 'TA2016', standards: ['2'], standardsId: randomUUID(), gapId: randomUUID() },
      origin: 'standardsGap' as const,
    };
    const receiver = school.app.get(AnnexReceivers, { strict: false });
    await asCommand((context) => receiver.raiseNeeds(context, [item]));
    await asCommand((context) => receiver.raiseNeeds(context, [item]));
    expect(await all('standardsGap')).toMatchObject([{ title: 'Phonics' }]);
  });
  test('from the leader, for the whole staff at once: everybody gets a record of their own', async () => {
    expect(await raise({ origin: 'statutory' }, 'api:all')).toEqual({ people: STAFF, raised: STAFF });
    // The same key: the same answer, and nobody's need is raised twice.
    expect(await raise({ origin: 'statutory' }, 'api:all')).toEqual({ people: STAFF, raised: STAFF });
    const raised = await all('statutory');
    expect(raised).toHaveLength(STAFF);
    expect(new Set(raised.map((need) => need.personId)).size).toBe(STAFF);
    expect((await listOf(school, 'cook')).map((need) => need.origin)).toEqual(['statutory']);
  });
  test('from self-evaluation, the improvement plan and national initiatives, for groups and people that are named', async () => {
    expect(await raise({ origin: 'national', staffGroups: ['teachingAssistant'] })).toMatchObject({
      people: 2,
    });
    expect(await raise({ origin: 'selfEvaluation', people: [school.person('admin')] })).toMatchObject({
      people: 1,
    });
    expect(
      await raise({ origin: 'improvementPlan', people: [school.person('ta')], staffGroups: ['catering'] }),
    ).toMatchObject({ people: 2 });
    expect((await all('national')).map((need) => need.personId).sort()).toEqual(
      [school.person('ta'), school.person('ta2')].sort(),
    );
  });
  test('from an induction, by how somebody is employed, once a year', async () => {
    const needs = school.app.get(YearNeeds, { strict: false });
    const joiner = (person: 'colleague' | 'teacher' | 'admin', standing: 'ect' | 'employee' | 'shortTerm') =>
      asCommand((context) =>
        needs.raiseForJoiner(context, { cycleId, personId: school.person(person), standing }),
      );
    await joiner('colleague', 'ect');
    await joiner('colleague', 'ect');
    await joiner('admin', 'shortTerm');
    const mine = (await listOf(school, 'colleague')).map((need) => need.title);
    expect(mine).toContain('Two-year induction for early-career teachers');
    expect(new Set(mine).size).toBe(mine.length);
    expect((await listOf(school, 'admin')).filter((need) => need.origin === 'induction')).toEqual([]);
  });
  test('from a certificate before it expires, at once or when the year opens, and never twice', async () => {
    const record = (title: string, awardedOn: string, expiresOn: string | null) =>
      school.call('leader', 'certificates.record', {
        body: { personId: school.person('cook'), title, awardedOn, expiresOn },
      });
    await record('Food hygiene', '2024-02-01', '2027-02-01');
    await record('First aid', '2025-09-01', '2029-09-01');
    await record('Driving', '2001-01-01', null);
    const expected = [
      { title: 'Renew: Food hygiene', wantedBy: '2027-02-01', personId: school.person('cook') },
    ];
    expect(await all('expiringCertificate')).toMatchObject(expected);
    const needs = school.app.get(YearNeeds, { strict: false });
    await asCommand((context) => needs.raiseExpiring(context, cycleId));
    expect(await all('expiringCertificate')).toMatchObject(expected);
  });
  test('not from a certificate that a newer one has replaced', async () => {
    const record = (awardedOn: string, expiresOn: string) =>
      school.call('leader', 'certificates.record', {
        body: { personId: school.person('business'), title: 'Fire warden', awardedOn, expiresOn },
      });
    await record('2026-03-01', '2030-03-01');
    await record('2023-03-01', '2027-03-01');
    const titles = (await all('expiringCertificate')).map((need: Line) => need.title);
    expect(titles).not.toContain('Renew: Fire warden');
    await expect(record('2026-03-01', '2026-02-01')).rejects.toMatchObject({ code: 'dates' });
  });
});

describe('Raising for others is refused', () => {
  test('to whoever does not lead, for people who are not here, for nobody, and without a title', async () => {
    await expect(
      school.call('reviewer', 'needs.raiseForMany', { body: { title: 'x', origin: 'statutory' } }),
    ).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(raise({ origin: 'statutory', people: [randomUUID()] })).rejects.toMatchObject({
      code: 'nobody',
    });
    await expect(
      raise({ origin: 'statutory', people: [randomUUID(), school.person('ta')] }),
    ).rejects.toMatchObject({ code: 'unknown-person' });
    await expect(raise({ origin: 'statutory', people: [school.person('governor')] })).rejects.toMatchObject({
      code: 'nobody',
    });
    await expect(raise({ origin: 'annex' })).rejects.toMatchObject({ name: 'ZodError' });
    await expect(raise({ origin: 'statutory', title: '' })).rejects.toMatchObject({ name: 'ZodError' });
    await expect(raise({ origin: 'statutory', cycleId: randomUUID() })).rejects.toMatchObject({
      code: 'unknown-cycle',
    });
    await expect(
      school.call('governor', 'needs.request', { body: { title: 'Governing' } }),
    ).resolves.toMatchObject({ state: expect.stringContaining('passed') });
  });
});
