import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idFrom } from '../../src/platform/ids.js';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';
import { plantRecords, startReport, untilWithHead } from './support/year.js';

describe('the new tables, by raw SQL', () => {
  let school: TestSchool;
  let id: string;
  let evaluation: string;
  beforeAll(async () => {
    school = await openSchool();
    await plantRecords(school);
    id = await startReport(school);
    const course = idFrom('test', 'activity', school.id, 'Phonics course');
    evaluation = idFrom('test', 'evaluation', idFrom('test', 'booking', course, 'teacher'));
    await school.look.query(
      `insert into cpd.evaluation_example (evaluation_id, person_id, school_id, words, agreed_at) values ($1, $2, $3, 'x', now())`,
      [evaluation, school.person('teacher'), school.id],
    );
    await school.look.query(
      `insert into cpd.hourly_rate (school_id, staff_group, from_on, pence, set_by, set_at)
        values ($1, 'teacher', '2026-09-01', 3000, $2, now())`,
      [school.id, school.person('head')],
    );
    await school.call('leader', 'reports.draft', { params: { id } });
    await school.drain();
  });
  afterAll(() => school.close());

  const sees = (name: PersonName, table: string): Promise<number> =>
    school.as(name, async (tx) => (await tx.query(`select 1 from cpd.${table}`)).length);
  const code = (name: PersonName, sql: string, values: unknown[]): Promise<string> =>
    school
      .as(name, (tx) => tx.query(sql, values))
      .then(
        () => 'written',
        (error: { code: string }) => error.code,
      );

  it.each([
    [
      'evaluation_example',
      ['teacher', 'leader', 'head'],
      ['colleague', 'governor', 'business', 'reviewer', 'cook'],
    ],
    ['hourly_rate', ['leader', 'head', 'business'], ['teacher', 'governor', 'cook', 'reviewer', 'admin']],
    ['report_edition', ['leader', 'head', 'deputy'], ['teacher', 'governor', 'business', 'cook']],
  ] as const)('%s is read by those whom it concerns', async (table, readers, others) => {
    for (const name of readers) expect([name, await sees(name, table)]).toEqual([name, 1]);
    for (const name of others) expect([name, await sees(name, table)]).toEqual([name, 0]);
  });

  it('are written by nobody else, and changed by nobody after', async () => {
    const erratum = `insert into cpd.report_erratum (report_id, edition, school_id, words, written_by, written_at)
      values ($1, 9, auth.school(), 'w', auth.person(), now())`;
    for (const name of ['teacher', 'governor', 'deputy'] as const)
      expect([name, await code(name, erratum, [id])]).toEqual([name, '42501']);
    const edition = `insert into cpd.report_edition (report_id, edition, school_id, data_version, computed_at)
      values ($1, 9, auth.school(), 'v', now())`;
    expect(await code('leader', edition, [id])).toBe('42501');
    const rate = `insert into cpd.hourly_rate (school_id, staff_group, from_on, pence, set_by, set_at)
      values (auth.school(), 'site', '2026-09-01', 1, auth.person(), now()) returning $1::uuid`;
    expect(await code('teacher', rate, [id])).toBe('42501');
    const quality = `insert into cpd.quality_afterwards (activity_id, school_id, part, mark, answered_by, answered_at)
      values ($1, auth.school(), 'evidence', 'yes', auth.person(), now())`;
    const course = idFrom('test', 'activity', school.id, 'Phonics course');
    expect(await code('teacher', quality, [course])).toBe('42501');
    const example = `update cpd.evaluation_example set words = 'changed' where evaluation_id = $1 returning 1`;
    expect(await school.as('leader', async (tx) => (await tx.query(example, [evaluation])).length)).toBe(0);
    expect(await code('leader', 'update cpd.report_edition set data_version = $1', ['x'])).toBe('42501');
    expect(await code('leader', 'delete from cpd.report_erratum where report_id = $1', [id])).toBe('42501');
  });
});

describe('a section behind the first nine', () => {
  it('can be asked about by the head and is answered like any other', async () => {
    const school = await openSchool();
    try {
      await plantRecords(school);
      const id = await startReport(school);
      await untilWithHead(school, id);
      const send = (name: PersonName, event: string, body: object = {}) =>
        school.call(name, `reports.${event}`, { params: { id }, body });
      await send('head', 'ask', { section: 'valueForMoney', question: 'Why so much for conferences?' });
      await send('head', 'sendBack');
      await send('leader', 'answer', { section: 'valueForMoney', answer: 'Two of them only.' });
      const { sections } = await school.call<{ sections: { section: string }[] }>('head', 'reports.view', {
        params: { id },
      });
      expect(sections.map((it) => it.section)).toContain('valueForMoney');
      const { rows } = await school.look.query('select answer from cpd.report_question');
      expect(rows).toEqual([{ answer: 'Two of them only.' }]);
    } finally {
      await school.close();
    }
  });
});
