import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
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

describeInBrowser('The training plan', () => {
  beforeAll(async () => {
    story = await openLivedYear();
    site = await openSite(story.school);
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await story?.school.close();
  });

  test('is amended: a line with its cost, refused until it is sound, then submitted with year and sum', async () => {
    const page = await windowOf(browser, site, 'leader');
    await page.goto(`${site.url}/training-plan`);
    await seen(page, 'plan');
    await page.getByRole('button', { name: 'Amend the plan' }).click();
    await page.getByText('The amendment is begun').waitFor();
    await page.getByRole('link', { name: 'Add a line' }).click();
    await page.getByLabel('Fees').fill('a lot');
    await page.getByRole('button', { name: 'Save the line' }).click();
    await page.getByText('Enter what it is').first().waitFor();
    expect(await page.getByLabel('Fees').inputValue()).toBe('a lot');
    await seen(page, 'plan-line-refused');
    await page.getByLabel('What it is').fill('Coaching in phonics <b>مرحبا</b> 👍');
    await page.getByLabel('Fees').fill('£120.50');
    await page.getByLabel('Paid time, in hours').fill('6');
    await page.getByRole('button', { name: 'Save the line' }).click();
    await page.getByText('The line is in the plan.').waitFor();
    expect(await page.locator('main').innerText()).toContain('£420.50');
    await seen(page, 'plan-amended');
    await page.getByRole('link', { name: 'Submit the plan' }).click();
    await seen(page, 'plan-submit');
    await page.getByRole('button', { name: 'Submit the amendment' }).click();
    await page.getByText('Submitted.').waitFor();
    expect(site.faults.map(String)).toEqual([]);
    await page.context().close();
  });

  test('is nothing that staff without a post can read', async () => {
    expect((await site.get('ta', '/training-plan')).status).toBe(404);
  });
});
