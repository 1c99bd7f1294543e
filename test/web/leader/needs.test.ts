import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { brotliCompressSync, constants } from 'node:zlib';
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

const STAFF = ['leadership', 'teacher', 'teachingAssistant', 'catering', 'business', 'administration'];
let story: Story;
let site: Site;
let browser: Browser;

type Line = { id: string; title: string; place: string; themeId: string | null; groupId: string | null };
const needs = async (): Promise<Line[]> =>
  (await story.school.call<{ needs: Line[] }>('leader', 'needs.list', { query: { limit: '200' } })).needs;
const titled = async (title: string): Promise<Line> =>
  (await needs()).find((need) => need.title === title) as Line;

/** At both sizes: a picture, no rule of accessibility broken, nothing too wide. */
async function seen(page: Page, name: string): Promise<void> {
  for (const size of ['phone', 'desk'] as const) {
    await page.setViewportSize(SIZES[size]);
    await picture(page, `leader-${name}-${size}`);
    await expectToFit(page);
    await expectAccessible(page);
  }
}

describeInBrowser('Sorting training needs', () => {
  beforeAll(async () => {
    story = await openLivedYear();
    const { school } = story;
    for (const [who, title] of [
      ['ta', 'Phonics catch-up for our older readers'],
      ['reviewer', 'Phonics catch-up with older readers'],
      ['cook', 'Food allergies'],
    ] as const) {
      await school.call(who, 'needs.request', { body: { title, framework: 'ts-2011', standards: ['TS5'] } });
    }
    await school.look.query(
      `insert into cpd.strength (school_id, person_id, framework, standard, assessment_id, since)
        values ($1, $2, 'ts-2011', 'TS5', gen_random_uuid(), now())`,
      [school.id, school.person('deputy')],
    );
    site = await openSite(school);
    browser = await openBrowser();
  }, 240_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await story?.school.close();
  });

  test('by keyboard: ticks, sorts under a new theme, and takes it back', async () => {
    const page = await windowOf(browser, site, 'leader');
    await page.goto(`${site.url}/training-needs`);
    await seen(page, 'needs');
    await page
      .getByRole('link', { name: /Looks like two others/ })
      .first()
      .focus();
    await page.keyboard.press('Enter');
    expect(await page.getByText('3 ticked').isVisible()).toBe(true);
    await page.getByRole('checkbox').first().focus();
    await page.keyboard.press('s');
    await page.waitForURL('**/decide');
    expect(await page.locator('h1').textContent()).toBe('Sort three training needs');
    await seen(page, 'needs-sort');
    await page.getByRole('button', { name: /Sort three/ }).press('Enter');
    await page.getByRole('alert').waitFor();
    await seen(page, 'needs-sort-refused');
    await page.getByLabel('The whole school').check();
    await page.getByLabel('Or a new theme').fill('Phonics 👍 <script>');
    await page.keyboard.press('Enter');
    await page.getByText('Sorted: three training needs.').waitFor();
    await seen(page, 'needs-sorted');
    expect((await titled('Phonics catch-up for our older readers')).place).toBe('triaged');
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Taken back: 3 of 3').waitFor();
    expect((await titled('Phonics catch-up for our older readers')).place).toBe('passed');
    await page.context().close();
  });

  test('without script: merges duplicates, puts off with a reason in words, declines; the person reads why', async () => {
    const page = await windowOf(browser, site, 'leader', { script: false });
    const list = `${site.url}/training-needs?view=list`;
    await page.goto(list);
    await page.getByRole('button', { name: 'Merge' }).click();
    await page.getByText('Tick the training needs to merge').first().waitFor();
    await page
      .getByRole('link', { name: /Looks like two others/ })
      .first()
      .click();
    await page.getByRole('button', { name: 'Merge' }).click();
    await page.getByRole('button', { name: /Merge three/ }).click();
    await page.getByText('Merged: three training needs.').waitFor();
    expect(page.url()).toBe(list);
    expect(await page.getByText('two others, merged').isVisible()).toBe(true);

    await page.getByLabel('Food allergies').check();
    await page.getByRole('button', { name: 'Decline' }).click();
    await page.getByLabel('Reason').fill('x'.repeat(4001));
    await page.getByRole('button', { name: /Decline one/ }).click();
    await page.getByText('Reason must be 4000 letters or fewer').first().waitFor();
    await page.getByLabel('Reason').fill('The kitchen company trains you in May. <b>مرحبا</b>');
    await page.getByRole('button', { name: /Decline one/ }).click();
    await page.getByText('Declined: one training need.').waitFor();

    await page.getByLabel('Adapting mathematics').check();
    await page.getByRole('button', { name: 'Put off' }).click();
    await page.getByLabel('Until when').fill('12 April');
    await page.getByLabel('Reason').fill('After the new scheme arrives');
    await page.getByRole('button', { name: /Put off one/ }).click();
    await page.getByText('Put off until 12 April').waitFor();
    await story.school.advance('2027-02-02T10:00');
    await story.school.drain();
    const told = await story.school.call('cook', 'needs.mine');
    expect(JSON.stringify(told)).toContain('The kitchen company trains you in May.');
    await page.context().close();
  });

  test('one need shows who here is good at it; the order of the sorted ones is made on one page', async () => {
    const page = await windowOf(browser, site, 'leader');
    const need = await titled('Phonics catch-up for our older readers');
    await page.goto(`${site.url}/training-needs/${need.id}`);
    expect(await page.locator('main').innerText()).toContain('Dele Okoro');
    await seen(page, 'need');
    await page.goto(`${site.url}/training-needs/order`);
    await seen(page, 'needs-order');
    expect(site.faults.map(String)).toEqual([]);
    await page.context().close();
  });

  test('holds 400 needs on one light page', async () => {
    for (let n = 1; n <= 36; n += 1) {
      await story.school.call('leader', 'needs.raiseForMany', {
        body: { title: `Need ${n} of everybody`, origin: 'statutory', people: [], staffGroups: [...STAFF] },
      });
    }
    await site.get('leader', '/training-needs');
    const began = performance.now();
    const { text } = await site.get('leader', '/training-needs');
    const took = Math.round(performance.now() - began);
    expect(text.match(/name="need"/g)?.length).toBeGreaterThanOrEqual(400);
    // As the pages are sent to browsers.
    const weight = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } }).length;
    process.stderr.write(
      `\n  triage of ${text.match(/name="need"/g)?.length} needs: ${took} ms, ${weight} bytes packed\n`,
    );
    expect(weight).toBeLessThan(30_000);
  }, 120_000);

  test('staff who do not sort needs are kept out', async () => {
    expect((await site.get('ta', '/training-needs')).status).toBe(403);
  });
});
