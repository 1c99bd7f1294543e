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
import { openMeetingDay } from '../support/meeting.js';
import { openSite } from '../support/site.js';
import type { Site } from '../support/site.js';

let story: Story;
let site: Site;
let browser: Browser;
let page: Page;

const look = async (name: string): Promise<void> => {
  await expectToFit(page);
  await picture(page, `staff-${name}`);
  await expectAccessible(page);
};
const press = (name: string | RegExp) => page.getByRole('button', { name }).first().click();
const type = (label: string, text: string) => page.getByLabel(label, { exact: true }).fill(text);
const main = () => page.locator('main').innerText();
const visit = (address: string) => page.goto(site.url + address);

describeInBrowser('A member of staff, on a phone', () => {
  beforeAll(async () => {
    story = await openMeetingDay();
    site = await openSite(story.school);
    browser = await openBrowser();
    page = await windowOf(browser, site, AMARA, { size: 'phone' });
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await story?.school.close();
  });

  test('comes from the list of what needs them to the page where it is done', async () => {
    await visit('/');
    await page.getByRole('link', { name: /Rate my standards/ }).click();
    expect(page.url()).toBe(`${site.url}/development/standards`);
    await look('standards-phone');
  });

  test('rates standards privately, sends them, and can take them back', async () => {
    const groups = page.locator('fieldset.rate');
    await groups.nth(0).getByRole('radio', { name: 'Secure' }).check();
    await groups.nth(3).getByRole('radio', { name: 'Not yet' }).check();
    await press('Save, keep it private');
    expect(await main()).toContain('Only you can see it');
    const reviewerSees = await site.get(REVIEWER, `/people-i-review/standards/${story.assessment}`);
    expect(reviewerSees.text).toContain('Nothing has been sent to you yet');
    await press('Send to my reviewer');
    expect(await main()).toContain('Sent to your reviewer');
    await look('standards-sent-phone');
    await press('Take it back');
    expect(await main()).toContain('Nobody but you sees it now');
    await press('Send to my reviewer');
  });

  test('keeps evidence in under 15 seconds: a line with a photo', async () => {
    const began = performance.now();
    await visit('/development/evidence');
    await type('What happened', 'Read with Year 4: everybody joined in 🎉');
    await page.getByLabel('Photo or file').setInputFiles({
      name: 'display.png',
      mimeType: 'image/png',
      buffer: Buffer.from(
        'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
        'base64',
      ),
    });
    await page.getByLabel('Standard', { exact: true }).selectOption({ index: 4 });
    await press('Keep it');
    expect(await main()).toContain('is in your evidence');
    expect((performance.now() - began) / 1000).toBeLessThan(15);
    await look('evidence-phone');
    await visit('/development');
    await look('development-phone');
    await type('Something went well? Keep it as evidence', 'A parent thanked us');
    await press('Keep it');
    expect(await main()).toContain('A parent thanked us');
  });

  test('is told at the field what is wrong with a file or a link, and loses nothing', async () => {
    await type('What happened', 'A song that we wrote');
    await page.getByLabel('Photo or file').setInputFiles({
      name: 'a.exe',
      mimeType: 'application/octet-stream',
      buffer: Buffer.from('MZ\u0000\u0001'),
    });
    await press('Keep it');
    expect(await main()).toContain('no kind of file that is taken here');
    expect(await page.getByLabel('What happened', { exact: true }).inputValue()).toBe('A song that we wrote');
    await page.getByText('A link, or another day').click();
    await type('Link', 'javascript:alert(1)');
    await press('Keep it');
    expect(await main()).toMatch(/Please look at this again/);
    await look('evidence-refused-phone');
  });

  test('drafts their review privately; the reviewer sees it only once it is shared', async () => {
    await visit('/review');
    await type(
      'How the year went, and what you would like to talk about',
      'Groups went well <script>alert(1)</script>',
    );
    await type('Objective 1 that you propose', 'Lead a group');
    await type('How it will be seen that objective 1 is met', 'A group of six');
    await type('Something that you want to learn', 'Phonics catch-up');
    await type('Where you want to be in five years', 'Leading reading across the school');
    await press('Save, keep it private');
    expect(await main()).toContain('Only you can see it');
    await look('review-draft-phone');
    const before = (await site.get(REVIEWER, `/people-i-review/${story.review}`)).text;
    expect(before).not.toContain('Groups went well');
    expect(before).not.toContain('Phonics catch-up');
    await press(/^Share with Rhys/);
    expect(await main()).toMatch(/For\s+Amara O'Neill\s+Year\s+2026 to 2027/);
    await look('review-share-phone');
    await press(/^Share with Rhys/);
    const after = (await site.get(REVIEWER, `/people-i-review/${story.review}`)).text;
    expect(after).toContain('Groups went well &lt;script&gt;');
    expect(after).toContain('Phonics catch-up');
    expect(after).toContain('Leading reading across the school');
  });

  test('keeps a journal that nobody else reads', async () => {
    await visit('/development/journal');
    await type('What is on your mind', 'HERON-2290 a hard week');
    await press('Write it down');
    expect(await main()).toContain('HERON-2290');
    await look('journal-phone');
    for (const who of [REVIEWER, 'leader', 'head', 'admin'] as const) {
      const { rows } = await story.school.look.query('select id from confidential.journal_entry');
      expect((await site.get(who, `/development/journal/${rows[0]?.id}`)).status).toBe(404);
    }
  });

  test('sees where each training need is and why, and asks for one more', async () => {
    await visit('/development/training-needs');
    expect(await main()).toContain('No training need of yours has been passed on yet');
    await type('What do you want to learn?', 'Makaton');
    await press('Ask for it');
    expect(await main()).toContain('With the CPD leader');
    const { needs } = await act<{ needs: { id: string }[] }>(story, 'leader', 'needs.list');
    await act(story, 'leader', 'needs.defer', needs[0]?.id, {
      until: '2027-01-11',
      reason: 'After the reading project',
    });
    await story.school.advance('2026-10-09T09:00');
    await page.reload();
    expect(await main()).toContain('After the reading project');
    await look('needs-phone');
  });

  test('agrees to the shared statement, and reads who will see what', async () => {
    await act(story, REVIEWER, 'reviews.holdMeeting', story.review, { heldOn: '2026-10-08' });
    const objective = {
      id: '11111111-1111-4111-8111-111111111111',
      title: 'Lead a group',
      successCriteria: 'Six pupils',
      framework: null,
      standards: [],
    };
    await act(
      story,
      REVIEWER,
      'reviews.write',
      story.review,
      { version: 0, body: { objectives: [objective] } },
      { part: 'objectives' },
    );
    await act(story, REVIEWER, 'reviews.share', story.review, {});
    await visit('/');
    await page.getByRole('link', { name: /^Read and agree/ }).click();
    await look('review-shared-phone');
    await page.getByRole('link', { name: 'Agree to the review statement' }).click();
    await type('A comment, if you want to add one', 'Thank you');
    await press('I agree');
    expect(await main()).toContain('You have agreed');
    await look('review-agreed-phone');
  });

  test('finds valid HTML and no fault of ours on all of it', async () => {
    const pages: Record<string, string> = {};
    for (const address of [
      '/development',
      '/development/standards',
      '/development/evidence',
      '/development/journal',
      '/development/training-needs',
      `/review/${story.review}`,
    ]) {
      pages[address] = (await site.get(AMARA, address)).text;
    }
    expectValidHtml(pages);
    expect(site.faults.map(String)).toEqual([]);
  });
});
