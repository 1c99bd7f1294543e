import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { AccessSettings } from '../../src/access/index.js';
import { openSchool, plant } from '../support/school.js';
import type { TestSchool } from '../support/school.js';
import { openSite } from './support/browser.js';
import type { Site } from './support/browser.js';

let school: TestSchool;
let site: Site;
beforeAll(async () => {
  school = await openSchool();
  site = await openSite(school);
  await school.look.query(`update auth.token set label = 'demo: head' where person_id = $1`, [
    school.person('head'),
  ]);
});
afterAll(async () => {
  await site.close();
  await school.close();
});
beforeEach(() => school.look.query('delete from auth.session'));

describe('“Sign in as”', () => {
  test('lists the people of the demo school, opens a session as one of them and goes where they wanted to', async () => {
    const browser = site.browser();
    const page = await browser.get('/sign-in/demo?returnTo=/reviews');
    expect(page.status).toBe(200);
    expect(page.text).toContain('Lena Frost');
    expect(page.text).toContain('value="/reviews"');
    const signedIn = await browser.post('/sign-in/demo', {
      person: school.person('leader'),
      returnTo: '/reviews',
    });
    expect(signedIn.status).toBe(303);
    expect(signedIn.location).toBe('/reviews');
    expect((await browser.get('/whoami')).text).toContain('Lena Frost: staff, reviewer, cpdLeader');
  });

  test('shows names as text, whatever is in them, and nothing that a cache may keep', async () => {
    const nasty = `<img src=x onerror=alert(1)>"'&`;
    await school.look.query('update cpd.person set surname = $2 where id = $1', [
      school.person('cook'),
      nasty,
    ]);
    const { text, headers } = await site.browser().get('/sign-in/demo');
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;');
    expect(text).not.toContain('<img');
    expect(headers.get('cache-control')).toBe('no-store');
  });

  test('gives a cookie that no script can read and no other site can send', async () => {
    const browser = site.browser();
    await browser.get('/sign-in/demo');
    const answer = await browser.post('/sign-in/demo', { person: school.person('ta') });
    const cookie = answer.headers.getSetCookie().find((line) => line.startsWith('perennial='));
    expect(cookie).toMatch(/; Path=\/; HttpOnly; SameSite=Lax$/);
  });

  test('leads to no other site', async () => {
    const browser = site.browser();
    await browser.get('/sign-in/demo');
    const answer = await browser.post('/sign-in/demo', {
      person: school.person('ta'),
      returnTo: 'https://evil.example/',
    });
    expect(answer.location).toBe('/');
  });

  test('asks for the token of its own form', async () => {
    const browser = site.browser();
    await browser.get('/sign-in/demo');
    for (const _csrf of ['', 'x', 'x'.repeat(43)]) {
      const answer = await browser.post('/sign-in/demo', { person: school.person('head'), _csrf });
      expect(answer.status).toBe(403);
    }
    const other = site.browser();
    other.csrf = browser.csrf;
    expect((await other.post('/sign-in/demo', { person: school.person('head') })).status).toBe(403);
    expect((await school.look.query('select 1 from auth.session')).rows).toEqual([]);
  });

  test('knows nobody of another school, nobody who left, and nothing that is no person', async () => {
    const real = await plant(school.look, 'Real School', '765432');
    await school.look.query(`update cpd.person set leaves_on = '2026-01-01' where id = $1`, [
      school.person('ta2'),
    ]);
    const browser = site.browser();
    const { text } = await browser.get('/sign-in/demo');
    expect(text).not.toContain('Bea Lund');
    expect(text).not.toContain(real.people.head);
    for (const person of [real.people.head, school.person('ta2'), 'x', '', `${school.person('head')}'`]) {
      expect((await browser.post('/sign-in/demo', { person })).status).toBe(404);
    }
    expect((await school.look.query('select 1 from auth.session')).rows).toEqual([]);
  });

  test('is not there where the server has a public address', async () => {
    const settings = school.app.get(AccessSettings, { strict: false });
    const browser = site.browser();
    await browser.get('/sign-in/demo');
    Object.assign(settings, { demo: false });
    try {
      expect((await browser.get('/sign-in/demo')).status).toBe(404);
      const answer = await browser.post('/sign-in/demo', { person: school.person('head') });
      expect(answer.status).toBe(404);
      expect(browser.cookies.has('perennial')).toBe(false);
    } finally {
      Object.assign(settings, { demo: true });
    }
  });

  test('is left again by signing out, with the session’s own token only', async () => {
    const browser = site.browser();
    await browser.get('/sign-in/demo');
    await browser.post('/sign-in/demo', { person: school.person('ta') });
    expect((await browser.post('/sign-out', {})).status).toBe(403);
    await browser.get('/whoami');
    const cookie = browser.cookies.get('perennial') ?? '';
    const out = await browser.post('/sign-out', {});
    expect(out.status).toBe(303);
    expect(browser.cookies.has('perennial')).toBe(false);
    expect((await browser.get('/whoami', { cookie: `perennial=${cookie}` })).status).toBe(401);
  });
});
