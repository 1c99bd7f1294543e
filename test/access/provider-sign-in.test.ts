import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { openSchool, plant } from '../support/school.js';
import type { TestSchool } from '../support/school.js';
import { openSite } from './support/browser.js';
import type { Browser, Page, Site } from './support/browser.js';
import { IdentityProvider } from './support/identity-provider.js';

let school: TestSchool;
let site: Site;
let first: IdentityProvider;
let second: IdentityProvider;
beforeAll(async () => {
  // The provider says at length that it keeps everything in memory, which is what a test wants.
  jest.spyOn(console, 'warn').mockImplementation(() => undefined);
  [first, second] = [await new IdentityProvider().listen(), await new IdentityProvider().listen()];
  const env = (name: string, { issuer }: IdentityProvider) => ({
    [`SIGN_IN_${name}_ISSUER`]: issuer,
    [`SIGN_IN_${name}_CLIENT_ID`]: 'perennial',
    [`SIGN_IN_${name}_CLIENT_SECRET`]: 'a secret that only tests know',
  });
  school = await openSchool({
    env: {
      SIGN_IN_PROVIDERS: 'google,microsoft,gone',
      ...env('GOOGLE', first),
      ...env('MICROSOFT', second),
      SIGN_IN_MICROSOFT_TRUST_EMAIL: 'yes',
      ...env('GONE', { issuer: 'http://localhost:9' } as IdentityProvider),
    },
  });
  site = await openSite(school);
  first.serve(`${site.url}/sign-in/back/google`);
  second.serve(`${site.url}/sign-in/back/microsoft`);
});
afterAll(async () => {
  await site.close();
  await first.close();
  await second.close();
  await school.close();
});
beforeEach(async () => {
  await school.look.query('delete from auth.session; delete from auth.identity; delete from auth.attempt');
  first.account = { sub: 'g-teacher', email: 'teacher@school.example', email_verified: true };
  second.account = { sub: 'm-teacher', email: 'Teacher@School.example' };
  first.declines = false;
});

const leave = async (browser: Browser, name = 'google', query = '') => {
  const page = await browser.get(`/sign-in/with/${name}${query}`);
  expect(page.status).toBe(303);
  return page.location ?? '';
};
const back = async (browser: Browser, name = 'google', change = (url: string) => url): Promise<Page> => {
  const provider = name === 'google' ? first : second;
  const url = await provider.visit(change(await leave(browser, name)), site.url);
  return browser.get(url);
};
const whoami = async (browser: Browser) => (await browser.get('/whoami')).text;
const openSessions = async () =>
  Number((await school.look.query('select count(*) from auth.session')).rows[0].count);
const refused = async (page: Page, status: number, words: string) => {
  expect(page.status).toBe(status);
  expect(page.text).toContain(words);
  expect(await openSessions()).toBe(0);
};
const withParam = (url: string, name: string, value: string) => {
  const changed = new URL(url);
  changed.searchParams.set(name, value);
  return changed.href;
};

describe('Signing in with an account', () => {
  test('asks with code, PKCE, state and nonce, and lets in whose verified address a school has', async () => {
    const browser = site.browser();
    const url = new URL(await leave(browser, 'google', '?returnTo=/reviews'));
    expect(Object.fromEntries(url.searchParams)).toMatchObject({
      response_type: 'code',
      scope: 'openid email profile',
      code_challenge_method: 'S256',
      redirect_uri: `${site.url}/sign-in/back/google`,
    });
    for (const name of ['state', 'nonce', 'code_challenge']) {
      expect(url.searchParams.get(name)?.length).toBeGreaterThanOrEqual(43);
    }
    const answer = await browser.get(await first.visit(url.href, site.url));
    expect(answer.status).toBe(303);
    expect(answer.location).toBe('/reviews');
    expect(await whoami(browser)).toContain('Tara Quill: staff');
    expect(site.faults).toEqual([]);
  });

  test('offers every provider that is configured, each with its own door', async () => {
    const { text } = await site.browser().get('/sign-in');
    expect(text).toContain('Sign in with Google');
    expect(text).toContain('Sign in with Microsoft');
    const browser = site.browser();
    await back(browser, 'microsoft');
    expect(await whoami(browser)).toContain('Tara Quill');
  });

  test('knows the account again after its address has changed, and verified or not', async () => {
    await back(site.browser());
    first.account = { sub: 'g-teacher', email: 'tara.married@school.example', email_verified: false };
    const browser = site.browser();
    await back(browser);
    expect(await whoami(browser)).toContain('Tara Quill');
  });

  test('does not let in another account of the same provider that has taken over the address', async () => {
    await back(site.browser());
    await school.look.query('delete from auth.session');
    first.account = { ...first.account, sub: 'g-somebody-else' };
    await refused(await back(site.browser()), 403, 'We could not sign you in');
  });

  test('asks somebody of two schools for which one they want to work', async () => {
    const other = await plant(school.look, 'Ferry Road Primary', '333444');
    const browser = site.browser();
    const page = await back(browser);
    expect(page.status).toBe(200);
    expect(page.text).toContain('Ferry Road Primary');
    const [, key = ''] = /name="key" value="([^"]+)"/.exec(page.text) ?? [];
    const stranger = school.person('head');
    const foreign = site.browser();
    await back(foreign);
    expect((await foreign.post('/sign-in/choose', { key, person: other.people.teacher })).status).toBe(400);
    const chosen = await browser.post('/sign-in/choose', { key, person: other.people.teacher });
    expect(chosen.status).toBe(303);
    expect(await whoami(browser)).toContain('Tara Quill');
    const again = site.browser();
    const [, second_ = ''] = /name="key" value="([^"]+)"/.exec((await back(again)).text) ?? [];
    expect((await again.post('/sign-in/choose', { key: second_, person: stranger })).status).toBe(403);
    expect((await again.post('/sign-in/choose', { key, person: other.people.teacher })).status).toBe(400);
    await school.look.query(`update cpd.organisation set closed_on = '2026-01-01' where id = $1`, [other.id]);
  });
});

describe('Nobody is signed in', () => {
  test('with a wrong nonce', async () => {
    const page = await back(site.browser(), 'google', (url) => withParam(url, 'nonce', 'n'.repeat(43)));
    await refused(page, 400, 'could not be checked');
  });

  test('with a wrong state', async () => {
    const page = await back(site.browser(), 'google', (url) => withParam(url, 'state', 's'.repeat(43)));
    await refused(page, 400, 'could not be checked');
  });

  test('without any state or code', async () => {
    await refused(await site.browser().get('/sign-in/back/google'), 400, 'could not be checked');
    await refused(
      await site.browser().get('/sign-in/back/google?code=x&state='),
      400,
      'could not be checked',
    );
  });

  test('in another browser than the one that asked', async () => {
    const url = await first.visit(await leave(site.browser()), site.url);
    await refused(await site.browser().get(url), 400, 'could not be checked');
  });

  test('by an answer that is replayed, nor by its code under a new state', async () => {
    const browser = site.browser();
    const url = await first.visit(await leave(browser), site.url);
    expect((await browser.get(url)).status).toBe(303);
    await school.look.query('delete from auth.session');
    await refused(await browser.get(url), 400, 'could not be checked');
    const code = new URL(url).searchParams.get('code') ?? '';
    const next = await first.visit(await leave(browser), site.url);
    await refused(await browser.get(withParam(next, 'code', code)), 400, 'could not be checked');
  });

  test('by an answer of one provider at the door of another', async () => {
    const browser = site.browser();
    const url = await first.visit(await leave(browser), site.url);
    await refused(
      await browser.get(url.replace('/back/google', '/back/microsoft')),
      400,
      'could not be checked',
    );
  });

  test('when the answer comes too late', async () => {
    const browser = site.browser();
    const url = await first.visit(await leave(browser), site.url);
    await school.look.query(`update auth.sign_in set expires_at = now() - interval '1 second'`);
    await refused(await browser.get(url), 400, 'could not be checked');
  });

  test('when the provider is down before or after', async () => {
    await refused(await site.browser().get('/sign-in/with/gone'), 503, 'does not answer');
    const browser = site.browser();
    const url = await first.visit(await leave(browser), site.url);
    const port = Number(new URL(first.issuer).port);
    await first.close();
    try {
      await refused(await browser.get(url), 503, 'does not answer');
    } finally {
      await first.listenAgain(port);
    }
  });

  test('when the person declined there', async () => {
    first.declines = true;
    await refused(await back(site.browser()), 403, 'you changed your mind');
  });

  test('by an address that the provider has not verified, unless its directory is trusted', async () => {
    first.account = { sub: 'g-new', email: 'head@school.example', email_verified: false };
    await refused(await back(site.browser()), 403, 'has not checked');
    first.account = { sub: 'g-new', email: 'head@school.example' };
    await refused(await back(site.browser()), 403, 'has not checked');
  });

  test('who is unknown, has left, or whose school has closed; the page is the same for all three', async () => {
    const texts: string[] = [];
    first.account = { sub: 'g-x', email: 'unknown@school.example', email_verified: true };
    texts.push((await back(site.browser())).text);
    await school.look.query(`update cpd.person set leaves_on = '2026-01-01' where id = $1`, [
      school.person('ta2'),
    ]);
    first.account = { sub: 'g-ta2', email: 'ta2@school.example', email_verified: true };
    texts.push((await back(site.browser())).text);
    const closed = await plant(school.look, 'Old Road Primary', '444555');
    await school.look.query(`update cpd.organisation set closed_on = '2026-01-01' where id = $1`, [
      closed.id,
    ]);
    await school.look.query(`update cpd.person set email = 'closed@school.example' where id = $1`, [
      closed.people.ta,
    ]);
    first.account = { sub: 'g-closed', email: 'closed@school.example', email_verified: true };
    texts.push((await back(site.browser())).text);
    const without = texts.map((text) => text.replaceAll(/value="[^"]+"/g, ''));
    expect(without[0]).toContain('We could not sign you in');
    expect(new Set(without).size).toBe(1);
    expect(await openSessions()).toBe(0);
    expect((await school.look.query('select 1 from auth.identity')).rows).toEqual([]);
  });

  test('at a provider that there is not', async () => {
    await refused(await site.browser().get('/sign-in/with/nobody'), 404, 'no such way');
    await refused(await site.browser().get('/sign-in/back/nobody?state=x'), 404, 'no such way');
  });
});

describe('Proving again who one is', () => {
  const again = async (browser: Browser) => {
    const page = await browser.get('/sign-in/again/with/google?returnTo=/reviews');
    const url = new URL(page.location ?? '');
    expect(url.searchParams.get('prompt')).toBe('login');
    return browser.get(await first.visit(url.href, site.url));
  };

  test('gives the same session a new secret', async () => {
    const browser = site.browser();
    await back(browser);
    await school.look.query(`update auth.session set proved_at = now() - interval '1 hour'`);
    const before = browser.cookies.get('perennial');
    const answer = await again(browser);
    expect(answer.location).toBe('/reviews');
    expect(browser.cookies.get('perennial')).not.toBe(before);
    const { rows } = await school.look.query(
      `select proved_at > now() - interval '1 minute' as fresh from auth.session`,
    );
    expect(rows).toEqual([{ fresh: true }]);
    expect((await browser.get('/whoami', { cookie: `perennial=${before}` })).status).toBe(401);
  });

  test('is refused to somebody else, whose account it is', async () => {
    const browser = site.browser();
    await back(browser);
    first.account = { sub: 'g-head', email: 'head@school.example', email_verified: true };
    const answer = await again(browser);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('That was somebody else');
    expect(await whoami(browser)).toContain('Tara Quill');
  });

  test('needs a session', async () => {
    const answer = await site.browser().get('/sign-in/again/with/google');
    expect(answer.location).toMatch(/^\/sign-in\?returnTo=/);
  });
});
