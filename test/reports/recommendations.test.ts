import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReportDocument } from '../../src/reports/index.js';
import { candidatesOf } from '../../src/reports/recommendations/candidates.js';
import { idFrom } from '../../src/platform/ids.js';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';
import { plantRecords, startReport } from './support/year.js';
import { emptyReport, figureView, sectionWith } from './support/report-view.js';

describe('what the figures suggest', () => {
  const suggested = (parts: { path: string[]; value: number; of: number }[]) =>
    candidatesOf({
      ...emptyReport,
      sections: [
        sectionWith('stopKeepChange', [
          figureView('metByKind', { unit: 'evaluations', title: 'Outcomes met', value: 1, of: 2, parts }),
        ]),
      ],
    }).map(({ kind, code }) => [kind, code]);

  it('is to keep what mostly works and to stop what hardly does, from five cases up', () => {
    expect(
      suggested([
        { path: ['coaching'], value: 8, of: 10 },
        { path: ['course'], value: 1, of: 6 },
        { path: ['mentoring'], value: 0, of: 4 },
        { path: ['conference'], value: 3, of: 6 },
      ]),
    ).toEqual([
      ['stop', 'stop:metByKind:course'],
      ['keep', 'keep:metByKind:coaching'],
    ]);
  });

  it('is nothing where nothing is known', () => {
    const unknown = figureView('metByKind', { value: null, reason: 'Nothing was judged.' });
    expect(candidatesOf({ ...emptyReport, sections: [sectionWith('stopKeepChange', [unknown])] })).toEqual(
      [],
    );
    expect(candidatesOf(emptyReport)).toEqual([]);
  });
});

describe('recommendations and examples of a report', () => {
  let school: TestSchool;
  let id: string;
  const call = <R = object>(name: PersonName, operation: string, body?: object) =>
    school.call<R>(name, `reports.${operation}`, { params: { id }, body });
  const document = () => school.call<ReportDocument>('head', 'reports.document', { params: { id } });
  const items = async (section: string) =>
    (await document()).sections.find((it) => it.id === section)?.items ?? [];
  beforeAll(async () => {
    school = await openSchool();
    await plantRecords(school);
    id = await startReport(school);
    await call('leader', 'draft');
    await school.drain();
  });
  afterAll(() => school.close());

  it('are chosen by the CPD leader of what the figures suggest, in words that name nobody', async () => {
    const { candidates } = await call<{ candidates: { code: string; chosen: boolean }[] }>(
      'head',
      'candidates',
    );
    const code = 'keep:metByKind:course';
    expect(candidates.find((it) => it.code === code)).toMatchObject({ chosen: false });
    await expect(call('head', 'recommend', { code })).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(call('leader', 'recommend', { code: 'stop:everything' })).rejects.toMatchObject({
      code: 'no-candidate',
    });
    await expect(call('leader', 'recommend', { code, words: 'Ask Tara Quill' })).rejects.toMatchObject({
      code: 'names-somebody',
    });
    await call('leader', 'recommend', { code, words: 'Keep the phonics course.' });
    expect(await items('recommendations')).toEqual([
      {
        id: code,
        kind: 'keep',
        text: 'Keep the phonics course.',
        because: expect.stringContaining('5 of 6'),
      },
    ]);
    await call('leader', 'strikeRecommendation', { code });
    expect(await items('recommendations')).toEqual([]);
  });

  it('tell an example only while the person agrees', async () => {
    const course = idFrom('test', 'activity', school.id, 'Phonics course');
    const evaluationId = idFrom('test', 'evaluation', idFrom('test', 'booking', course, 'teacher'));
    const personId = school.person('teacher');
    const example = { evaluationId, personId };
    await expect(call('leader', 'showExample', example)).rejects.toMatchObject({ code: 'not-agreed' });
    await school.look.query(
      `insert into cpd.evaluation_example (evaluation_id, person_id, school_id, words, agreed_at)
        values ($1, $2, $3, 'We read aloud each day.', now())`,
      [evaluationId, personId, school.id],
    );
    await call('leader', 'showExample', example);
    expect(await items('impact')).toMatchObject([{ kind: 'example', text: 'We read aloud each day.' }]);
    await school.look.query('update cpd.evaluation_example set withdrawn_at = now()');
    expect(await items('impact')).toEqual([]);
  });

  it('are for nobody else to write, by raw SQL either', async () => {
    const insert = (name: PersonName) =>
      school.as(name, (tx) =>
        tx.query(
          `insert into cpd.report_recommendation (report_id, candidate, school_id, kind, words, because, chosen_by, chosen_at)
            values ($1, 'x', auth.school(), 'stop', 'w', 'b', auth.person(), now())`,
          [id],
        ),
      );
    for (const name of ['head', 'teacher', 'governor'] as const)
      await expect(insert(name)).rejects.toMatchObject({ code: '42501' });
  });
});
