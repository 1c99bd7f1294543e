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

const look = async (page: Page, name: string): Promise<void> => {
  await expectToFit(page);
  await picture(page, name);
  await expectAccessible(page);
};

describeInBrowser('Reviewer and member of staff about standards', () => {
  beforeAll(async () => {
    story = await openMeetingDay();
    site = await openSite(story.school);
    browser = await openBrowser();
    const { matrix } = await act<{ matrix: { standard: string }[] }>(
      story,
      AMARA,
      'standards.read',
      story.assessment,
    );
    for (const [n, rating] of [
      [1, 3],
      [3, 1],
    ] as const) {
      const standard = matrix[n]?.standard ?? '';
      await act(
        story,
        AMARA,
        'standards.rate',
        story.assessment,
        { version: 0, rating, note: 'My view' },
        { standard },
      );
    }
    await act(story, AMARA, 'standards.submit', story.assessment, {});
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await story?.school.close();
  });

  test('the reviewer sees one standard differently, with a reason at its field', async () => {
    const page = await windowOf(browser, site, REVIEWER);
    await page.goto(`${site.url}/people-i-review`);
    await page.getByRole('link', { name: /Answer their self-assessment/ }).click();
    await page.getByText('I see this differently').first().click();
    await page
      .getByLabel(/How you see/)
      .first()
      .selectOption('Developing');
    await page.getByRole('button', { name: 'Send my answer' }).click();
    expect(await page.locator('main').innerText()).toContain('Say in 1 to 4000 letters why');
    await look(page, 'reviewer-standards-refused-desk');
    await page
      .getByLabel(/Why you see/)
      .first()
      .fill('One more term of practice');
    await page.getByRole('button', { name: 'Send my answer' }).click();
    expect(await page.locator('main').innerText()).toContain('Sent, with your reasons');
    await page.context().close();
  });

  test('the person lets both views stand, chooses a gap, and finds it in their review', async () => {
    const page = await windowOf(browser, site, AMARA, { size: 'phone' });
    await page.goto(`${site.url}/development/standards`);
    expect(await page.locator('main').innerText()).toContain('One more term of practice');
    await look(page, 'staff-standards-differ-phone');
    await page.getByRole('button', { name: 'Let both views stand' }).click();
    await page.getByRole('checkbox').first().check();
    await look(page, 'staff-standards-choose-phone');
    await page.getByRole('button', { name: 'Put these into my review' }).click();
    expect(await page.locator('main').innerText()).toContain('From a standards gap');
    await page.goto(`${site.url}/development/standards`);
    await page.getByRole('button', { name: 'Yes, offer my strengths' }).click();
    expect(await page.locator('main').innerText()).toContain('Colleagues can be matched with you');
    expect(site.faults.map(String)).toEqual([]);
    await page.context().close();
  });
});
