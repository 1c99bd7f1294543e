import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { closeDocuments } from '../../../src/platform/documents/index.js';
import { isNotShown } from '../../../src/reports/document/index.js';
import type { ReportDocument } from '../../../src/reports/document/index.js';
import { makeReportFile } from '../../../src/reports/formats/index.js';
import { cellInWords } from '../../../src/reports/formats/shown/in-words.js';
import { pdfInfo, pdfStructure, pdfText, popplerInstalled } from '../../support/poppler.js';
import { anyReport } from './support/any-report.js';
import { SAMPLE } from './support/sample-report.js';

const pdf = async (report: ReportDocument): Promise<Uint8Array> =>
  (await makeReportFile(report, 'pdf')).content;
const withPoppler = popplerInstalled() ? describe : describe.skip;

withPoppler('the report as PDF', () => {
  afterAll(closeDocuments);

  it('is a tagged PDF with title, author, language and its own date', async () => {
    const file = await pdf(SAMPLE);
    expect(pdfInfo(file)).toMatchObject({
      Title: 'Impact of professional development, 2026 to 2027',
      Author: 'Brook Lane Primary',
      Tagged: 'yes',
      'Page size': expect.stringContaining('A4'),
      CreationDate: expect.stringContaining('Jul  5'),
    });
    const raw = Buffer.from(file).toString('latin1');
    expect(raw).toContain('/Lang');
    expect(raw).toContain('<pdfuaid:part>1</pdfuaid:part>');
  });

  it('has headings, tables with heading cells, pictures with words, and lists, for those who listen', async () => {
    const file = await pdf(SAMPLE);
    const tags = pdfStructure(file);
    for (const tag of ['BlockQuote', 'H1', 'H2', 'Table', 'TH', 'TD', 'Figure', 'TOC', 'L', 'LI']) {
      expect(tags).toMatch(new RegExp(`^\\s*${tag}\\b`, 'm'));
    }
    const words = 'Guided reading: 47 of 62; Mathematics talk: 14 of 19.';
    expect(Buffer.from(file).toString('latin1')).toMatch(new RegExp(`/Alt \\(Outcomes met\\. ${words}`));
  });

  it('reads in order: cover, the year on one page, sections, appendix, what came later, definitions', async () => {
    const text = pdfText(await pdf(SAMPLE));
    const expected = [
      ...['Brook Lane Primary', 'Impact of professional development', '2026 to 2027'],
      ...['For governors: totals only', 'as they stood on 2 June 2027, edition 2'],
      ...['given out on 5 July 2027', 'Reading changed most.', 'Page 2 of', 'Of 97 outcomes, 61 were met.'],
      ...['61 of 97 evaluations (63 %)', 'What the CPD leader says', 'needs another approach.'],
      ...['Guided reading', '47 of 62', '1,204'],
      ...['Keep coaching in pairs.', 'What is not known', 'Whether the change lasts.'],
      ...['£7,012.50', '−£12.05', '311 h 23 min', '£6,000.01', 'Nothing is recorded here.'],
      ...['Appendix', '£114.96 61 cases', 'Autumn addendum', 'Results came in August.'],
      ...['Corrections since publication', 'counted twice', '£7,112.50', 'What each figure counts'],
    ];
    let at = 0;
    const lost = expected.filter((words) => {
      const found = text.indexOf(words, at);
      if (found >= 0) at = found;
      return found < 0;
    });
    expect(lost).toEqual([]);
  });

  it('says of what is not known that it is not known, and never shows a number for it', async () => {
    const text = pdfText(await pdf(SAMPLE));
    expect(text).toContain('Outcomes measured: Nothing has been measured.');
    expect(text).not.toMatch(/\b0 (?:of 0|measures)|NaN|null|undefined/);
  });

  it('holds every number of every table, whatever people wrote', async () => {
    const bare = (text: string): string => text.replaceAll(/[\s\u200b]/g, '');
    await fc.assert(
      fc.asyncProperty(anyReport, async (report) => {
        const text = bare(pdfText(await pdf(report)));
        for (const { columns, rows } of report.sections.flatMap(({ tables }) => tables))
          for (const row of rows)
            for (const [at, cell] of row.entries()) {
              const type = columns[at]?.type ?? 'text';
              if (type !== 'text' && !isNotShown(cell)) expect(text).toContain(bare(cellInWords(cell, type)));
            }
      }),
      { numRuns: 8, endOnFailure: true, interruptAfterTimeLimit: 40_000 },
    );
  });

  it('is built even of a report without figures, sections or dates', async () => {
    const empty = { ...SAMPLE, sections: [], definitions: [], errata: [], addendum: null };
    const bare = { ...empty, edition: 0, computedAt: null, frozenAt: null };
    expect(pdfText(await pdf(bare))).toContain('The figures have not been computed yet.');
  });

  it('makes the same file of the same report', async () => {
    expect(Buffer.compare(await pdf(SAMPLE), await pdf(SAMPLE))).toBe(0);
  });
});
