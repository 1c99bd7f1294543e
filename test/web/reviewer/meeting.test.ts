import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { act, AMARA, REVIEWER } from '../../golden-path/cast.js';
import type { Story } from '../../golden-path/cast.js';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  openBrowser,
  picture,
  windowOf,
} from '../support/browser.js';
import { expectValidHtml } from '../support/html.js';
import { openMeetingDay, prepareMeeting } from '../support/meeting.js';
import { openSite } from '../support/site.js';
import type { Site } from '../support/site.js';

let story: Story;
let site: Site;
let browser: Browser;
let page: Page;

const look = async (name: string): Promise<void> => {
  await expectToFit(page);
  await picture(page, `reviewer-${name}`);
  await expectAccessible(page);
};
const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
const type = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
const main = () => page.locator('main').innerText();

describeInBrowser('The reviewer after a meeting', () => {
  beforeAll(async () => {
    story = await openMeetingDay();
    await prepareMeeting(story);
    site = await openSite(story.school);
    browser = await openBrowser();
    page = await windowOf(browser, site, REVIEWER);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await story?.school.close();
  });

  test('sees the people they review with the next action and its day', async () => {
    await page.goto(`${site.url}/people-i-review`);
    expect(await main()).toContain("Amara O'Neill");
    await look('people-desk');
    await page.getByRole('link', { name: /Prepare the meeting.*Amara/ }).click();
    await look('meeting-desk');
    expect(await main()).toContain('I would like to lead one by myself');
  });

  test('passes three needs on from one page within two minutes', async () => {
    const began = performance.now();
    await type('Objective 1', 'Lead a guided reading group every week');
    await type('How you will both see that objective 1 is met', 'A group of six led alone from January');
    await type('What you agreed about the year', 'A good start with the reading groups.');
    await page.getByRole('checkbox', { name: /^TA/ }).first().check();
    await page.getByRole('checkbox', { name: /I want this too/ }).check();
    await type('Another training need', 'Leading guided reading');
    await press('Share with Amara');
    expect(await page.title()).toContain('Share the draft with Amara');
    expect(await main()).toMatch(/2026 to 2027/);
    expect(await main()).toContain('Lena Frost sees three training needs');
    await look('share-desk');
    await press('Share with Amara');
    expect(await main()).toContain('Shared with Amara');
    expect((performance.now() - began) / 1000).toBeLessThan(120);
    await look('shared-desk');
    const { needs } = await act<{ needs: { title: string }[] }>(story, AMARA, 'reviews.annex', story.review);
    expect(needs.map(({ title }) => title)).toContain('Leading guided reading');
    expect(needs).toHaveLength(3);
  });

  test('has no draft left over from what was sent', async () => {
    const { rows } = await story.school.look.query('select form from cpd.draft');
    expect(rows).toEqual([]);
  });

  test('takes it back at once, finds everything there, and shares it again', async () => {
    await press('Take it back');
    expect(await main()).toContain('Withdrawn');
    expect(await page.getByLabel('Objective 1', { exact: true }).inputValue()).toBe(
      'Lead a guided reading group every week',
    );
    await look('drafting-desk');
    await press('Share with Amara');
    await press('Share with Amara');
  });

  test('agrees after confirming whom and which year; nothing passes before both have and the time is over', async () => {
    await page.getByRole('link', { name: 'Agree to the review statement' }).click();
    expect(await main()).toMatch(/For\s+Amara O'Neill\s+Year\s+2026 to 2027/);
    await look('agree-desk');
    await press('I agree');
    expect(await main()).toContain('You have agreed');
    await act(story, AMARA, 'reviews.agree', story.review, {});
    await page.reload();
    await look('agreed-desk');
    await story.school.advance('2026-10-07T09:00');
    await story.school.drain();
    const { needs } = await act<{ needs: { title: string }[] }>(story, 'leader', 'needs.list');
    expect(needs).toHaveLength(3);
    await page.reload();
    await look('year-desk');
  });

  test('finds valid HTML and no fault of ours on all of it', async () => {
    const pages: Record<string, string> = {};
    for (const address of [
      '/people-i-review',
      `/people-i-review/${story.review}`,
      `/people-i-review/${story.review}/steps/close`,
    ]) {
      pages[address] = (await site.get(REVIEWER, address)).text;
    }
    expectValidHtml(pages);
    expect(site.faults.map(String)).toEqual([]);
  });
});
