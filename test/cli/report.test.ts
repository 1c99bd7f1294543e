import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ReportView } from '../../src/reports/index.js';
import { fileWanted } from '../../src/cli/commands/report-file.js';
import { plantRecords, startReport } from '../reports/support/year.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';
import { cpd, documentOf } from './cpd.js';

/** `cpd report`, as the person runs it who has the school's server. */
describe('the report on the command line', () => {
  let school: TestSchool;
  beforeAll(async () => {
    school = await openSchool();
  });
  afterAll(() => school.close());
  const report = (...args: string[]) => cpd(school.database, 'report', ...args);

  it('says that there is none while no year has come to its end', async () => {
    const { exit, err } = await report();
    expect(exit).toBe(1);
    expect(err).toContain('There is no such report.');
  });

  it('prints the figures as they stand, as text or as one document, for leaders or for governors', async () => {
    await plantRecords(school);
    await startReport(school);
    expect((await report()).err).toContain('have not been computed yet');
    await school.advance('2027-06-02T12:00');
    expect((await report()).out).toContain('Brook Lane Primary');
    const [whole, governors] = [await report('--json'), await report('--json', '--governors')];
    const figure = (outcome: typeof whole, name: string) =>
      documentOf<{ report: ReportView }>(outcome)
        .report.sections.flatMap((s) => s.figures)
        .find((f) => f.name === name);
    expect(figure(whole, 'needsDeclined')).toMatchObject({ value: 1 });
    expect(figure(governors, 'needsDeclined')).toMatchObject({ value: null });
  }, 120_000);

  it('writes a file for the head or for governors, whole or not at all', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'cpd-report-'));
    const out = join(folder, 'report.pdf');
    const outcome = await report('--format', 'pdf', '--out', out, '--json');
    expect(outcome).toMatchObject({ exit: 0, err: '' });
    const content = await readFile(out);
    const told = { ok: true, format: 'pdf', edition: 'head', file: out, bytes: content.length };
    expect(documentOf(outcome)).toMatchObject(told);
    expect(content.subarray(0, 5).toString()).toBe('%PDF-');
    const governors = join(folder, 'governors.json');
    const { out: said } = await report('--format', 'json', '--edition', 'governors', '--out', governors);
    expect(said).toMatch(/^Wrote /);
    expect(JSON.parse(await readFile(governors, 'utf8'))).toMatchObject({ readers: 'governors' });
    const { exit, err } = await report('--format', 'json', '--out', join(folder, 'no', 'such', 'folder'));
    expect([exit, err]).toEqual([3, expect.stringContaining('cannot be written')]);
    expect(await readdir(folder)).toEqual(['governors.json', 'report.pdf']);
    await rm(folder, { recursive: true });
  }, 120_000);

  it.each([
    [{ format: 'docx', out: 'x' }, '--format takes one of pdf, xlsx, csv, json, html.'],
    [
      { format: 'pdf', edition: 'press', out: 'x' },
      '--edition takes one of head, governors, staff, addendum.',
    ],
    [{ format: 'pdf' }, 'A file needs a format and a place'],
    [{ out: 'x' }, 'A file needs a format and a place'],
  ])('refuses %j before it opens anything', (options, sentence) => {
    expect(() => fileWanted(options)).toThrow(sentence);
  });
});
