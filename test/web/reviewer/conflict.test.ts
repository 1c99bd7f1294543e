import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { REVIEWER } from '../../golden-path/cast.js';
import type { Story } from '../../golden-path/cast.js';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  openBrowser,
  picture,
  windowOf,
} from '../support/browser.js';
import { openMeetingDay } from '../support/meeting.js';
import { openSite } from '../support/site.js';
import type { Site } from '../support/site.js';

let story: Story;
let site: Site;
let browser: Browser;

describeInBrowser('The reviewer with two windows open', () => {
  beforeAll(async () => {
    story = await openMeetingDay();
    site = await openSite(story.school);
    browser = await openBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await story?.school.close();
  });

  test('sees both texts side by side and chooses, by keyboard alone', async () => {
    const one = await windowOf(browser, site, REVIEWER);
    const other = await windowOf(browser, site, REVIEWER);
    const label = 'What you agreed about the year';
    for (const page of [one, other]) await page.goto(`${site.url}/people-i-review/${story.review}`);
    for (const [page, text, heading] of [
      [one, 'A good start', 'Saved'],
      [other, 'A slow start', 'This was changed in the meantime'],
    ] as const) {
      await page.getByLabel(label, { exact: true }).fill(text);
      await page.getByRole('button', { name: 'Save and come back' }).focus();
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: heading }).waitFor();
    }
    await expectToFit(other);
    await picture(other, 'reviewer-conflict-desk');
    await expectAccessible(other);
    await other.getByRole('button', { name: 'Let mine stand' }).focus();
    await other.keyboard.press('Enter');
    await other.getByRole('heading', { name: 'Saved' }).waitFor();
    await expect(other.getByLabel(label, { exact: true }).inputValue()).resolves.toBe('A slow start');
    expect(site.faults.map(String)).toEqual([]);
  });
});
