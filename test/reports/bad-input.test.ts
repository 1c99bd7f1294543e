import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isNotShown } from '../../src/reports/index.js';
import type { ReportDocument } from '../../src/reports/index.js';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';
import { CYCLE, plantActivity, plantBooking, plantYear } from '../impact/support/evaluations.js';
import { plantEvaluated } from './support/edge.js';
import { startReport } from './support/year.js';

/** A school whose year holds only what `plant` plants, with its figures computed. */
async function reported(
  plant: (school: TestSchool) => Promise<void>,
): Promise<{ school: TestSchool; id: string }> {
  const school = await openSchool();
  await plantYear(school);
  await plant(school);
  const id = await startReport(school);
  await school.call('leader', 'reports.draft', { params: { id } });
  await school.drain();
  return { school, id };
}
const documentOf = (school: TestSchool, id: string) =>
  school.call<ReportDocument>('head', 'reports.document', { params: { id } });
const figuresOf = (document: ReportDocument) => document.sections.flatMap((it) => it.figures);

/** No share of nothing, no number that is none, no cell that is a nought for want of records. */
function standsBehindEveryNumber(document: ReportDocument): void {
  for (const { id, value, of, reason } of figuresOf(document)) {
    expect([id, (value === null) === (reason !== null)]).toEqual([id, true]);
    expect([id, of === 0]).toEqual([id, false]);
    expect([id, value === null || Number.isInteger(value)]).toEqual([id, true]);
  }
  for (const table of document.sections.flatMap((it) => it.tables)) {
    for (const row of table.rows) {
      expect(row).toHaveLength(table.columns.length);
      for (const cell of row) {
        if (typeof cell === 'object' && !isNotShown(cell)) expect(cell.of).toBeGreaterThan(0);
      }
    }
  }
}

describe('a year in which nothing was recorded', () => {
  let it1: { school: TestSchool; id: string };
  beforeAll(async () => {
    it1 = await reported(() => Promise.resolve());
  });
  afterAll(() => it1.school.close());

  it('has a report that says so, section by section', async () => {
    const document = await documentOf(it1.school, it1.id);
    standsBehindEveryNumber(document);
    const impact = document.sections.find((section) => section.id === 'impact');
    expect(
      impact?.figures.filter((figure) => figure.unit !== 'answers').every(({ value }) => value === null),
    ).toBe(true);
    expect(impact?.notKnown.length).toBeGreaterThan(4);
    expect(JSON.stringify(document)).not.toMatch(/ 0 %|NaN|Infinity|undefined/);
  });

  it('recommends nothing', async () => {
    const { candidates } = await it1.school.call<{ candidates: object[] }>('leader', 'reports.candidates', {
      params: { id: it1.id },
    });
    expect(candidates).toEqual([]);
  });

  it('takes a very long commentary and one with markup as text, and says when it is too long', async () => {
    const { school, id } = it1;
    const save = (text: string) =>
      school.call('leader', 'reports.save', {
        params: { id, section: 'cash' },
        body: { version: 0, text, notKnown: '' },
      });
    await expect(save('x'.repeat(20_001))).rejects.toThrow(/Too big/);
    const text = `<script>alert(1)</script>\n# ${'long '.repeat(3900)}`;
    await save(text);
    const cash = (await documentOf(school, id)).sections.find((section) => section.id === 'cash');
    expect(cash?.commentary).toBe(text.trim());
    const written = await school.call<string>('head', 'reports.draftText', { params: { id } });
    expect(written).not.toContain('<script>');
    expect(written).not.toMatch(/^# long/m);
  });

  it('can be asked about in every section, the further ones too', async () => {
    const { school, id } = it1;
    await school.call('leader', 'reports.startCommentary', { params: { id } });
    await school.call('leader', 'reports.writeSection', {
      params: { id },
      body: { section: 'method', version: 0, text: 'Few records this year.' },
    });
    const method = (await documentOf(school, id)).sections.find((section) => section.id === 'method');
    expect(method).toMatchObject({ commentary: 'Few records this year.' });
    expect(method?.lines.join(' ')).toContain('never shown as nought');
  });
});

describe('a year in which nobody answered', () => {
  let it1: { school: TestSchool; id: string };
  const PEOPLE: PersonName[] = ['teacher', 'colleague', 'ta', 'ta2', 'reviewer', 'deputy'];
  beforeAll(async () => {
    it1 = await reported(async (school) => {
      const course = await plantActivity(school, { name: 'Silence' });
      for (const name of PEOPLE) {
        const booking = await plantBooking(school, course, name);
        const id = await plantEvaluated(school, {
          ...{ booking, activity: course, people: [name], state: 'closed', outcome: null, lapsed: true },
        });
        await school.look.query(
          `insert into cpd.evaluation_unreturned (evaluation_id, part, school_id, people, at)
            values ($1, 'reaction', $2, 1, now()), ($1, 'application', $2, 1, now()), ($1, 'judgement', $2, 1, now())`,
          [id, school.id],
        );
      }
    });
  });
  afterAll(() => it1.school.close());

  it('shows the silence and no effect', async () => {
    const document = await documentOf(it1.school, it1.id);
    standsBehindEveryNumber(document);
    const figure = (id: string) => figuresOf(document).find((it) => it.id === id);
    expect(figure('reactionReturned')).toMatchObject({ value: 0, of: 6 });
    expect(figure('lapsedParts')).toMatchObject({ value: 18 });
    for (const id of ['level1', 'level2', 'level3', 'level4', 'level5', 'metByKind', 'straightLined'])
      expect(figure(id)).toMatchObject({ value: null });
  });
});

describe('a year with one answer', () => {
  let it1: { school: TestSchool; id: string };
  beforeAll(async () => {
    it1 = await reported(async (school) => {
      const course = await plantActivity(school, { name: 'One', external: true });
      const booking = await plantBooking(school, course, 'teacher');
      const id = await plantEvaluated(school, {
        ...{ booking, activity: course, people: ['teacher'], state: 'live.outcomes', outcome: null },
      });
      await school.look.query(
        `insert into cpd.evaluation_response (id, school_id, evaluation_id, stage, person_id, worth, learnt, support, of_group,
            written_by, written_at) values (gen_random_uuid(), $1, $2, 'reaction', $3, 2, 2, 2, false, $3, now())`,
        [school.id, id, school.person('teacher')],
      );
    });
  });
  afterAll(() => it1.school.close());

  it('shows it to those who lead as one of one, without per cent, and never to governors', async () => {
    const { school, id } = it1;
    const document = await documentOf(school, id);
    standsBehindEveryNumber(document);
    const level = (of: ReportDocument) => figuresOf(of).find((it) => it.id === 'level1');
    expect(level(document)).toMatchObject({ value: 0, of: 1 });
    expect(JSON.stringify(document)).not.toMatch(/\(\d+ %\)/);
    const { rows } = await school.look.query(
      `select name, value, parts from cpd.report_figure where readers = 'governors' and value is not null
        and section in ('impact', 'valueForMoney') and name <> 'lapsedParts'`,
    );
    const people = rows.filter((row: { parts: object[] }) => row.parts.length > 0);
    expect(people).toEqual([]);
  });

  it('says that costs are missing where none are recorded, and prices no time without rates', async () => {
    const cash = (await documentOf(it1.school, it1.id)).sections.find((section) => section.id === 'cash');
    expect(cash?.notKnown.join(' ')).toMatch(/No hourly rates are set/);
    expect(cash?.notKnown.join(' ')).toMatch(/No pots have been set up/);
  });
});

describe('a second year', () => {
  it('stands beside what the first one published, for each kind of reader', async () => {
    const { school, id } = await reported(() => Promise.resolve());
    try {
      await school.look.query(
        `insert into cpd.cycle (id, school_id, title, starts_on, ends_on) values (md5('before')::uuid, $1, '2025 to 2026',
          '2025-09-01', '2026-08-31')`,
        [school.id],
      );
      await school.look.query(
        `insert into cpd.report (id, school_id, cycle_id, made_at) values (md5('r')::uuid, $1, md5('before')::uuid, now())`,
        [school.id],
      );
      const publish = (edition: number, value: number) =>
        school.look.query(
          `with f as (insert into cpd.report_figure (school_id, report_id, edition, readers, name, section, place, title, words,
              unit, appendix, value, of, parts, computed_at)
            values ($1, md5('r')::uuid, $2, 'leaders', 'needsMet', 'needs', 1, 't', 'w', 'needs', false, $3, 40, '[]', now()))
          insert into cpd.report_paper (id, school_id, report_id, kind, version, edition, body, made_at)
            values (gen_random_uuid(), $1, md5('r')::uuid, 'published', $2, $2, '{}', now())`,
          [school.id, edition, value],
        );
      await publish(1, 11);
      await publish(2, 12);
      const met = figuresOf(await documentOf(school, id)).find((it) => it.id === 'needsMet');
      expect(met?.earlier).toEqual([{ cycle: '2025 to 2026', value: 12, of: 40 }]);
      expect(CYCLE).not.toBe(id);
    } finally {
      await school.close();
    }
  });
});
