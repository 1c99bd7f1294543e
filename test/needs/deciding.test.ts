import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';
import { ask, listOf, makeTheme, plantYear, storyOf } from './support/year.js';

let school: TestSchool;
let themeId: string;
let priorityId: string;
let cycleId: string;
beforeAll(async () => {
  school = await openSchool();
  ({ cycleId, priorityId } = await plantYear(school));
  themeId = await makeTheme(school);
});
afterAll(() => school.close());

const triage = (more: Record<string, unknown> = {}) => ({
  level: 'individual',
  themeId,
  priorityId,
  rank: 1,
  ...more,
});
const send = (person: PersonName, event: string, id: string, body: unknown = {}) =>
  school.call(person, `needs.${event}`, { params: { id }, body });

describe('A need that somebody asks for', () => {
  test('is passed to the CPD leader, and its person, their line manager, the leader and the head see where it is', async () => {
    const id = await ask(school, 'teacher');
    for (const person of ['teacher', 'reviewer', 'leader', 'head'] as const) {
      const story = await storyOf(school, person, id);
      expect(story).toMatchObject({
        place: 'passed',
        origin: 'ownRequest',
        personId: school.person('teacher'),
      });
      expect(story.explain).not.toBe('');
    }
    for (const person of ['colleague', 'business', 'cook', 'governor'] as const) {
      await expect(storyOf(school, person, id)).rejects.toMatchObject({ status: 404 });
    }
  });
  test('is raised once when the same request comes twice', async () => {
    const input = { body: { title: 'Phonics' }, key: 'api:twice' };
    const first = await school.call('ta', 'needs.request', input);
    const second = await school.call('ta', 'needs.request', input);
    expect(second).toMatchObject({ id: first['id'] });
    expect((await listOf(school, 'ta')).filter((need) => need.title === 'Phonics')).toHaveLength(1);
    await expect(
      school.call('ta', 'needs.request', { body: { title: 'Something else' }, key: 'api:twice' }),
    ).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });
});

describe('Sorting', () => {
  test('settles theme, priority, level and rank, and can be undone', async () => {
    const id = await ask(school, 'teacher');
    await send('leader', 'triage', id, triage({ rank: 3 }));
    expect(await storyOf(school, 'leader', id)).toMatchObject({ place: 'triaged', themeId, rank: 3 });
    await send('leader', 'undo', id);
    expect(await storyOf(school, 'leader', id)).toMatchObject({ place: 'passed', themeId: null, rank: null });
  });
  test('refuses what is not there, what makes no sense, and whoever does not lead; nothing is written', async () => {
    const id = await ask(school, 'teacher');
    const revision = (await storyOf(school, 'leader', id)).revision;
    await expect(send('leader', 'triage', id, triage({ themeId: randomUUID() }))).rejects.toMatchObject({
      code: 'unknown-theme',
    });
    await expect(send('leader', 'triage', id, triage({ priorityId: randomUUID() }))).rejects.toMatchObject({
      code: 'unknown-priority',
    });
    await expect(
      send('leader', 'triage', id, triage({ level: 'team', ownerId: randomUUID() })),
    ).rejects.toMatchObject({ code: 'unknown-person' });
    await expect(send('leader', 'triage', id, triage({ level: 'team' }))).rejects.toMatchObject({
      code: 'event-not-accepted',
    });
    await expect(send('leader', 'triage', id, triage({ rank: 0 }))).rejects.toMatchObject({
      name: 'ZodError',
    });
    await expect(send('leader', 'triage', id, { ...triage(), status: 'met' })).rejects.toMatchObject({
      name: 'ZodError',
    });
    await expect(send('teacher', 'triage', id, triage())).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(send('business', 'triage', id, triage())).rejects.toMatchObject({ code: 'not-found' });
    expect((await storyOf(school, 'leader', id)).revision).toBe(revision);
  });
});

describe('A reason', () => {
  test('for declining is read by the person once it can no longer be undone', async () => {
    const id = await ask(school, 'teacher', 'A degree in Paris');
    await send('leader', 'decline', id, { reason: 'Beyond what the school can pay this year.' });
    expect((await storyOf(school, 'leader', id)).reasons).toHaveLength(1);
    expect((await storyOf(school, 'teacher', id)).reasons).toEqual([]);
    await school.advance('2026-09-01T10:00');
    expect(await storyOf(school, 'teacher', id)).toMatchObject({
      place: 'declined',
      reasons: [{ kind: 'declined', body: 'Beyond what the school can pay this year.', by: 'Lena Frost' }],
    });
  });
  test('is kept back by the database itself, not by the page: from the person, their line manager and raw SQL', async () => {
    const words = (name: 'teacher' | 'reviewer' | 'leader' | 'head' | 'deputy', id: string) =>
      school.as(name, (tx) =>
        tx.query<{ body: string }>('select body from cpd.need_word where need_id = $1', [id]),
      );
    const id = await ask(school, 'teacher', 'A year in Rome');
    await send('leader', 'decline', id, { reason: 'First words.' });
    for (const name of ['teacher', 'reviewer'] as const) expect(await words(name, id)).toEqual([]);
    for (const name of ['leader', 'head', 'deputy'] as const) expect(await words(name, id)).toHaveLength(1);
    await send('head', 'undo', id);
    await send('leader', 'defer', id, { until: '2026-12-01', reason: 'Second words.' });
    for (const name of ['teacher', 'reviewer'] as const) expect(await words(name, id)).toEqual([]);
    await school.advance('2026-09-01T14:00');
    for (const name of ['teacher', 'reviewer'] as const) {
      expect(await words(name, id)).toEqual([{ body: 'Second words.' }]);
    }
  });
  test('about a need of those who decide waits for them like for everybody else', async () => {
    const id = await ask(school, 'leader', 'A doctorate');
    await send('head', 'decline', id, { reason: 'Let us talk about it first.' });
    expect((await storyOf(school, 'leader', id)).reasons).toEqual([]);
    await school.advance('2026-09-01T15:00');
    expect((await storyOf(school, 'leader', id)).reasons).toHaveLength(1);
  });
  test('that is taken back is never read', async () => {
    const id = await ask(school, 'teacher');
    await send('leader', 'decline', id, { reason: 'A slip of the pen.' });
    await send('leader', 'undo', id);
    await school.advance('2026-09-01T16:00');
    expect((await storyOf(school, 'teacher', id)).reasons).toEqual([]);
    expect((await storyOf(school, 'leader', id)).reasons).toEqual([]);
  });
  test('must be given', async () => {
    const id = await ask(school, 'teacher');
    await expect(send('leader', 'decline', id, {})).rejects.toMatchObject({ name: 'ZodError' });
    await expect(send('leader', 'decline', id, { reason: ' ' })).rejects.toMatchObject({ name: 'ZodError' });
    expect((await storyOf(school, 'leader', id)).place).toBe('passed');
  });
});

describe('A need that is put off', () => {
  test('comes back by itself on its day, and its person can read until when and why', async () => {
    const id = await ask(school, 'ta2');
    await expect(
      send('leader', 'defer', id, { until: '2026-08-01', reason: 'Later.' }),
    ).rejects.toMatchObject({
      code: 'event-not-accepted',
    });
    await send('leader', 'defer', id, { until: '2026-09-10', reason: 'After the new scheme is here.' });
    await school.advance('2026-09-02T08:00');
    expect(await storyOf(school, 'ta2', id)).toMatchObject({
      place: 'deferred',
      reasons: [{ kind: 'deferred', until: '2026-09-10', body: 'After the new scheme is here.' }],
    });
    await school.advance('2026-09-10T12:00');
    expect((await storyOf(school, 'ta2', id)).place).toBe('passed');
  });
});

describe('The person', () => {
  test('can withdraw their need and take that back', async () => {
    const id = await ask(school, 'admin');
    await send('admin', 'withdraw', id, { reason: 'Learnt it at the weekend.' });
    expect((await storyOf(school, 'admin', id)).place).toBe('withdrawn');
    await send('admin', 'reopen', id);
    expect((await storyOf(school, 'admin', id)).place).toBe('passed');
  });
  test('sees all their own needs with where each is and why', async () => {
    const { needs } = await school.call<{ needs: { labels: string[]; personId: string }[] }>(
      'teacher',
      'needs.mine',
    );
    expect(needs.length).toBeGreaterThan(3);
    for (const need of needs) {
      expect(need.personId).toBe(school.person('teacher'));
      expect(need.labels.length).toBeGreaterThan(0);
    }
  });
});

describe('The board', () => {
  test('filters by every side of a need and pages through them', async () => {
    const id = await ask(school, 'cook', 'Allergens in the kitchen');
    await send('leader', 'triage', id, triage({ level: 'school', rank: 2 }));
    const filters: Record<string, string>[] = [
      { place: 'triaged', personId: school.person('cook') },
      { themeId },
      { priorityId, level: 'school' },
      { staffGroup: 'catering' },
      { title: 'ALLERGENS' },
      { origin: 'ownRequest', cycleId, title: 'allergens' },
    ];
    for (const filter of filters) {
      expect((await listOf(school, 'leader', filter)).map((need) => need.id)).toEqual([id]);
    }
    expect(await listOf(school, 'leader', { place: 'met' })).toEqual([]);
    const all = await listOf(school, 'leader');
    const second = await listOf(school, 'leader', { limit: '1', offset: '1' });
    expect(second.map((need) => need.id)).toEqual([all[1]?.id]);
    await expect(listOf(school, 'leader', { limit: '5000' })).rejects.toMatchObject({ name: 'ZodError' });
    await expect(listOf(school, 'leader', { place: 'lost' })).rejects.toMatchObject({ name: 'ZodError' });
  });
  test('counts needs and people by theme', async () => {
    const { themes } = await school.call<{ themes: { theme: string | null; needs: number }[] }>(
      'leader',
      'needs.byTheme',
    );
    expect(themes[0]).toMatchObject({ theme: 'Early reading', needs: 1, people: 1 });
    expect(themes.at(-1)).toMatchObject({ theme: null });
  });
});
