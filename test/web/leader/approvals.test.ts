import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { book } from '../../golden-path/cast.js';
import type { Story } from '../../golden-path/cast.js';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  openBrowser,
  picture,
  SIZES,
  windowOf,
} from '../support/browser.js';
import { openLivedYear } from '../support/lived-year.js';
import { openSite } from '../support/site.js';
import type { Site } from '../support/site.js';

let story: Story;
let site: Site;
let browser: Browser;

/** At both sizes: a picture, no rule of accessibility broken, nothing too wide. */
async function seen(page: Page, name: string): Promise<void> {
  for (const size of ['phone', 'desk'] as const) {
    await page.setViewportSize(SIZES[size]);
    await picture(page, `leader-${name}-${size}`);
    await expectToFit(page);
    await expectAccessible(page);
  }
}

describeInBrowser('Approvals', () => {
  beforeAll(async () => {
    story = await openLivedYear();
    for (const who of ['ta2', 'reviewer'] as const) await book(story, who, story.course);
    await story.school.drain();
    site = await openSite(story.school);
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await story?.school.close();
  });

  test('from home: one is opened, sent back only with words, and approved', async () => {
    const page = await windowOf(browser, site, 'reviewer');
    await page.goto(site.url);
    await page.locator('a[href^="/approvals/"]').first().click();
    await page.getByText('Send back or decline').click();
    await page.getByRole('button', { name: 'Send back' }).click();
    await page.getByText('Enter a reason').first().waitFor();
    await seen(page, 'approval-refused');
    await page.getByRole('button', { name: /Approve for Bea/ }).click();
    await page.getByText('Approved.').waitFor();
    await seen(page, 'approvals-empty');
    await page.context().close();
  });

  test('several at once: ticked, shown with their sum, approved', async () => {
    const page = await windowOf(browser, site, 'leader');
    await page.goto(`${site.url}/approvals`);
    await seen(page, 'approvals');
    await page.getByRole('button', { name: 'Approve what is ticked' }).click();
    await page.getByText('Tick one or more requests first').waitFor();
    const boxes = page.getByRole('checkbox');
    const n = await boxes.count();
    expect(n).toBeGreaterThanOrEqual(2);
    for (let at = 0; at < n; at += 1) await boxes.nth(at).check();
    await page.getByRole('button', { name: 'Approve what is ticked' }).click();
    await seen(page, 'approvals-confirm');
    await page.getByRole('button', { name: /^Approve (two|three)/ }).click();
    await page.getByText(/Approved: (two|three) requests/).waitFor();
    expect(site.faults.map(String)).toEqual([]);
    await page.context().close();
  });
});
