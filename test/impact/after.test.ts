import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { levelReached, seen } from '../../src/impact/index.js';
import type { LevelFacts } from '../../src/impact/index.js';
import { sampleOf } from '../../src/impact/after/sampling.service.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';
import { CYCLE, evaluationOf, plantYear } from './support/evaluations.js';

let school: TestSchool;
let teacher: string;
let ta: string;
beforeAll(async () => {
  school = await openSchool();
  await plantYear(school);
  teacher = await evaluationOf(school, 'teacher');
  ta = await evaluationOf(school, 'ta');
});
afterAll(() => school.close());

describe('a sample of judgements', () => {
  it('is drawn by the CPD leader, and its evaluations will be moderated', async () => {
    const body = { percent: 50, seed: 'spring' };
    const draw = (name: 'leader' | 'teacher') =>
      school.call<{ of: number; drawn: string[] }>(name, 'evaluations.drawSample', {
        params: { id: CYCLE },
        body,
      });
    await expect(draw('teacher')).rejects.toMatchObject({ code: 'not-permitted' });
    const { of, drawn } = await draw('leader');
    expect([of, drawn.length]).toEqual([2, 1]);
    const sampled = await school.look.query(
      `select id from engine.instance where chart = 'impact' and snapshot #>> '{context,sampled}' = 'true'`,
    );
    expect(sampled.rows.map((it: { id: string }) => it.id)).toEqual(drawn);
  });

  it('is the same for the same seed in any order, holds one of each kind, and is as large as asked', () => {
    const rows = fc.uniqueArray(
      fc.record({ id: fc.uuid(), kind: fc.constantFrom('course', 'coaching', 'inset') }),
      { selector: (it) => it.id, maxLength: 40 },
    );
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 100 }), fc.string(), (all, percent, seed) => {
        const drawn = sampleOf(all, percent, seed);
        expect(new Set(sampleOf([...all].reverse(), percent, seed))).toEqual(new Set(drawn));
        const kinds = (ids: readonly string[]) =>
          new Set(all.filter((it) => ids.includes(it.id)).map((it) => it.kind));
        expect(kinds(drawn)).toEqual(kinds(all.map((it) => it.id)));
        expect(drawn.length).toBe(Math.max(Math.ceil((all.length * percent) / 100), kinds(drawn).size));
      }),
    );
  });
});

describe('levels', () => {
  const nothing: LevelFacts = {
    ...{
      worth: null,
      learnt: null,
      support: null,
      use: null,
      seenUse: null,
      outcome: null,
      evidenced: false,
    },
  };
  it('say nothing where nothing is known, and do not follow from one another', () => {
    expect(levelReached(nothing)).toBeNull();
    expect(levelReached({ ...nothing, worth: 2 })).toBe(0);
    expect(levelReached({ ...nothing, worth: 1, seenUse: 'often' })).toBe(4);
    expect(seen(2, { ...nothing, worth: 5 })).toBeNull();
  });
  it('believe the line manager before the person, and an outcome only with something to look at', () => {
    expect(seen(4, { ...nothing, use: 'always', seenUse: 'notYet' })).toBe(false);
    expect(seen(4, { ...nothing, use: 'always' })).toBe(true);
    expect(seen(5, { ...nothing, outcome: 'met' })).toBe(false);
    expect(seen(5, { ...nothing, outcome: 'met', evidenced: true })).toBe(true);
    expect(seen(5, { ...nothing, outcome: 'tooEarly', evidenced: true })).toBeNull();
  });
});

describe('an example that may be told', () => {
  const agree = (name: 'teacher' | 'colleague', id: string) =>
    school.call(name, 'evaluations.agreeToExample', {
      params: { id },
      body: { words: 'We read aloud each day.' },
    });
  const open = (name: 'leader' | 'colleague' | 'governor' | 'reviewer') =>
    school.as(name, async (tx) => (await tx.query('select 1 from cpd.evaluation_example')).length);

  it('is for the person alone to agree to, and for those who write the report to read', async () => {
    await expect(agree('colleague', teacher)).rejects.toMatchObject({ code: 'not-found' });
    await agree('teacher', teacher);
    expect(await open('leader')).toBe(1);
    for (const name of ['colleague', 'governor', 'reviewer'] as const) expect(await open(name)).toBe(0);
  });

  it('is gone for everybody else when consent is taken back', async () => {
    await school.call('teacher', 'evaluations.withdrawExample', { params: { id: teacher } });
    expect(await open('leader')).toBe(0);
    await expect(
      school.call('teacher', 'evaluations.withdrawExample', { params: { id: teacher } }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('what follows', () => {
  it('stands on the list of whoever it is for, what is due first first, until it is done', async () => {
    const add = (title: string, dueOn: string) =>
      school.call<{ id: string }>('leader', 'evaluations.addFollowUp', {
        params: { id: ta },
        body: { kind: 'task', title, forPersonId: school.person('ta'), dueOn },
      });
    await add('Later', '2026-12-01');
    const { id } = await add('Sooner', '2026-11-01');
    const mine = async () =>
      (await school.call<{ followUps: { title: string }[] }>('ta', 'evaluations.myFollowUps')).followUps.map(
        (it) => it.title,
      );
    expect(await mine()).toEqual(['Sooner', 'Later']);
    await school.call('ta', 'evaluations.followUpDone', { params: { id } });
    expect(await mine()).toEqual(['Later']);
    expect(
      (await school.call<{ followUps: object[] }>('teacher', 'evaluations.myFollowUps')).followUps,
    ).toEqual([]);
  });
});
