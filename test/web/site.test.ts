import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import type { Story } from '../golden-path/cast.js';
import type { PersonName } from '../support/school.js';
import { crawl, unlabelledFields } from './support/crawl.js';
import { expectValidHtml } from './support/html.js';
import { CONFIDENTIAL, openLivedYear } from './support/lived-year.js';
import { openSite } from './support/site.js';
import type { Site } from './support/site.js';

let story: Story;
let site: Site;
beforeAll(async () => {
  story = await openLivedYear();
  site = await openSite(story.school);
}, 120_000);
afterAll(async () => {
  await site?.close();
  await story?.school.close();
});

describe('A crawl by links', () => {
  test.each<PersonName>(['ta', 'reviewer', 'leader', 'head', 'business', 'admin', 'governor'])(
    'as %s meets no dead link, no fault, no field without a label, and nothing confidential of others',
    async (who) => {
      const pages = await crawl(site, who, { most: 60 });
      const wrong = [...pages]
        .filter(([, { status }]) => status !== 200)
        .map(([at, { status }]) => [at, status]);
      expect(wrong).toEqual([]);
      for (const [address, { text }] of pages) {
        expect(unlabelledFields(text)).toEqual([]);
        // The two people of the review read it on its own pages; nobody else, and nowhere else.
        const isTheirs =
          (who === 'ta' || who === 'reviewer') && /^\/(review|people-i-review)\//.test(address);
        if (!isTheirs) expect([address, text.includes(CONFIDENTIAL)]).toEqual([address, false]);
      }
      expect(site.faults.map(String)).toEqual([]);
    },
  );
});

describe('Pages', () => {
  test('are valid HTML', async () => {
    const addresses = [
      '/',
      `/records/${story.booking}`,
      '/how-it-works',
      '/how-it-works/need',
      '/who-sees-what',
      '/nothing',
    ];
    const pages: Record<string, string> = {};
    for (const address of addresses) pages[address] = (await site.get('leader', address)).text;
    expectValidHtml(pages);
  });

  test('of a record that is confidential between others look like pages that do not exist', async () => {
    const hidden = await site.get('leader', `/records/${story.review}`);
    const absent = await site.get('leader', '/records/00000000-0000-4000-8000-000000000000');
    expect([hidden.status, absent.status]).toEqual([404, 404]);
    const main = (html: string) => /<main[^]*<\/main>/.exec(html)?.[0];
    expect(main(hidden.text)).toBe(main(absent.text));
  });

  test('send whoever is not signed in to sign in, and back afterwards', async () => {
    const answer = await site.get(null, `/records/${story.booking}?x=1`);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(
      `/sign-in?returnTo=${encodeURIComponent(`/records/${story.booking}?x=1`)}`,
    );
  });
});

describe('A draft', () => {
  const save = (who: PersonName, more: object = {}) =>
    site.post(who, '/drafts', { _form: 'test:1', title: 'Half a sentence 👍 <b>', ...more });
  const kept = async () =>
    (await story.school.look.query(`select person_id, fields from cpd.draft where form = 'test:1'`)).rows;

  test('is kept for whoever typed it, the latest only, and can be thrown away', async () => {
    expect((await save('ta', { title: 'First' })).status).toBe(303);
    await save('ta');
    expect(await kept()).toEqual([
      { person_id: story.school.person('ta'), fields: { title: 'Half a sentence 👍 <b>' } },
    ]);
    for (const who of ['head', 'leader', 'reviewer', 'admin'] as const) {
      expect(await story.school.as(who, (tx) => tx.query('select * from cpd.draft'))).toEqual([]);
    }
    await site.post('ta', '/drafts/forget', { _form: 'test:1' });
    expect(await kept()).toEqual([]);
  });

  test('needs the token of the session and a proper name', async () => {
    expect((await save('ta', { _csrf: 'x' })).status).toBe(403);
    expect((await save('ta', { _form: '../..' })).status).toBe(422);
    expect(await kept()).toEqual([]);
  });
});

describe('Views', () => {
  test('never let text in as markup', () => {
    const root = fileURLToPath(new URL('../../src', import.meta.url));
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' });
    const views = files.filter((name) => /(^|\/)web\/.*\.njk$/.test(name));
    expect(views.length).toBeGreaterThan(5);
    const loose = views.filter((name) =>
      /\|\s*safe\b|autoescape/.test(readFileSync(join(root, name), 'utf8')),
    );
    expect(loose).toEqual([]);
    const trusting = files.filter(
      (name) => name.endsWith('.ts') && /\bownMarkup\(/.test(readFileSync(join(root, name), 'utf8')),
    );
    expect(trusting.sort()).toEqual([
      'records/web/map-picture.ts',
      'records/web/route-picture.ts',
      'web/view/markup.ts',
    ]);
  });
});
