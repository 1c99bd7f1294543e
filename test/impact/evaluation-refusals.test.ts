import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openSchool, plant } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';
import { EVIDENCE, evaluationOf, plantYear, REACTION } from './support/evaluations.js';

let school: TestSchool;
let id: string;
let other: Awaited<ReturnType<typeof plant>>;
const send = (name: PersonName, event: string, body: object = {}) =>
  school.call(name, `evaluations.${event}`, { params: { id }, body });
const attempt = (name: PersonName, sql: string, values: unknown[] = []): Promise<number | string> =>
  school
    .as(name, async (tx) => (await tx.query(`${sql} returning 1`, values)).length)
    .catch((error: { code: string }) => error.code);
const count = async (): Promise<number> =>
  Number(
    (
      await school.look.query(`select (select count(*) from cpd.evaluation_response)
        + (select count(*) from cpd.evaluation_evidence) + (select count(*) from cpd.evaluation_judgement) as n`)
    ).rows[0].n,
  );

describe('what evaluations refuse', () => {
  beforeAll(async () => {
    school = await openSchool();
    other = await plant(school.look, 'Hill Top Primary', '654321');
    await plantYear(school);
    id = await evaluationOf(school, 'teacher');
  });
  afterAll(() => school.close());

  it('refuses wrong answers before anything is written', async () => {
    const before = await count();
    const wrong: [string, object][] = [
      ['giveReaction', { ...REACTION, worth: 0 }],
      ['giveReaction', { ...REACTION, worth: 3.5 }],
      ['giveReaction', { ...REACTION, said: 'x'.repeat(4001) }],
      ['giveReaction', { ...REACTION, said: 'bell \u0007' }],
      ['giveReaction', { ...REACTION, more: true }],
      ['describeApplication', { use: 'daily' }],
      ['giveEvidence', { ...EVIDENCE, link: null }],
      ['giveEvidence', { ...EVIDENCE, link: 'javascript:alert(1)' }],
      ['giveEvidence', { ...EVIDENCE, level: 2 }],
      ['judge', { outcome: 'met', why: ' ' }],
      ['stateBaseline', { outcome: 'x', forWhom: 'y', baselineNumber: 3, evidencePlanned: 'z' }],
      ['stateBaseline', { outcome: 'x', forWhom: 'y', evidencePlanned: 'z' }],
      ['addFollowUp', { kind: 'task', title: 'x', forPersonId: school.person('ta') }],
      ['pause', { from: '31/12/2026' }],
    ];
    for (const [event, body] of wrong) await expect(send('teacher', event, body)).rejects.toThrow(/./);
    expect(await count()).toBe(before);
  });

  it('refuses what is for somebody else, and writes nothing', async () => {
    const before = await count();
    await expect(send('teacher', 'judge', { outcome: 'met', why: 'Mine' })).rejects.toMatchObject({
      code: 'not-permitted',
    });
    await expect(send('colleague', 'giveReaction', REACTION)).rejects.toMatchObject({ code: 'not-found' });
    await expect(send('business', 'giveReaction', REACTION)).rejects.toMatchObject({ code: 'not-found' });
    await expect(
      send('teacher', 'giveReaction', { ...REACTION, personId: school.person('ta') }),
    ).rejects.toMatchObject({ code: 'not-taken-part' });
    await expect(send('reviewer', 'judge', { outcome: 'met', why: 'Too soon' })).rejects.toMatchObject({
      code: 'event-not-accepted',
    });
    await expect(send('leader', 'reassign', { to: school.person('teacher') })).rejects.toMatchObject({
      code: 'own-judgement',
    });
    await expect(send('leader', 'reassign', { to: other.people.ta })).rejects.toMatchObject({
      code: 'unknown-person',
    });
    await expect(
      school.call('leader', 'evaluations.startForGroup', { body: { activityId: id } }),
    ).rejects.toMatchObject({ code: 'not-found' });
    expect(await count()).toBe(before);
  });

  it('lets nobody judge their own training, whatever post they hold', async () => {
    const own = await evaluationOf(school, 'leader', { mode: 'light', lineManager: 'head' });
    const call = (event: string, body: object) =>
      school.call('leader', `evaluations.${event}`, { params: { id: own }, body });
    await call('giveReaction', REACTION);
    await school.advance('2026-11-16T09:00');
    await call('describeApplication', { use: 'always' });
    await expect(call('judge', { outcome: 'met', why: 'Of course' })).rejects.toMatchObject({
      code: 'own-judgement',
    });
    expect(
      await attempt(
        'leader',
        `insert into cpd.evaluation_judgement (id, school_id, evaluation_id, kind, outcome, why, by_person, at)
          values (gen_random_uuid(), auth.school(), $1, 'judged', 'met', 'x', auth.person(), now())`,
        [own],
      ),
    ).toBe('42501');
  });

  it('shows each reader by raw SQL what the table of confidentiality gives them, and nobody another school’s', async () => {
    const marked = await evaluationOf(school, 'ta', { activity: 'Marks' });
    const of = { params: { id: marked } };
    await school.call('ta', 'evaluations.giveReaction', {
      ...of,
      body: { ...REACTION, said: 'MARK-reaction' },
    });
    await school.call('ta', 'evaluations.addEvidence', {
      ...of,
      body: { ...EVIDENCE, about: 'MARK-evidence' },
    });
    await school.call('leader', 'evaluations.addFollowUp', {
      ...of,
      body: { kind: 'need', title: 'MARK-follow', forPersonId: school.person('ta') },
    });
    const marksOf = (name: PersonName) =>
      school.as(name, async (tx) => {
        const seen = new Set<string>();
        for (const table of ['evaluation_response', 'evaluation_evidence', 'evaluation_follow_up']) {
          const rows = await tx.query<{ text: string }>(`select t::text as text from cpd.${table} t`);
          for (const { text } of rows) for (const mark of text.match(/MARK-\w+/g) ?? []) seen.add(mark);
        }
        return [...seen].sort();
      });
    const all = ['MARK-evidence', 'MARK-follow', 'MARK-reaction'];
    for (const name of ['ta', 'reviewer', 'leader', 'head'] as const)
      expect(await marksOf(name)).toEqual(all);
    for (const name of ['teacher', 'colleague', 'business', 'admin', 'governor', 'cook'] as const)
      expect(await marksOf(name)).toEqual([]);
    await school.call('leader', 'evaluations.reassign', { ...of, body: { to: school.person('colleague') } });
    expect(await marksOf('colleague')).toEqual(all);
    expect(await marksOf('reviewer')).toEqual([]);
    const elsewhere = await school.unit.run({ kind: 'token', token: other.tokens.head }, (tx) =>
      tx.query('select 1 from cpd.evaluation'),
    );
    expect(elsewhere).toEqual([]);
  });

  it('takes no write past the operations', async () => {
    const response = `insert into cpd.evaluation_response (id, school_id, evaluation_id, stage, person_id, of_group, worth,
      learnt, support, written_by, written_at) values (gen_random_uuid(), auth.school(), $1, 'reaction', $2, false, 1, 1, 1,
      auth.person(), now())`;
    expect(await attempt('colleague', response, [id, school.person('colleague')])).toBe('42501');
    expect(await attempt('teacher', response, [id, school.person('ta')])).toBe('42501');
    const insert = `insert into cpd.evaluation (id, school_id, cycle_id, activity_id, held_on, due_on, started_at)
      select gen_random_uuid(), school_id, cycle_id, activity_id, held_on, due_on, started_at from cpd.evaluation where id = $1`;
    expect(await attempt('leader', insert, [id])).toBe('42501');
    expect(await attempt('teacher', `delete from cpd.evaluation where id = $1`, [id])).toBe('42501');
    expect(await attempt('colleague', `update cpd.evaluation set outcome = 'x' where id = $1`, [id])).toBe(0);
  });
});
