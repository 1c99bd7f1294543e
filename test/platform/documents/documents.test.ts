import { afterAll, describe, expect, it } from '@jest/globals';
import {
  closeDocuments,
  DocumentFailed,
  renderChart,
  renderPdf,
} from '../../../src/platform/documents/index.js';
import { shownOf } from '../../../src/reports/formats/shown/shown-of.js';
import { SAMPLE } from '../../reports/formats/support/sample-report.js';
import { pdfText, popplerInstalled } from '../../support/poppler.js';

const TEMPLATE = 'reports/formats/pdf/report.typ';
const DAY = { madeAt: '2027-07-05T16:00:00.000Z' };
const shown = shownOf(SAMPLE, new Map());
const poppler = popplerInstalled();

describe('documents made in a thread of their own', () => {
  afterAll(closeDocuments);

  (poppler ? it : it.skip)(
    'shows a box for a sign that no font has, and drops what has no shape',
    async () => {
      const addendum = 'Well done \u{1F9D1}\u200D\u{1F3EB}\u0007 everybody\uFE0F \uE000 \uD800.';
      const text = pdfText(await renderPdf(TEMPLATE, { ...shown, addendum }, DAY));
      expect(text).toMatch(/Well done .* everybody .*\./u);
      expect(text).not.toMatch(/[\u0007\u200D\uFE0F]/);
    },
  );

  it('takes nothing in the data for a part of the template', async () => {
    const addendum =
      '#panic("no") #set page(width: 1pt) $ x $ = Heading <label> @nobody #read("/etc/passwd")';
    await expect(renderPdf(TEMPLATE, { ...shown, addendum }, DAY)).resolves.toBeInstanceOf(Uint8Array);
  });

  it('lets the server go on while it works', async () => {
    let turns = 0;
    const counting = setInterval(() => turns++, 1);
    await closeDocuments();
    await renderPdf(TEMPLATE, shown, DAY);
    clearInterval(counting);
    expect(turns).toBeGreaterThan(5);
  });

  it('fails with the reason where the data do not fit the template, and goes on with the next', async () => {
    await expect(renderPdf(TEMPLATE, { title: 'x' }, DAY)).rejects.toThrow(DocumentFailed);
    await expect(renderPdf('no/such/template.typ', {}, DAY)).rejects.toThrow(DocumentFailed);
    await expect(renderChart({ mark: 'no such mark' })).rejects.toThrow(DocumentFailed);
    await expect(renderPdf(TEMPLATE, shown, DAY)).resolves.toBeInstanceOf(Uint8Array);
  });

  it('fails what is under way when the thread ends, and begins another', async () => {
    const lost = renderPdf(TEMPLATE, shown, DAY);
    await Promise.all([closeDocuments(), expect(lost).rejects.toThrow('The thread ended.')]);
    await expect(renderPdf(TEMPLATE, shown, DAY)).resolves.toBeInstanceOf(Uint8Array);
  });
});
