import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { SECTIONS } from '../../../workflows/report/report.types.js';
import { plantRecords, startReport } from '../../reports/support/year.js';
import { openSchool } from '../../support/school.js';
import type { PersonName, TestSchool } from '../../support/school.js';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  openBrowser,
  picture,
  windowOf,
} from '../support/browser.js';
import { openSite } from '../support/site.js';
import type { Site } from '../support/site.js';

let school: TestSchool;
let site: Site;
let browser: Browser;
let report: string;
const at = (rest = '') => `${site.url}/impact/${report}${rest}`;

async function look(who: PersonName, address: string, name: string): Promise<void> {
  for (const size of ['desk', 'phone'] as const) {
    const page = await windowOf(browser, site, who, { size });
    await page.goto(address);
    await picture(page, `report-${name}-${size}`);
    await expectToFit(page);
    await expectAccessible(page);
    await page.context().close();
  }
  expect(site.faults.map(String)).toEqual([]);
}

describeInBrowser('The impact report', () => {
  beforeAll(async () => {
    school = await openSchool();
    await plantRecords(school);
    report = await startReport(school);
    await school.advance('2027-06-07T09:00');
    await school.drain();
    site = await openSite(school);
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await school?.close();
  });

  test('is written by the CPD leader section by section, and nothing typed is lost', async () => {
    const page = await windowOf(browser, site, 'leader', { script: false });
    await page.goto(`${site.url}/impact`);
    await page.getByRole('link', { name: 'Begin to write' }).click();
    await page.getByRole('button', { name: 'Begin to write' }).click();
    await page.getByRole('link', { name: 'Write about school priorities' }).click();

    await page.getByLabel('What the figures mean').fill('Tara Quill read more 👍');
    await page.getByRole('button', { name: 'This section is written' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Tara');
    expect(await page.getByLabel('What the figures mean').inputValue()).toContain('👍');
    const text = '<script>alert(1)</script> Children talk about texts. ‏مرحبا';
    await page.getByLabel('What the figures mean').fill(text);
    await page.getByRole('button', { name: 'Save for later' }).click();
    expect(await page.getByLabel('What the figures mean').inputValue()).toBe(text);
    await page.getByRole('button', { name: 'This section is written' }).click();
    expect(await page.getByRole('heading', { level: 2, name: /is written/ }).innerText()).toContain(
      'School priorities',
    );
    // Next comes the section that has no words yet.
    expect(page.url()).toContain('/sections/cash/write');
    await page.context().close();
    await look('leader', at('/sections/needs/write'), 'write');
    for (const section of SECTIONS.slice(1)) {
      await school.call('leader', 'reports.writeSection', {
        params: { id: report },
        body: {
          section,
          version: 0,
          text: `Of ${section} we learnt that coaching by colleagues did most of what changed.`,
        },
      });
    }
  }, 240_000);

  test('goes to the head after asking once more', async () => {
    const page = await windowOf(browser, site, 'leader');
    await page.goto(at());
    await page.getByRole('link', { name: 'Send to the head' }).click();
    await expectAccessible(page);
    expect(await page.locator('.confirm').innerText()).toContain('2026');
    await page.getByRole('button', { name: 'Send to the head' }).click();
    expect(await page.locator('.flash').innerText()).toContain('with the head');
    await page.context().close();
  }, 60_000);

  test('is accessible and fits, page by page', async () => {
    await look('head', at(), 'year');
    await look('head', at('/sections/needs'), 'needs');
    await look('head', at('/figures/needsMet'), 'figure');
    await look('head', at('/definitions'), 'definitions');
    await look('head', at('/whole'), 'whole');
  }, 240_000);

  test('is read by keyboard alone, asked about, and opens each number to its records', async () => {
    const page = await windowOf(browser, site, 'head');
    await page.goto(at());
    await page.getByRole('link', { name: 'Read school priorities' }).press('Enter');
    await page.getByRole('link', { name: 'Ask about it' }).press('Enter');
    await page.getByRole('button', { name: 'Ask' }).press('Enter');
    expect(await page.getByRole('alert').innerText()).toContain('Enter your question');
    await page.getByLabel('Your question').fill('Why is one not known?');
    await page.getByRole('button', { name: 'Ask' }).press('Enter');
    expect(await page.locator('.flash').innerText()).toContain('Your question is noted');
    expect(await page.locator('main').innerText()).toContain('Why is one not known?');
    await page.goto(at('/sections/cash'));
    await page.getByRole('button', { name: 'I have read this' }).press('Enter');
    expect(page.url()).toContain('/sections/statutory');
    expect(await page.locator('.flash').innerText()).toContain('You have read');
    await page.goto(at());
    await page.locator('.stat a').first().press('Enter');
    expect(await page.locator('main').innerText()).toContain('The records behind it');
    await page.context().close();
  }, 120_000);

  test('is taken along without script: the file is made, watched and downloaded', async () => {
    const page = await windowOf(browser, site, 'head', { script: false });
    await page.goto(at());
    const waiting = page.waitForEvent('download', { timeout: 90_000 });
    await page
      .getByRole('button', { name: 'CSV' })
      .click()
      .catch(() => undefined);
    if (page.url().includes('/files/')) {
      await page.getByRole('link', { name: 'Download it' }).click({ timeout: 60_000 });
    }
    expect((await waiting).suggestedFilename()).toContain('impact-report');
    await page.context().close();
  }, 120_000);

  test('reaches governors in totals, and staff once it is published', async () => {
    expect((await site.get('teacher', `/impact/${report}`)).status).toBe(404);
    for (const section of SECTIONS)
      if (section !== 'cash' && section !== 'priorities')
        await school.call('head', 'reports.read', { params: { id: report }, body: { section } });
    await school.call('leader', 'reports.answer', {
      params: { id: report },
      body: { section: 'priorities', answer: 'It was not judged in time.' },
    });
    await school.call('head', 'reports.read', { params: { id: report }, body: { section: 'priorities' } });
    await school.drain();
    await site.post('head', `/impact/${report}/steps/papers`, {});
    await school.drain();
    await look('governor', at(), 'governor');
    expect((await site.get('governor', `/impact/${report}/figures/needsMet`)).status).toBeGreaterThanOrEqual(
      403,
    );
    await site.post('governor', `/impact/${report}/steps/received`, {});
    await site.post('head', `/impact/${report}/steps/publish`, {});
    await school.drain();
    const staff = await site.get('teacher', `/impact/${report}`);
    expect([staff.status, staff.text.includes('What changed in')]).toEqual([200, true]);
    expect((await site.get('teacher', '/impact')).headers.get('location')).toBe(`/impact/${report}`);
    expect((await site.get('head', `/impact/${report}/steps/nothing`)).status).toBe(404);
  }, 120_000);
});
