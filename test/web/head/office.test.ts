import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import type { Story } from '../../golden-path/cast.js';
import type { PersonName } from '../../support/school.js';
import {
  describeInBrowser,
  expectAccessible,
  expectToFit,
  openBrowser,
  picture,
  windowOf,
} from '../support/browser.js';
import { expectValidHtml } from '../support/html.js';
import { openLivedYear } from '../support/lived-year.js';
import { openSite } from '../support/site.js';
import type { Site } from '../support/site.js';

let story: Story;
let site: Site;
let browser: Browser;

const csv = (text: string) => ({ name: 'staff.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

describeInBrowser('The office, the head, finance and cover', () => {
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

  test.each<[PersonName, string, () => string]>([
    ['admin', 'staff', () => '/staff'],
    ['admin', 'member', () => `/staff/people/${story.school.person('ta')}`],
    ['admin', 'import', () => '/staff/import'],
    ['admin', 'settings', () => '/settings'],
    ['admin', 'dates', () => '/settings/term-dates'],
    ['admin', 'policy', () => '/settings/policy'],
    ['admin', 'year', () => '/settings/year'],
    ['admin', 'mail', () => '/settings/mail'],
    ['admin', 'wording', () => '/settings/mail/wording'],
    ['admin', 'outbox', () => '/settings/mail/outbox'],
    ['head', 'progress', () => '/progress'],
    ['business', 'money', () => '/money'],
    ['governor', 'totals', () => '/totals'],
    ['governor', 'referrals', () => '/referrals'],
    ['business', 'cover', () => '/cover?week=10+March+2027'],
  ])(
    '%s: %s breaks no rule of accessibility and fits',
    async (who, name, address) => {
      for (const size of ['desk', 'phone'] as const) {
        const page = await windowOf(browser, site, who, { size });
        expect((await page.goto(site.url + address()))?.status()).toBe(200);
        await picture(page, `office-${name}-${size}`);
        await expectToFit(page);
        await expectAccessible(page);
        await page.context().close();
      }
      expect(site.faults.map(String)).toEqual([]);
    },
    60_000,
  );

  test('pages are valid HTML', async () => {
    const pages: Record<string, string> = {};
    for (const [who, address] of [
      ['admin', '/staff'],
      ['admin', `/staff/people/${story.school.person('ta')}`],
      ['admin', '/staff/import'],
      ['admin', '/settings'],
      ['admin', '/settings/term-dates'],
      ['admin', '/settings/policy'],
      ['admin', '/settings/year'],
      ['admin', '/settings/mail'],
      ['head', '/progress'],
      ['business', '/money'],
      ['business', '/cover'],
    ] as const)
      pages[address] = (await site.get(who, address)).text;
    expectValidHtml(pages);
  }, 60_000);

  test('a staff file that is wrong is refused line by line, without script, and nothing is written', async () => {
    const page = await windowOf(browser, site, 'admin', { script: false });
    await page.goto(`${site.url}/staff/import`);
    await page.getByRole('button', { name: 'Check the file' }).click();
    expect(await page.getByRole('alert').innerText()).toContain('Choose a staff file');
    const header = 'Forename,Surname,Email,JobTitle,StaffGroup,StartDate';
    await page
      .getByLabel('Staff file')
      .setInputFiles(
        csv(`${header}\n<script>alert(1)</script>,👍,not an address,Teacher,wizard,31/02/2026\n`),
      );
    await page.getByRole('button', { name: 'Check the file' }).click();
    expect(await page.locator('h1').innerText()).toContain('mending');
    const table = await page.locator('table').first().innerText();
    expect(table).toContain('not an address');
    expect(await page.locator('script:not([src])').count()).toBe(0);
    await page.context().close();
  }, 60_000);

  test('a day of snow moves deadlines, and what is no day says so at its field', async () => {
    const wrong = await site.post('admin', '/settings/term-dates/closed', { date: 'soon' });
    expect([wrong.status, wrong.text.includes('Enter a day, like')]).toEqual([422, true]);
    expect((await site.post('admin', '/settings/term-dates/closed', { date: '9 Feb' })).status).toBe(303);
    expect((await site.get('admin', '/settings/term-dates')).text).toContain('9 February 2027');
  });

  test('policy takes what was changed and refuses what makes no sense', async () => {
    const { text } = await site.get('admin', '/settings/policy');
    const name = /<input class="govuk-input govuk-input--width-5" id="([^"]+)"/.exec(text)?.[1] ?? '';
    const wrong = await site.post('admin', '/settings/policy', { [name]: 'lots' });
    expect([wrong.status, wrong.text.includes('Enter a number from')]).toEqual([422, true]);
    expect((await site.post('admin', '/settings/policy', { [name]: '3' })).status).toBe(303);
  });

  test('a year is set up in three steps', async () => {
    const page = await windowOf(browser, site, 'admin');
    await page.goto(`${site.url}/settings/year`);
    await page.getByLabel('In which calendar year').fill('soon');
    await page.getByRole('button', { name: 'Set it up' }).click();
    await expectAccessible(page);
    await page.getByLabel('In which calendar year').fill('2027');
    await page.getByRole('button', { name: 'Set it up' }).click();
    await page.getByLabel('Priorities of the improvement plan').fill('P1 Writing\nP2 Attendance');
    await page.getByRole('button', { name: 'Save the priorities' }).click();
    expect(await page.locator('main').innerText()).toContain('Pots are kept by');
    const leader = await windowOf(browser, site, 'leader');
    await leader.goto(page.url());
    await leader.getByLabel('Name of the pot').fill('Staff development');
    await leader.getByLabel('Amount').fill('£12,500');
    await leader.getByRole('button', { name: 'Save the pot' }).click();
    expect(await leader.locator('table').innerText()).toContain('£12,500');
    await expectAccessible(leader);
    await picture(leader, 'office-year-2-desk');
    await leader.context().close();
    await page.getByRole('link', { name: 'Go on to opening it' }).click();
    await expectAccessible(page);
    await picture(page, 'office-year-3-desk');
    expect(await page.locator('.confirm').innerText()).toContain('2027 to 2028');
    await page.context().close();
  }, 90_000);

  test('mail is held until it is let go, and held again', async () => {
    expect((await site.get('admin', '/settings/mail')).text).toContain('Mail');
    expect((await site.post('admin', '/settings/mail/live', { live: 'yes' })).status).toBe(303);
    expect((await site.get('admin', '/settings/mail')).text).toContain('Mail leaves the school');
    expect((await site.post('admin', '/settings/mail/live', { live: 'no' })).status).toBe(303);
    expect((await site.get('admin', '/settings/mail')).text).toContain('All mail is held');
    expect((await site.post('teacher', '/settings/mail/live', { live: 'yes' })).status).toBe(403);
  });

  test('somebody gets a post, and what is no day is refused at its field', async () => {
    const at = `/staff/people/${story.school.person('colleague')}`;
    const wrong = await site.post('admin', `${at}/posts`, { post: 'cover', from: 'whenever' });
    expect([wrong.status, wrong.text.includes('govuk-error-message')]).toEqual([422, true]);
    expect((await site.post('admin', `${at}/posts`, { post: 'cover', from: '3 February 2027' })).status).toBe(
      303,
    );
    expect(
      (await site.post('teacher', `${at}/posts`, { post: 'head', from: '3 February 2027' })).status,
    ).toBe(403);
  });
});
