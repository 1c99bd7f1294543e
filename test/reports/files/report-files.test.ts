import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { closeDocuments } from '../../../src/platform/documents/index.js';
import { makeReportFile, ReportBuilder, ReportSources } from '../../../src/reports/index.js';
import type { Edition, FileState, Format } from '../../../src/reports/index.js';
import type { Download } from '../../../src/api/index.js';
import { serve } from '../../support/http.js';
import { openSchool, plant } from '../../support/school.js';
import type { PersonName, TestSchool } from '../../support/school.js';
import { plantRecords, startReport, untilWithHead } from '../support/year.js';

let school: TestSchool;
let id: string;
let builder: ReportBuilder;
const on = (edition: Edition, format: Format) => ({ params: { id, edition, format } });
const want = (who: PersonName, edition: Edition, format: Format) =>
  school.call<FileState>(who, 'reports.makeFile', on(edition, format));
const state = (who: PersonName, edition: Edition, format: Format) =>
  school.call<FileState>(who, 'reports.fileState', on(edition, format));
const download = (who: PersonName, edition: Edition, format: Format) =>
  school.call<Download>(who, 'reports.download', on(edition, format));
const all = (sql: string, values: unknown[] = []) => school.look.query(sql, values).then(({ rows }) => rows);
const save = (text: string, version: number) =>
  school.call('leader', 'reports.save', {
    params: { id, section: 'cash' },
    body: { version, text, notKnown: '' },
  });
/** As a worker that claims a file and dies before it has made it. */
const claimAndDie = () =>
  school.unit.bare<{ id: string }>({ text: `select * from cpd.claim_report_file($1, '45 seconds', 5)` }, [
    school.unit.secret,
  ]);

describe('files of a report', () => {
  beforeAll(async () => {
    school = await openSchool();
    builder = school.app.get(ReportBuilder, { strict: false });
    await plantRecords(school);
    id = await startReport(school);
    await untilWithHead(school, id);
  });
  afterAll(async () => {
    await school.close();
    await closeDocuments();
  });

  it('are made in the background, step by step, and then handed out', async () => {
    expect(await want('head', 'head', 'pdf')).toMatchObject({ state: 'making', done: 0, name: null });
    await expect(download('head', 'head', 'pdf')).rejects.toMatchObject({ status: 409, code: 'not-ready' });
    await builder.idle();
    const made = await state('leader', 'head', 'pdf');
    expect(made).toMatchObject({
      state: 'ready',
      name: 'impact-report-brook-lane-primary-2026-to-2027.pdf',
      trouble: null,
    });
    expect(made.done).toBe(made.of);
    const { content, mediaType } = await download('head', 'head', 'pdf');
    expect(mediaType).toBe('application/pdf');
    expect(content.length).toBe(made.bytes);
    const { report } = await school.as('head', (tx) =>
      school.app.get(ReportSources, { strict: false }).of(tx, id, 'head'),
    );
    expect(content.equals((await makeReportFile(report, 'pdf')).content)).toBe(true);
  });

  it('are not made again while the report is the same, and anew when it has changed', async () => {
    const before = await state('head', 'head', 'pdf');
    expect(await want('deputy', 'head', 'pdf')).toEqual(before);
    await school.call('head', 'reports.ask', { params: { id }, body: { section: 'cash', question: 'Why?' } });
    await school.call('head', 'reports.sendBack', { params: { id } });
    await save('Supply cost more than planned.', 1);
    await expect(download('head', 'head', 'pdf')).rejects.toMatchObject({ code: 'not-ready' });
    expect(await want('head', 'head', 'pdf')).toMatchObject({ state: 'making' });
    await builder.idle();
    expect(await state('head', 'head', 'pdf')).toMatchObject({ state: 'ready' });
    expect(await all('select count(*)::int as n from cpd.report_file')).toEqual([{ n: 1 }]);
  });

  it('hold the same figures in every format', async () => {
    for (const format of ['xlsx', 'csv', 'json', 'html'] as const) await want('head', 'head', format);
    await builder.idle();
    for (const format of ['xlsx', 'csv', 'json', 'html'] as const) {
      expect((await state('head', 'head', format)).state).toBe('ready');
    }
    const json = (await download('head', 'head', 'json')).content.toString();
    expect(json).toContain('Supply cost more than planned.');
    expect((await download('head', 'head', 'html')).content.toString()).toContain(
      'Supply cost more than planned.',
    );
  });

  it('are open to nobody who may not read what they are made from, row by row', async () => {
    for (const who of ['teacher', 'reviewer', 'business', 'ta', 'governor'] as const) {
      await expect(want(who, 'head', 'pdf')).rejects.toMatchObject({ status: 403 });
      await expect(download(who, 'head', 'pdf')).rejects.toMatchObject({ status: 403 });
    }
    await expect(want('teacher', 'staff', 'pdf')).rejects.toMatchObject({ status: 404 });
    await expect(want('teacher', 'governors', 'pdf')).rejects.toMatchObject({ status: 403 });
    expect(await want('governor', 'governors', 'json')).toMatchObject({ state: 'making' });
    await builder.idle();
    const seen = (who: PersonName) =>
      school.as(who, async (tx) => [
        (await tx.query('select distinct readers from cpd.report_file order by 1')).map(
          (it) => it['readers'],
        ),
        (
          await tx.query(
            'select distinct f.readers from cpd.report_file_chunk c join cpd.report_file f on f.id = c.file_id',
          )
        ).length,
      ]);
    for (const who of ['head', 'deputy', 'leader'] as const)
      expect(await seen(who)).toEqual([['governors', 'leaders'], 2]);
    expect(await seen('governor')).toEqual([['governors'], 1]);
    for (const who of ['teacher', 'reviewer', 'business', 'cook'] as const)
      expect(await seen(who)).toEqual([[], 0]);
    const other = await plant(school.look, 'Hill Top Primary', '654321');
    const elsewhere = { kind: 'token', token: other.tokens.head } as const;
    expect(await school.unit.run(elsewhere, (tx) => tx.query('select from cpd.report_file'))).toEqual([]);
  });

  it('cannot be written or cleared by people, and are handed out to no worker without proof', async () => {
    const write = (sql: string) => school.as('head', (tx) => tx.query(sql));
    await expect(
      write(`insert into cpd.report_file_chunk select id, school_id, 99, '\\x00' from cpd.report_file`),
    ).rejects.toThrow(/row-level security/);
    expect(await write('delete from cpd.report_file_chunk returning 1')).toEqual([]);
    expect(await write(`update cpd.report_file set name = 'x' returning 1`)).toEqual([]);
    await expect(
      school.unit.bare({ text: `select * from cpd.claim_report_file('guess', '1 minute', 5)` }, []),
    ).rejects.toThrow('proof refused');
  });

  it('are taken up again when whoever made one has died, with nothing half-made in between', async () => {
    await save('Supply cost more than planned, once more.', 2);
    const nudge = jest.spyOn(builder, 'nudge').mockImplementation(() => undefined);
    const { id: file, madeAt } = await want('head', 'head', 'csv');
    expect(await claimAndDie()).toMatchObject([{ id: file }]);
    expect(await builder.once()).toBe(false);
    expect(await state('head', 'head', 'csv')).toMatchObject({ state: 'making', madeAt });
    await expect(download('head', 'head', 'csv')).rejects.toMatchObject({ code: 'not-ready' });
    await all(
      `update cpd.report_file set leased_until = clock_timestamp() - interval '1 second' where id = $1`,
      [file],
    );
    nudge.mockRestore();
    expect(await state('head', 'head', 'csv')).toMatchObject({ state: 'making' });
    await builder.idle();
    expect(await state('head', 'head', 'csv')).toMatchObject({ state: 'ready' });
  });

  it('keep nothing of a worker that comes back when its turn is over', async () => {
    await save('Supply cost more than planned, and more.', 3);
    const nudge = jest.spyOn(builder, 'nudge').mockImplementation(() => undefined);
    const { id: file } = await want('head', 'head', 'csv');
    const sources = school.app.get(ReportSources, { strict: false });
    const read = jest.spyOn(sources, 'ofFile').mockImplementationOnce(async (tx, origin) => {
      await all('update cpd.report_file set turn = turn + 1 where id = $1', [file]);
      read.mockRestore();
      return sources.ofFile(tx, origin);
    });
    await builder.once();
    expect(await state('head', 'head', 'csv')).toMatchObject({ state: 'making' });
    await all('update cpd.report_file set leased_until = null where id = $1', [file]);
    await builder.once();
    nudge.mockRestore();
    expect(await state('head', 'head', 'csv')).toMatchObject({ state: 'ready' });
  });

  it('say why one cannot be made, give up after five attempts, and begin anew when somebody asks', async () => {
    const nudge = jest.spyOn(builder, 'nudge').mockImplementation(() => undefined);
    const read = jest
      .spyOn(school.app.get(ReportSources, { strict: false }), 'ofFile')
      .mockRejectedValue(new Error('The printer is on fire.'));
    const log = jest.spyOn(Logger.prototype, 'error').mockImplementation(() => undefined);
    const { id: file } = await want('head', 'head', 'xlsx');
    for (let attempt = 1; attempt <= 5; attempt++) {
      expect(await builder.once()).toBe(true);
      expect((await state('head', 'head', 'xlsx')).state).toBe(attempt < 5 ? 'making' : 'failed');
      await all('update cpd.report_file set leased_until = null where id = $1', [file]);
    }
    expect(await builder.once()).toBe(false);
    expect(await state('head', 'head', 'xlsx')).toMatchObject({ trouble: 'The printer is on fire.' });
    expect(log).toHaveBeenCalledTimes(5);
    log.mockRestore();
    read.mockRestore();
    expect(await want('head', 'head', 'xlsx')).toMatchObject({ state: 'making', trouble: null });
    await builder.once();
    nudge.mockRestore();
    expect(await state('head', 'head', 'xlsx')).toMatchObject({ state: 'ready' });
  });

  it('are files to keep for a browser: named, never sniffed, never run', async () => {
    const http = await serve(school);
    const answer = await http.request('head', 'GET', `/api/v1/reports/${id}/files/head/html/content`);
    const late = await http.request('head', 'GET', `/api/v1/reports/${id}/files/staff/html/content`);
    await http.close();
    expect([answer.status, late.status]).toEqual([409, 404]);
    await want('head', 'head', 'html');
    await builder.idle();
    const again = await serve(school);
    const { status, headers } = await again.request(
      'head',
      'GET',
      `/api/v1/reports/${id}/files/head/html/content`,
    );
    await again.close();
    expect(status).toBe(200);
    expect(headers.get('content-disposition')).toBe(
      'attachment; filename=impact-report-brook-lane-primary-2026-to-2027.html',
    );
    expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain('sandbox');
    expect(headers.get('cache-control')).toBe('no-store');
  });
});
