import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { YearNeeds } from '../../src/needs/index.js';
import { totalsOf } from '../../src/needs/need-totals.js';
import { checkInvariants } from '../../src/engine/index.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';
import { ask, listOf, makeTheme, plantYear, storyOf } from './support/year.js';

let school: TestSchool;
let cycleId: string;
let themeId: string;
const PEOPLE = 400;

beforeAll(async () => {
  school = await openSchool();
  ({ cycleId } = await plantYear(school));
  themeId = await makeTheme(school);
  await school.look.query(
    `insert into cpd.person (id, school_id, forename, surname, staff_group, line_manager_id, starts_on)
      select gen_random_uuid(), $1, 'Person', 'No ' || n, 'midday', $2, '2020-09-01' from generate_series(1, ${PEOPLE}) n`,
    [school.id, school.person('reviewer')],
  );
});
afterAll(() => school.close());

interface Outcome {
  readonly done: string[];
  readonly refused: { id: string; code: string }[];
}
const decide = (ids: readonly string[], decision: Record<string, unknown>, key?: string) =>
  school.call<Outcome>('leader', 'needs.decideMany', { body: { ids, decision }, ...(key ? { key } : {}) });
const triage = { event: 'TRIAGE', level: 'school', rank: 1 };

describe(`${PEOPLE} needs at once`, () => {
  let ids: string[];
  test('are raised, sorted and undone, each with its own record', async () => {
    const raised = await school.call('leader', 'needs.raiseForMany', {
      body: { title: 'Allergens', origin: 'statutory', staffGroups: ['midday'] },
    });
    expect(raised).toEqual({ people: PEOPLE, raised: PEOPLE });
    const first = await listOf(school, 'leader', { title: 'Allergens' });
    const second = await listOf(school, 'leader', { title: 'Allergens', offset: '200' });
    ids = [...first, ...second].map((need) => need.id);
    expect(new Set(ids).size).toBe(PEOPLE);
    const sorted = await decide(ids, { ...triage, themeId }, 'api:bulk');
    expect(sorted.refused).toEqual([]);
    expect(sorted.done).toEqual(ids);
    expect(await decide(ids, { ...triage, themeId }, 'api:bulk')).toEqual(sorted);
    const { themes } = await school.call<{ themes: unknown[] }>('leader', 'needs.byTheme', {
      query: { title: 'Allergens' },
    });
    expect(themes).toEqual([{ themeId, theme: 'Early reading', needs: PEOPLE, people: PEOPLE }]);
    expect((await decide(ids, { event: 'UNDO' })).done).toHaveLength(PEOPLE);
    expect(await listOf(school, 'leader', { place: 'triaged' })).toEqual([]);
  }, 60_000);
  test('answer one by one: what one refuses stops no other', async () => {
    const [one = '', two = '', three = ''] = ids;
    await decide([two], { event: 'DECLINE', reason: 'Not this year.' });
    const lost = randomUUID();
    const outcome = await decide([one, two, lost, three], {
      event: 'DEFER',
      until: '2026-12-01',
      reason: 'Later.',
    });
    expect(outcome).toMatchObject({
      done: [one, three],
      refused: [
        { id: two, code: 'event-not-accepted' },
        { id: lost, code: 'not-found' },
      ],
    });
    expect((await decide([one, two, three], { event: 'UNDO' })).done).toEqual([one, two, three]);
  });
  test('are refused as a whole when the request makes no sense', async () => {
    const [one = ''] = ids;
    await expect(decide([one, one], { event: 'UNDO' })).rejects.toMatchObject({ name: 'ZodError' });
    await expect(decide([], { event: 'UNDO' })).rejects.toMatchObject({ name: 'ZodError' });
    await expect(decide([one], { event: 'MET' })).rejects.toMatchObject({ name: 'ZodError' });
    await expect(decide([one], { event: 'DECLINE' })).rejects.toMatchObject({ name: 'ZodError' });
  });
});

describe('The same need of several people', () => {
  test('is merged into a group in which each keeps its own state', async () => {
    const [a, b] = [await ask(school, 'ta', 'Phonics'), await ask(school, 'ta2', 'Phonics again')];
    const merged = await school.call<Outcome & { groupId: string }>('leader', 'needs.merge', {
      body: { ids: [a, b], title: 'Phonics' },
    });
    expect(merged.done).toEqual([a, b]);
    await school.call('ta', 'needs.withdraw', { params: { id: a } });
    const group = await listOf(school, 'leader', { groupId: merged.groupId });
    expect(group.map(({ id, place }) => [id, place]).sort()).toEqual(
      [
        [a, 'withdrawn'],
        [b, 'passed'],
      ].sort(),
    );
    await school.call('leader', 'needs.ungroup', { params: { id: b } });
    expect((await storyOf(school, 'leader', b)).groupId).toBeNull();
    await expect(
      school.call('leader', 'needs.group', { params: { id: b }, body: { groupId: randomUUID() } }),
    ).rejects.toMatchObject({ code: 'unknown-group' });
    await expect(
      school.call('reviewer', 'needs.merge', { body: { ids: [a, b], title: 'Mine' } }),
    ).rejects.toMatchObject({ code: '42501' });
  });
  test('is ranked by the order in which the leader puts them, once they are sorted', async () => {
    const [a, b] = [await ask(school, 'teacher', 'One'), await ask(school, 'teacher', 'Two')];
    const rank = (ids: string[]) => school.call<Outcome>('leader', 'needs.rankMany', { body: { ids } });
    expect((await rank([b, a])).refused.map(({ code }) => code)).toEqual(['not-sorted', 'not-sorted']);
    await decide([a, b], { ...triage, themeId, rank: 9 });
    expect((await rank([b, a])).done).toEqual([b, a]);
    const ranked = await listOf(school, 'leader', { themeId, personId: school.person('teacher') });
    expect(ranked.map(({ id, rank: at }) => [id, at])).toEqual([
      [b, 1],
      [a, 2],
    ]);
  });
});

describe('A colleague who is strong at it', () => {
  test('is found by the leader, never by others, and never the person themselves', async () => {
    await school.look.query(`set session_replication_role = replica`);
    for (const name of ['colleague', 'teacher'] as const) {
      await school.look.query(
        `insert into cpd.strength (school_id, assessment_id, person_id, framework, standard, since)
          values ($1, gen_random_uuid(), $2, 'TS2011', 'TS3', now())`,
        [school.id, school.person(name)],
      );
    }
    await school.look.query(`set session_replication_role = origin`);
    const id = await ask(school, 'teacher', 'Subject knowledge', {
      framework: 'TS2011',
      standards: ['TS3', 'TS4'],
    });
    expect(await school.call('leader', 'needs.whoCanHelp', { params: { id } })).toEqual({
      colleagues: [{ personId: school.person('colleague'), person: 'Cole Marsh', standards: ['TS3'] }],
    });
    await expect(school.call('teacher', 'needs.whoCanHelp', { params: { id } })).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });
});

describe('Totals', () => {
  const row = (staffGroup: string, n: number, place: 'met' | 'passed' | 'declined' = 'passed') => ({
    ...{ staffGroup, personId: `${staffGroup}-${n}`, place },
  });
  const many = (staffGroup: string, n: number, place: 'met' | 'passed' | 'declined' = 'passed') =>
    Array.from({ length: n }, (_, at) => row(staffGroup, at, place));
  test('are exact for those who lead, merged and hidden for others', () => {
    const rows = [
      ...many('teacher', 9),
      ...many('teacher', 7, 'met'),
      ...many('site', 2),
      ...many('catering', 3),
    ];
    expect(totalsOf(rows, true)).toContainEqual({
      ...{ staff: ['support', 'site'], people: 2, met: 0, waiting: 2, declined: 0 },
    });
    expect(totalsOf(rows, false)).toEqual([
      { staff: ['support'], people: 5, met: 0, waiting: 5, declined: 0 },
      { staff: ['teaching', 'teacher'], people: 9, met: 7, waiting: 9, declined: 0 },
    ]);
    expect(totalsOf([...rows, row('teacher', 1, 'declined')], false)).toContainEqual({
      ...{ staff: ['teaching', 'teacher'], people: 9, met: null, waiting: 9, declined: null },
    });
  });
  test('are for those who lead and govern', async () => {
    const seen = await school.call<{ totals: { people: number }[] }>('governor', 'needs.totals', {
      query: { cycleId },
    });
    for (const total of seen.totals) expect(total.people).toBeGreaterThanOrEqual(5);
    await expect(school.call('teacher', 'needs.totals', { query: { cycleId } })).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });
});

describe('The end of the year', () => {
  test('carries what is not met into the next one, with what was decided; what is settled stays', async () => {
    const next = await plantYear(school, 2027);
    const open = await ask(school, 'admin', 'Spreadsheets', { cycleId });
    await decide([open], { ...triage, themeId, rank: 4 });
    const settled = await ask(school, 'admin', 'Typing', { cycleId });
    await school.call('admin', 'needs.withdraw', { params: { id: settled } });
    const needs = school.app.get(YearNeeds, { strict: false });
    for (let twice = 0; twice < 2; twice++) {
      const told: { to: string; event: { type: string } }[] = [];
      await school.unit.run(school.system, (tx) =>
        needs.carryOver(
          {
            ...{
              tx,
              at: tx.at,
              effect: 'test',
              start: () => undefined,
              tell: (to, event) => told.push({ to, event }),
            },
            instance: {
              id: cycleId,
              tenant: school.id,
              chart: 'cycle',
              version: 1,
              key: '',
              context: {},
              state: '',
            },
          },
          cycleId,
        ),
      );
      expect(told.some(({ to }) => to === open)).toBe(twice === 0);
      expect(told.some(({ to }) => to === settled)).toBe(false);
      for (const { to, event } of told) await school.engine.send(school.system, to, event);
    }
    expect(await storyOf(school, 'admin', open)).toMatchObject({
      cycleId: next.cycleId,
      themeId,
      rank: 4,
      carried: 1,
    });
    expect((await storyOf(school, 'admin', settled)).cycleId).toBe(cycleId);
  }, 60_000);
  test('leaves every record as its log says', async () => {
    expect((await checkInvariants(school.engine, school.system)).filter(({ ok }) => !ok)).toEqual([]);
  }, 60_000);
});
