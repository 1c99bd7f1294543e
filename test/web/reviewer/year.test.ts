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
import { openMeetingDay } from '../support/meeting.js';
import { openSite } from '../support/site.js';
import type { Site } from '../support/site.js';

let story: Story;
let site: Site;
let browser: Browser;
let page: Page;

const look = async (name: string): Promise<void> => {
  await expectToFit(page);
  await picture(page, `reviewer-${name}`);
  // Checked by script, so in a window that has it.
  const scripted = await windowOf(browser, site, REVIEWER);
  await scripted.goto(page.url());
  await expectAccessible(scripted);
  await scripted.context().close();
};
const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
const type = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
const main = () => page.locator('main').innerText();
const review = () => `${site.url}/people-i-review/${story.review}`;
/** As if the reviewer had signed in long ago. */
const provedLongAgo = () =>
  story.school.look.query(`update auth.session set proved_at = proved_at - interval '3 hours'`);

describeInBrowser('The reviewer through the year, without script', () => {
  beforeAll(async () => {
    story = await openMeetingDay();
    site = await openSite(story.school);
    browser = await openBrowser();
    page = await windowOf(browser, site, REVIEWER, { script: false });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await story?.school.close();
  });

  test('writes, saves a draft by its button, and shares', async () => {
    await page.goto(review());
    await type('Objective 1', 'Lead a guided reading group');
    await press('Save draft');
    expect(await main()).toContain('Draft saved');
    expect(await page.getByLabel('Objective 1', { exact: true }).inputValue()).toBe(
      'Lead a guided reading group',
    );
    await type('How you will both see that objective 1 is met', 'A group of six led alone');
    await type('Another training need', 'Leading guided reading');
    await press('Share with Amara');
    await press('Share with Amara');
    expect(await main()).toContain('Shared with Amara');
  });

  test('is asked for a proof before agreeing, and finds the comment there afterwards', async () => {
    await page.getByRole('link', { name: 'Agree to the review statement' }).click();
    await provedLongAgo();
    await type('A comment, if you want to add one', 'A good plan');
    await press('I agree');
    expect(page.url()).toContain(
      `/sign-in/again?returnTo=${encodeURIComponent(`/people-i-review/${story.review}/steps/agree`)}`,
    );
    await story.school.look.query('update auth.session set proved_at = clock_timestamp()');
    await page.goto(`${review()}/steps/agree`);
    expect(await page.getByLabel('A comment, if you want to add one').inputValue()).toBe('A good plan');
    await press('I agree');
    expect(await main()).toContain('You have agreed');
    await act(story, AMARA, 'reviews.agree', story.review, {});
    await story.school.advance('2026-10-07T09:00');
    await story.school.drain();
  });

  test('passes one more need on during the year', async () => {
    await page.goto(review());
    await type('One more training need came up', 'x'.repeat(201));
    await press('Pass it on');
    expect(await main()).toContain('must be 200 letters or fewer');
    await type('One more training need came up', 'Makaton');
    await press('Pass it on');
    expect(await main()).toContain('Passed on to the CPD leader');
    await story.school.drain();
    const { needs } = await act<{ needs: { title: string }[] }>(story, 'leader', 'needs.list');
    expect(needs.map(({ title }) => title).sort()).toEqual(['Leading guided reading', 'Makaton']);
    await look('year-noscript');
    await page.getByText('Count an observation').click();
    await type('Day of the observation', '6 Oct');
    await type('Minutes', 'an hour');
    await type('What you looked at', 'Guided reading');
    await press('Count it');
    expect(await main()).toContain('Enter a number for the minutes');
    await type('Minutes', '45');
    await press('Count it');
    expect(await main()).toContain('45 minutes. Guided reading');
  });

  test('holds the mid-year meeting beside the objectives; the notes are shared with its day', async () => {
    await story.school.advance('2027-02-24T09:00');
    await page.goto(`${review()}/mid-year`);
    await type('How each objective is coming along, and what helps', 'Two sessions a week');
    await type('Day of the meeting', '1 June 2027');
    await press(/^We met/);
    expect(await main()).toContain('cannot lie in the future');
    expect(await page.getByLabel('How each objective is coming along, and what helps').inputValue()).toBe(
      'Two sessions a week',
    );
    await type('Day of the meeting', '24 Feb');
    await look('mid-year-desk');
    await press(/^We met/);
    expect(await main()).toContain('The mid-year meeting is recorded');
    expect((await site.get(AMARA, `/review/${story.review}`)).text).toContain('Two sessions a week');
  });

  test('judges each objective, takes it back, shares it again, and signs', async () => {
    await page.goto(`${review()}/steps/close`);
    await press('Begin closing');
    await page.getByRole('link', { name: 'Judge the objectives' }).click();
    await press('Share with Amara');
    expect(await main()).toContain('Choose whether objective 1 was met');
    await look('judgement-refused-desk');
    await page.getByRole('radio', { name: 'Partly met' }).check();
    await type('What shows it, and why (objective 1)', 'Seen twice in the spring');
    await press('Share with Amara');
    await press('Share with Amara');
    expect(await main()).toContain('The judgement is shared');
    await press('Take it back');
    expect((await site.get(AMARA, `/review/${story.review}`)).text).not.toContain('Seen twice in the spring');
    await page.getByRole('link', { name: 'Judge the objectives' }).click();
    await press('Share with Amara');
    await press('Share with Amara');
    await page.getByRole('link', { name: 'Sign the review' }).click();
    await press(/^Sign$/);
    expect(await main()).toContain('Signed');
    await look('signed-desk');
    expect((await site.get(AMARA, `/review/${story.review}`)).text).toContain('Partly met');
    expect(site.faults.map(String)).toEqual([]);
  });
});

describeInBrowser('Somebody who is signed out by time while typing', () => {
  test('signs in again and finds the text there', async () => {
    const own = await openMeetingDay();
    const at = await openSite(own.school);
    const chrome = await openBrowser();
    try {
      const tab = await windowOf(chrome, at, AMARA);
      await tab.goto(`${at.url}/review/${own.review}`);
      await own.school.look.query('delete from auth.session');
      const label = 'How the year went, and what you would like to talk about';
      await tab.getByLabel(label).fill('Three good weeks of phonics');
      await tab.getByRole('button', { name: 'Save, keep it private' }).click();
      expect(tab.url()).toContain(`/sign-in?returnTo=${encodeURIComponent(`/review/${own.review}`)}`);
      const again = await openSite(own.school);
      const [name = '', value = ''] = (await again.signIn(AMARA)).split('=');
      await again.close();
      await tab.context().addCookies([{ name, value, url: at.url }]);
      await tab.goto(`${at.url}/review/${own.review}`);
      expect(await tab.getByLabel(label).inputValue()).toBe('Three good weeks of phonics');
      await tab.getByRole('button', { name: 'Save, keep it private' }).click();
      expect(await tab.locator('main').innerText()).toContain('Saved');
      await expectAccessible(tab);
    } finally {
      await chrome.close();
      await at.close();
      await own.school.close();
    }
  }, 120_000);
});
