import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { closeDocuments } from '../../../src/platform/documents/index.js';
import type { ReportDocument } from '../../../src/reports/document/index.js';
import { makeReportFile } from '../../../src/reports/formats/index.js';
import { anyReport } from './support/any-report.js';
import { SAMPLE } from './support/sample-report.js';

const html = async (report: ReportDocument): Promise<string> =>
  Buffer.from((await makeReportFile(report, 'html')).content).toString();

describe('the report as one HTML file', () => {
  afterAll(closeDocuments);

  it('holds figures with of, tables, charts, commentary and what is not known, and loads nothing', async () => {
    const page = await html(SAMPLE);
    expect(page).toContain('<b>61</b> of 97 evaluations (63 %)');
    expect(page).toContain('<th scope="row">Guided reading</th><td class="number">47 of 62</td>');
    expect(page).toContain('role="graphics-document"');
    expect(page).toContain('<p class="prose">Subject leadership needs another approach.</p>');
    expect(page).toContain('Nothing has been measured.');
    expect(page).not.toMatch(/<script|<link|\bsrc=|@import|url\((?!#)/);
  });

  it('shows what people wrote as they wrote it, never as markup', async () => {
    await fc.assert(
      fc.asyncProperty(anyReport, async (report) => {
        const page = await html(report);
        expect(page).not.toMatch(/<script|<\/svg><b>/i);
        expect(page.match(/<main>/g)).toHaveLength(1);
      }),
      { numRuns: 15, endOnFailure: true },
    );
  });
});
