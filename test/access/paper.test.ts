import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SessionsService } from '../../src/access/index.js';
import { startReviews, writeAndShare } from '../reviews/support/review-year.js';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';
import { byProof } from './support/by-proof.js';
import { openSite } from './support/browser.js';
import type { Browser, Site } from './support/browser.js';

const MARK = 'IBEX-9914';
let school: TestSchool;
let site: Site;
let review: string;
beforeAll(async () => {
  school = await openSchool();
  const ids = await startReviews(school, ['cook', 'ta']);
  review = ids['cook'] ?? '';
  await school.call('business', 'reviews.holdMeeting', {
    params: { id: review },
    body: { heldOn: '2026-09-01' },
  });
  await writeAndShare(school, review, 'business', { objective: `${MARK} menus` });
  site = await openSite(school);
});
afterAll(async () => {
  await site.close();
  await school.close();
});
beforeEach(() => school.look.query('delete from auth.attempt'));

const codeFor = (by: PersonName, of: PersonName) =>
  school.call<{ code: string }>(by, 'access.paperCode', { params: { id: school.person(of) } });
const signedIn = async (name: PersonName): Promise<Browser> => {
  const opened = await school.app
    .get(SessionsService, { strict: false })
    .open(school.person(name), 'link', { agent: 'Test browser', address: null });
  const browser = site.browser();
  browser.cookies.set('perennial', opened?.secret ?? '');
  await browser.get('/whoami');
  return browser;
};

describe('A code on paper', () => {
  test('is made by the line manager or an administrator for somebody who does not work online', async () => {
    expect((await codeFor('business', 'cook')).code).toMatch(/^[2-9A-HJKMNP-Z]{5} [2-9A-HJKMNP-Z]{5}$/);
    await codeFor('admin', 'cook');
    for (const [by, of] of [
      ['head', 'cook'],
      ['reviewer', 'ta'],
      ['colleague', 'cook'],
      ['cook', 'cook'],
    ] as const) {
      await expect(codeFor(by, of)).rejects.toMatchObject({ status: 403 });
    }
  });

  test('opens the device for one record; the supervisor is signed out, and both are in the audit', async () => {
    const { code } = await codeFor('business', 'cook');
    const browser = await signedIn('business');
    const supervisor = browser.cookies.get('perennial') ?? '';
    await browser.get(`/confirm-here/${review}`);
    const opened = await browser.post(`/confirm-here/${review}`, { code: code.toLowerCase() });
    expect(opened.location).toBe('/confirm');
    const sessions = school.app.get(SessionsService, { strict: false });
    expect(await sessions.of(supervisor)).toBeUndefined();
    const page = await browser.get('/confirm');
    expect(page.text).toContain('This is for Cora Dunn');
    expect(page.text).toContain(`${MARK} menus`);
    // Nothing else is open to it: no page, no session list, no post's or common records.
    expect((await browser.get('/whoami')).status).toBe(401);
    expect((await browser.get('/my-sessions')).status).toBe(303);
    const proof = { kind: 'session', secret: browser.cookies.get('perennial') ?? '' } as const;
    const { principal } = await school.unit.run(proof, async (tx) => tx);
    expect(principal.audiences.filter((a) => a === 'everyone' || a.startsWith('post:'))).toEqual([]);
    const done = await browser.post('/confirm', { comment: 'That is right' });
    expect(done.location).toBe('/confirmed');
    expect(browser.cookies.has('perennial')).toBe(false);
    await expect(byProof(school, proof, 'reviews.read', { params: { id: review } })).rejects.toThrow();
    const { rows } = await school.look.query(
      `select v.type, v.actor, s.how, s.opened_by from engine.event v, auth.session s
        where v.instance_id = $1 and v.type = 'AGREE' and s.how = 'paper'`,
      [review],
    );
    expect(rows).toMatchObject([{ type: 'AGREE', how: 'paper', opened_by: school.person('business') }]);
    expect(rows[0].actor).toContain(school.person('cook'));
    const audit = await school.look.query(
      `select detail from audit.entry where action = 'signed' and record = $1`,
      [review],
    );
    expect(audit.rows).toEqual([{ detail: { event: 'AGREE', by: 'session' } }]);
  });

  test('works once, and not after five wrong tries', async () => {
    const { code } = await codeFor('business', 'cook');
    const browser = await signedIn('business');
    const tryCode = async (typed: string) => {
      await browser.get(`/confirm-here/${review}`);
      return browser.post(`/confirm-here/${review}`, { code: typed });
    };
    for (let i = 0; i < 5; i++) expect((await tryCode('AAAAA AAAAA')).status).toBe(403);
    expect((await tryCode(code)).status).toBe(403);
    const { code: next } = await codeFor('business', 'cook');
    expect((await tryCode(next)).status).toBe(303);
    const again = await signedIn('business');
    await again.get(`/confirm-here/${review}`);
    expect((await again.post(`/confirm-here/${review}`, { code: next })).status).toBe(403);
  });

  test('opens nothing for a supervisor who cannot see the record, nor for a record of somebody online', async () => {
    const { code } = await codeFor('business', 'cook');
    const stranger = await signedIn('colleague');
    await stranger.get(`/confirm-here/${review}`);
    expect((await stranger.post(`/confirm-here/${review}`, { code })).status).toBe(404);
    expect((await stranger.get('/confirm-here/..%2f..%2fsettings')).status).toBe(404);
    const reviewer = await signedIn('reviewer');
    const { rows } = await school.look.query(`select id from confidential.review where reviewee_id = $1`, [
      school.person('ta'),
    ]);
    await reviewer.get(`/confirm-here/${rows[0].id}`);
    expect((await reviewer.post(`/confirm-here/${rows[0].id}`, { code })).status).toBe(404);
  });

  test('leaves the device after ten minutes by itself', async () => {
    const { code } = await codeFor('business', 'cook');
    const browser = await signedIn('business');
    await browser.get(`/confirm-here/${review}`);
    await browser.post(`/confirm-here/${review}`, { code });
    await school.look.query(
      `update auth.session set expires_at = now() where how = 'paper' and ended_at is null`,
    );
    expect((await browser.get('/confirm')).location).toMatch(/^\/sign-in/);
  });
});
