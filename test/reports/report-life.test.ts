import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { figures, renderReport } from '../../src/reports/index.js';
import type { ReportDocument, ReportView } from '../../src/reports/index.js';
import { SECTIONS } from '../../workflows/report/report.types.js';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';
import { CYCLE } from '../impact/support/evaluations.js';
import { plantRecords, STAFF, startReport, untilWithHead } from './support/year.js';

type Live = ReportView & { state: string; questions: { body: string; answer: string | null }[] };
type Paper = { body: ReportView; version: number; sentAt: unknown };

let school: TestSchool;
let id: string;
const send = (name: PersonName, event: string, body: object = {}) =>
  school.call(name, `reports.${event}`, { params: { id }, body });
const live = () => school.call<Live>('head', 'reports.view', { params: { id } });
const paper = (name: PersonName, kind: string) =>
  school.call<Paper>(name, 'reports.paper', { params: { id, kind } });
const figureOf = (view: ReportView, name: string) =>
  view.sections.flatMap((it) => it.figures).find((it) => it.name === name);

describe('the impact report of a year', () => {
  beforeAll(async () => {
    school = await openSchool();
    await plantRecords(school);
    id = await startReport(school);
  });
  afterAll(() => school.close());

  it('computes its figures when they are due, six weeks and more before the meeting', async () => {
    await school.advance('2027-05-25');
    expect((await live()).state).toBe('live.gathering.collecting');
    await school.advance('2027-06-02T12:00');
    expect((await live()).state).toBe('live.drafted');
  });

  it('counts back from a new day of the meeting, and the year knows that day', async () => {
    const meeting = async () =>
      (await school.look.query(`select governors_meet_on::text as day from cpd.cycle where id = $1`, [CYCLE]))
        .rows[0].day;
    const was = await meeting();
    await expect(send('teacher', 'moveMeeting', { on: '2027-07-20' })).rejects.toThrow();
    expect(await meeting()).toBe(was);
    await send('governor', 'moveMeeting', { on: '2027-07-20' });
    expect(await meeting()).toBe('2027-07-20');
    await send('head', 'moveMeeting', { on: was });
    expect(await meeting()).toBe(was);
  });

  it('says of each figure what was counted, as an independent count of the rows has it', async () => {
    const report = await live();
    const one = async (sql: string) => Number((await school.look.query(sql, [CYCLE])).rows[0].n);
    const ledger = (where: string) =>
      one(`select coalesce(sum(pence), 0) as n from cpd.commitment where cycle_id = $1 and ${where}`);
    const spent = await ledger(`line = 'spent' and kind <> 'cover'`);
    const committed = (await ledger(`line = 'committed' and kind <> 'cover'`)) - spent;
    expect(figureOf(report, 'spent')).toMatchObject({ value: spent, of: null });
    expect(spent).toBe(7 * 7000);
    expect(figureOf(report, 'committed')).toMatchObject({ value: committed });
    expect(figureOf(report, 'coverCommitted')).toMatchObject({ value: 3500 });
    expect(figureOf(report, 'budget')).toMatchObject({ value: 500_000 });
    expect(figureOf(report, 'left')).toMatchObject({ value: 500_000 - spent - committed - 3500 });
    expect(figureOf(report, 'paidTime')).toMatchObject({ value: 60 * (1 + 2 + 3 + 4 + 5 + 6 + 7) + 45 });
    expect(figureOf(report, 'needsMet')).toMatchObject({ value: 6, of: 12 });
    expect(figureOf(report, 'needsWaiting')).toMatchObject({ value: 5 });
    expect(figureOf(report, 'needsDeclined')).toMatchObject({ value: 1 });
    expect(figureOf(report, 'prioritiesMet')).toMatchObject({
      value: 5,
      of: 6,
      parts: [{ path: ['P1 Reading'], value: 5, of: 6 }],
    });
    expect(figureOf(report, 'prioritiesUnknown')).toMatchObject({ value: 1 });
    const reached = await one(
      `select count(distinct person_id) as n from cpd.booking where cycle_id = $1 and exists
        (select from cpd.attendance t where t.booking_id = booking.id)`,
    );
    expect(figureOf(report, 'staffReached')).toMatchObject({ value: reached, of: STAFF.length });
    expect(figureOf(report, 'inHouseShare')).toMatchObject({ value: 1, of: 8 });
  });

  it('says what is not known instead of nought', async () => {
    const report = await live();
    for (const name of [
      'statutoryCurrent',
      'asks',
      'needsMetBefore',
      'costPerOutcome',
      'planned',
      'quality',
    ]) {
      expect(figureOf(report, name)).toMatchObject({ value: null, reason: expect.stringMatching(/\w{3}/) });
    }
    expect(renderReport(report)).toContain('not known. No statutory certificates are recorded');
  });

  it('keeps what each figure comes to by its own definition', async () => {
    const report = await live();
    const year = {
      ...{ id: CYCLE, reportId: id, startsOn: '2026-09-01', endsOn: '2027-08-31' },
      ...{ previousId: null, today: '2027-06-02' },
    };
    await school.unit.run(school.system, async (tx) => {
      for (const figure of figures) {
        expect(figureOf(report, figure.name)).toMatchObject(await figure.compute(tx, year));
      }
    });
  });

  it('gives the same numbers as data, by a document that fits its schema', async () => {
    const report = await live();
    const document = await school.call<ReportDocument>('head', 'reports.document', { params: { id } });
    for (const figure of document.sections.flatMap((it) => it.figures))
      expect(figure).toMatchObject({
        value: figureOf(report, figure.id)?.value,
        of: figureOf(report, figure.id)?.of,
      });
    await expect(school.call('teacher', 'reports.document', { params: { id } })).rejects.toThrow();
  });

  it('opens each figure to the records behind it', async () => {
    const records = await school.call<{ total: number; records: { kind: string; amount: number }[] }>(
      'head',
      'reports.records',
      { params: { id, name: 'spent' } },
    );
    expect(records.records.reduce((sum, row) => sum + row.amount, 0)).toBe(
      figureOf(await live(), 'spent')?.value,
    );
    const needs = await school.call<{ total: number }>('leader', 'reports.records', {
      params: { id, name: 'needsMet' },
    });
    expect(needs.total).toBe(12);
    await expect(
      school.call('leader', 'reports.records', { params: { id, name: 'unheardOf' } }),
    ).rejects.toMatchObject({ code: 'unknown-figure' });
  });

  it('is written section by section, names nobody, and loses no words to somebody else', async () => {
    await send('leader', 'startCommentary');
    await expect(send('leader', 'submit')).rejects.toMatchObject({ code: 'event-not-accepted' });
    for (const section of SECTIONS) {
      await send('leader', 'writeSection', { section, version: 0, text: `About ${section}` });
    }
    await expect(
      send('leader', 'writeSection', { section: 'needs', version: 1, text: 'Tara Quill did well' }),
    ).rejects.toMatchObject({ code: 'names-somebody' });
    await expect(
      send('leader', 'writeSection', { section: 'needs', version: 0, text: 'Over the top' }),
    ).rejects.toMatchObject({ code: 'version-moved-on' });
    await expect(
      send('leader', 'writeSection', { section: 'needs', version: 1, text: '' }),
    ).rejects.toMatchObject({ code: 'nothing-written' });
    await expect(
      send('leader', 'writeSection', { section: 'weather', version: 0, text: 'x' }),
    ).rejects.toThrow();
    await expect(
      send('head', 'writeSection', { section: 'needs', version: 1, text: 'x' }),
    ).rejects.toMatchObject({ code: 'not-permitted' });
    await send('leader', 'addAsk', { title: 'Coaching for all', pence: 120_000 });
    await send('leader', 'recompute');
    await school.drain();
    await send('leader', 'startCommentary');
    expect(await live()).toMatchObject({ edition: 2, state: 'live.commentary.writing' });
    expect(figureOf(await live(), 'asks')).toMatchObject({ value: 120_000 });
    await send('leader', 'submit');
  });

  it('is read by the head, section by section, who asks where something is not clear', async () => {
    await expect(send('leader', 'read', { section: 'needs' })).rejects.toMatchObject({
      code: 'not-permitted',
    });
    for (const section of SECTIONS.filter((it) => it !== 'cash')) await send('head', 'read', { section });
    await send('head', 'ask', { section: 'cash', question: 'Why is cover apart?' });
    expect((await live()).state).toBe('live.commentary.answering');
    await expect(
      send('leader', 'answer', { section: 'needs', answer: 'Nobody asked' }),
    ).rejects.toMatchObject({ code: 'event-not-accepted' });
    await send('leader', 'answer', { section: 'cash', answer: 'It is paid from supply.' });
    await send('head', 'read', { section: 'cash' });
    await school.drain();
    expect(await live()).toMatchObject({
      state: 'live.governors.preparingPapers',
      questions: [{ body: 'Why is cover apart?', answer: 'It is paid from supply.' }],
    });
  });

  it('goes to the governors as totals without names or small numbers, once the papers are sent', async () => {
    await expect(paper('governor', 'governors')).rejects.toMatchObject({ code: 'no-paper' });
    await send('head', 'sendPapers');
    await school.drain();
    const heard = await school.look.query(
      `select person_id as id from cpd.notification where about = 'report.papersSent' order by 1`,
    );
    expect(heard.rows.map((row) => row.id)).toEqual(
      [school.person('governor'), school.person('governor2')].sort(),
    );
    const { body } = await paper('governor', 'governors');
    const text = JSON.stringify(body);
    const { rows } = await school.look.query('select forename, surname from cpd.person');
    for (const { forename, surname } of rows) {
      expect(text).not.toContain(`${forename} ${surname}`);
    }
    for (const { id: person } of (await school.look.query('select id from cpd.person')).rows)
      expect(text).not.toContain(person);
    // One declined need, one outcome not met: neither can be read off, nor had by taking figures from one another.
    expect(figureOf(body, 'needsDeclined')).toMatchObject({ value: null });
    expect(figureOf(body, 'needsWaiting')).toMatchObject({ value: null });
    expect(figureOf(body, 'needsCarried')).toMatchObject({ value: null });
    expect(figureOf(body, 'notReturned')).toMatchObject({ value: null });
    expect(figureOf(body, 'prioritiesMet')).toMatchObject({ value: null });
    expect(figureOf(body, 'spent')).toMatchObject({ value: 49_000 });
    expect(figureOf(body, 'needsMet')).toMatchObject({ value: 6, of: 12 });
    await expect(paper('teacher', 'governors')).rejects.toMatchObject({ code: 'no-paper' });
  });

  it('goes back with a question of the governors and comes back to them', async () => {
    await send('governor', 'governorsAsk', { section: 'priorities', question: 'How do we know?' });
    await send('leader', 'answer', { section: 'priorities', answer: 'From reading ages.' });
    await school.drain();
    expect((await live()).state).toMatch(/^live\.governors/);
    if ((await live()).state.endsWith('preparingPapers')) await send('head', 'sendPapers');
    await school.drain();
    await send('governor', 'received');
  });

  it('is published, frozen, proposes priorities, and a correction is a new version', async () => {
    await expect(paper('teacher', 'published')).rejects.toMatchObject({ code: 'no-paper' });
    await send('head', 'publish');
    await school.drain();
    expect(await paper('teacher', 'published')).toMatchObject({ version: 1, body: { edition: 2 } });
    const { proposals } = await school.call<{ proposals: object[] }>('leader', 'reports.proposals', {
      params: { id },
    });
    expect(proposals).toEqual([expect.objectContaining({ code: 'P1', because: ['outcomeNotMet'] })]);
    const before = JSON.stringify((await paper('teacher', 'published')).body);
    await school.look.query(`update cpd.pot set amount_pence = 600000`);
    expect(JSON.stringify((await paper('teacher', 'published')).body)).toBe(before);
    await expect(send('leader', 'correct', { words: 'Hana Reid forgot a pot' })).rejects.toMatchObject({
      code: 'names-somebody',
    });
    await send('leader', 'correct', { words: 'A pot had been entered twice.' });
    await school.drain();
    const corrected = await paper('teacher', 'published');
    expect(corrected).toMatchObject({ version: 2, body: { edition: 3 } });
    expect(figureOf(corrected.body, 'budget')).toMatchObject({ value: 600_000 });
    const read = (version?: number) =>
      school.call<ReportDocument>('teacher', 'reports.paperDocument', {
        params: { id, kind: 'published' },
        query: version ? { version } : {},
      });
    const { errata, dataVersion, readers } = await read();
    expect(readers).toBe('staff');
    expect(dataVersion).toMatch(/^\d{4}-\d\d-\d\dT.* [0-9a-f-]{36}\.\d+$/);
    expect(errata).toMatchObject([{ edition: 3, words: 'A pot had been entered twice.' }]);
    expect(errata[0]?.changes.find((it) => it.figureId === 'budget')).toMatchObject({
      before: { value: 500_000 },
      after: { value: 600_000 },
    });
    expect((await read(1)).errata).toEqual([]);
  });

  it('ends with the autumn addendum', async () => {
    await school.advance('2027-09-20T09:00');
    expect((await live()).state).toBe('live.addendum');
    await expect(send('leader', 'addResults', { text: 'As Hana Reid said' })).rejects.toMatchObject({
      code: 'names-somebody',
    });
    await send('leader', 'addResults', { text: 'Results held <b>up</b>.\n# Not a heading' });
    await school.drain();
    expect((await live()).state).toBe('closed');
    const text = await school.call<string>('cook', 'reports.text', { params: { id, kind: 'addendum' } });
    expect(text).toContain('Results held \\<b\\>up\\</b\\>.\n\\# Not a heading');
    expect((await paper('teacher', 'published')).body.addendum).toBeNull();
  });
});

describe('what reports keep from people', () => {
  let other: TestSchool;
  beforeAll(async () => {
    other = await openSchool();
    await plantRecords(other);
    id = await startReport(other);
    school = other;
    await untilWithHead(other, id);
  });
  afterAll(() => other.close());

  const count = (name: PersonName, table: string, where = 'true') =>
    other.as(name, async (tx) => (await tx.query(`select 1 from cpd.${table} where ${where}`)).length);
  const attempt = (name: PersonName, sql: string, values: unknown[] = []): Promise<number | string> =>
    other
      .as(name, async (tx) => (await tx.query(`${sql} returning 1`, values)).length)
      .catch((error: { code: string }) => error.code);

  it('shows whole figures to those who lead, totals to governors, nothing to others, by raw SQL', async () => {
    for (const name of ['leader', 'head', 'deputy'] as const)
      expect(await count(name, 'report_figure', `readers = 'leaders'`)).toBeGreaterThan(20);
    expect(await count('governor', 'report_figure', `readers = 'leaders'`)).toBe(0);
    expect(await count('governor', 'report_figure', `readers = 'governors'`)).toBeGreaterThan(20);
    for (const name of ['teacher', 'reviewer', 'business', 'admin', 'cook'] as const) {
      expect(await count(name, 'report_figure')).toBe(0);
      expect(await count(name, 'report_commentary')).toBe(0);
      expect(await count(name, 'report_paper')).toBe(0);
    }
    await expect(other.call('governor', 'reports.view', { params: { id } })).rejects.toMatchObject({
      code: 'not-permitted',
    });
  });

  it('takes no write past the operations, and changes no paper', async () => {
    const figure = `update cpd.report_figure set value = 100 where report_id = $1`;
    expect(await attempt('leader', figure, [id])).toBe('42501');
    const commentary = `insert into cpd.report_commentary (school_id, report_id, section, version, body, written_by, written_at)
      values (auth.school(), $1, 'cash', 9, 'x', auth.person(), now())`;
    expect(await attempt('teacher', commentary, [id])).toBe('42501');
    expect(await attempt('head', commentary, [id])).toBe('42501');
    expect(await attempt('head', `update cpd.report_paper set body = '{}'`)).toBe('42501');
    expect(await attempt('leader', `update cpd.report_question set answer = 'x', answered_at = now()`)).toBe(
      0,
    );
  });

  it('lets nobody sign off what they wrote, whatever post they hold', async () => {
    await other.look.query(
      `insert into cpd.post (school_id, person_id, post, from_date) values ($1, $2, 'deputy', '2020-01-01')`,
      [other.id, other.person('leader')],
    );
    await expect(
      other.call('leader', 'reports.read', { params: { id }, body: { section: 'cash' } }),
    ).rejects.toMatchObject({ code: 'event-not-accepted' });
  });

  it('answers that figures failed, keeps what stands, and can be asked again', async () => {
    const fresh = await openSchool();
    try {
      await plantRecords(fresh);
      const report = await startReport(fresh);
      await fresh.look.query('alter table cpd.quality_answer rename to quality_answer_away');
      await fresh.call('leader', 'reports.draft', { params: { id: report } });
      await fresh.drain();
      const state = async () =>
        (await fresh.look.query('select state from engine.instance where id = $1', [report])).rows[0].state;
      expect(await state()).toBe('live.gathering.failed');
      expect((await fresh.look.query('select 1 from cpd.report_figure')).rowCount).toBe(0);
      await fresh.look.query('alter table cpd.quality_answer_away rename to quality_answer');
      await fresh.call('leader', 'reports.draft', { params: { id: report } });
      await fresh.drain();
      expect(await state()).toBe('live.drafted');
    } finally {
      await fresh.close();
    }
  });
});
