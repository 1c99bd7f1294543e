import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startMailServer } from '../mail/support/mail-server.js';
import type { MailServer } from '../mail/support/mail-server.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';
import { openSite } from './support/browser.js';
import type { Browser, Page, Site } from './support/browser.js';

/** Look whether what they wait for has arrived. */
const waiting = new Set<() => void>();
let mail: MailServer;
let school: TestSchool;
let site: Site;
beforeAll(async () => {
  mail = await startMailServer({ onAccepted: () => waiting.forEach((look) => look()) });
  school = await openSchool({
    env: { SMTP_URL: mail.url, MAIL_FROM: 'Brook Lane Primary <cpd@school.example>', MAIL_PER_SECOND: '100' },
  });
  site = await openSite(school);
});
afterAll(async () => {
  await site.close();
  await school.close();
  await mail.stop();
});
beforeEach(async () => {
  await school.look.query('delete from auth.session; delete from auth.sign_in; delete from auth.attempt');
});

const ask = async (browser: Browser, email: string, returnTo = '/reviews') => {
  await browser.get(`/sign-in?returnTo=${returnTo}`);
  return browser.post('/sign-in/link', { email, returnTo });
};
const mailsTo = (address?: string) =>
  mail.received.filter(({ to }) => !address || (Array.isArray(to) ? to[0] : to)?.text === address);
/** Waits until so many mails have arrived. */
const arrived = (n: number, address?: string): Promise<void> =>
  new Promise((resolve) => {
    const look = (): void => {
      if (mailsTo(address).length < n) return;
      waiting.delete(look);
      resolve();
    };
    waiting.add(look);
    look();
  });
/** The address in the next mail, once it has arrived. */
const nextLink = async (work: () => Promise<unknown>): Promise<string> => {
  const before = mail.received.length;
  await work();
  await arrived(before + 1);
  const [, link = ''] = /(http\S+\/sign-in\/link\/[\w-]{43})/.exec(mail.received[before]?.text ?? '') ?? [];
  expect(link).not.toBe('');
  return link;
};
const open = async (browser: Browser, link: string): Promise<Page> => {
  const page = await browser.get(link);
  const [, secret = ''] = /name="secret" value="([^"]+)"/.exec(page.text) ?? [];
  return secret ? browser.post('/sign-in/link/open', { secret }) : page;
};
const openSessions = async () =>
  Number((await school.look.query('select count(*) from auth.session')).rows[0].count);
const refused = async (page: Page, words: string) => {
  expect(page.status).toBe(400);
  expect(page.text).toContain(words);
  expect(await openSessions()).toBe(0);
};

describe('A mailed link', () => {
  test('signs in whoever asked for it, in the browser that asked, and goes where they wanted to', async () => {
    const browser = site.browser();
    const link = await nextLink(() => ask(browser, ' Teacher@School.example '));
    const letter = mail.received.at(-1);
    expect(letter?.subject).toBe('Your link to sign in to Perennial');
    expect(letter?.text).toContain('Hello Tara Quill');
    expect(letter?.html).toContain(link);
    const answer = await open(browser, link);
    expect(answer.status).toBe(303);
    expect(answer.location).toBe('/reviews');
    expect((await browser.get('/whoami')).text).toContain('Tara Quill: staff');
    expect(site.faults).toEqual([]);
  });

  test('is kept as a hash only', async () => {
    const link = await nextLink(() => ask(site.browser(), 'teacher@school.example'));
    const { rows } = await school.look.query('select to_jsonb(s)::text as row from auth.sign_in s');
    expect(rows[0].row).not.toContain(link.slice(-43));
  });

  test('survives being opened by a program that reads mails, and works once', async () => {
    const browser = site.browser();
    const link = await nextLink(() => ask(browser, 'teacher@school.example'));
    await refused(await open(site.browser(), link), 'only where you asked for it');
    await browser.get(link);
    expect((await open(browser, link)).status).toBe(303);
    await school.look.query('delete from auth.session');
    await refused(await open(browser, link), 'has been used');
  });

  test('does not open in another browser, even one that is in the middle of signing in', async () => {
    const link = await nextLink(() => ask(site.browser(), 'teacher@school.example'));
    const foreign = site.browser();
    await foreign.get('/sign-in');
    await refused(
      await foreign.post('/sign-in/link/open', { secret: link.slice(-43) }),
      'only where you asked',
    );
  });

  test('does not open when it is too old, made up, or changed by a letter', async () => {
    const browser = site.browser();
    const link = await nextLink(() => ask(browser, 'teacher@school.example'));
    const changed = link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A');
    await refused(await open(browser, changed), 'not one of ours');
    await refused(await open(browser, `${link}x`), 'not one of ours');
    await refused(await open(browser, link.slice(0, -3)), 'not one of ours');
    await refused(
      await browser.post('/sign-in/link/open', { secret: changed.slice(-43) }),
      'not one of ours',
    );
    await refused(await browser.post('/sign-in/link/open', {}), 'not one of ours');
    await school.look.query(`update auth.sign_in set expires_at = now() - interval '1 second'`);
    await refused(await open(browser, link), 'too old');
  });

  test('does not let in somebody who left after asking', async () => {
    const browser = site.browser();
    const link = await nextLink(() => ask(browser, 'ta2@school.example'));
    await school.look.query(`update cpd.person set leaves_on = '2026-01-01' where id = $1`, [
      school.person('ta2'),
    ]);
    const answer = await open(browser, link);
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('We could not sign you in');
  });

  test('ends the session of whoever was signed in there before', async () => {
    const browser = site.browser();
    await open(browser, await nextLink(() => ask(browser, 'teacher@school.example')));
    const before = browser.cookies.get('perennial');
    await browser.get('/whoami');
    await open(browser, await nextLink(() => ask(browser, 'colleague@school.example')));
    expect((await browser.get('/whoami')).text).toContain('Cole Marsh');
    expect((await browser.get('/whoami', { cookie: `perennial=${before}` })).status).toBe(401);
  });
});

describe('Whether an address is known', () => {
  test('cannot be told from the answer', async () => {
    const answers: Page[] = [];
    const link = nextLink(async () => {
      answers.push(await ask(site.browser(), 'teacher@school.example'));
      answers.push(await ask(site.browser(), 'nobody@school.example'));
      answers.push(await ask(site.browser(), 'teacher@school.example, nobody@school.example'));
    });
    await link;
    const seen = answers.map(({ status, location, text, headers }) => [
      status,
      location,
      text,
      [...headers.keys()],
    ]);
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(answers[0]?.location).toBe('/sign-in/sent');
    const page = await site.browser().get('/sign-in/sent');
    expect(page.text).toContain('If your school has added that address');
  });

  test('cannot be told from what is written: both leave an attempt that is alike', async () => {
    await nextLink(async () => {
      await ask(site.browser(), 'teacher@school.example');
      await ask(site.browser(), 'nobody@school.example');
    });
    const { rows } = await school.look.query('select kind, length(secret) as n, used_at from auth.sign_in');
    expect(rows).toEqual([rows[0], rows[0]]);
  });
});

describe('Asking too often', () => {
  test('mails one mailbox five links in a quarter of an hour, and answers the same to every further wish', async () => {
    const browser = site.browser();
    const [heads, all] = [mailsTo('head@school.example').length, mailsTo().length];
    const answers: Page[] = [];
    for (let i = 0; i < 7; i++) answers.push(await ask(browser, 'head@school.example'));
    await ask(browser, 'colleague@school.example');
    await arrived(all + 6);
    expect(mailsTo('head@school.example')).toHaveLength(heads + 5);
    expect(new Set(answers.map(({ status, location }) => `${status} ${location}`)).size).toBe(1);
  });

  test('from one address is refused for a while, without a word about anybody', async () => {
    const browser = site.browser();
    await browser.get('/sign-in');
    await school.look.query('delete from auth.attempt');
    await browser.post('/sign-in/link', { email: 'nobody@school.example' });
    await school.look.query('update auth.attempt set n = 1000');
    const answer = await browser.post('/sign-in/link', { email: 'teacher@school.example' });
    expect(answer.status).toBe(429);
    expect(answer.headers.get('retry-after')).toBe('900');
    expect(answer.text).toContain('too often');
  });
});

describe('The form', () => {
  test.each(['', '  ', 'x', 'a'.repeat(300)])('says what is wrong with %p', async (email) => {
    const answer = await ask(site.browser(), email);
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Enter your e-mail address');
  });

  test('is taken only with its own token, and only so large', async () => {
    const browser = site.browser();
    await browser.get('/sign-in');
    expect((await browser.post('/sign-in/link', { email: 'ta@school.example', _csrf: 'x' })).status).toBe(
      403,
    );
    expect((await browser.post('/sign-in/link', { email: 'x'.repeat(20_000) })).status).toBe(413);
  });
});

describe('Proving again who one is', () => {
  test('works by a link to one’s own address, for the session that asked', async () => {
    const browser = site.browser();
    await open(browser, await nextLink(() => ask(browser, 'teacher@school.example')));
    await school.look.query(`update auth.session set proved_at = now() - interval '1 hour'`);
    await browser.get('/sign-in/again?returnTo=/reviews');
    const link = await nextLink(() => browser.post('/sign-in/again/link', { returnTo: '/reviews' }));
    const answer = await open(browser, link);
    expect(answer.location).toBe('/reviews');
    const { rows } = await school.look.query(
      `select count(*)::int as n, bool_and(proved_at > now() - interval '1 minute') as fresh from auth.session`,
    );
    expect(rows).toEqual([{ n: 1, fresh: true }]);
  });
});

describe('My sessions', () => {
  const signIn = async (browser: Browser, name: string) =>
    open(browser, await nextLink(() => ask(browser, `${name}@school.example`)));

  test('shows where one is signed in and ends one, or all of them', async () => {
    const [here, there] = [site.browser(), site.browser()];
    await signIn(here, 'teacher');
    await signIn(there, 'teacher');
    const page = await here.get('/my-sessions');
    expect(page.text.match(/by a link in an e-mail/g)).toHaveLength(2);
    const ids = [...page.text.matchAll(/name="id" value="([0-9a-f-]{36})"/g)].map(([, id]) => id ?? '');
    const [other = ''] = ids.filter((id) => !page.text.includes(`(this one)`) || id !== ids[0]);
    await here.post('/my-sessions', { id: other });
    expect([await here.get('/whoami'), await there.get('/whoami')].map(({ status }) => status)).toContain(
      401,
    );
    await signIn(there, 'teacher');
    await signIn(here, 'teacher');
    await here.get('/my-sessions');
    const answer = await here.post('/my-sessions', { id: 'all' });
    expect(answer.location).toBe('/signed-out');
    expect((await there.get('/whoami')).status).toBe(401);
    expect(await (await here.get('/whoami')).status).toBe(401);
  });

  test('ends nobody else’s', async () => {
    const [mine, theirs] = [site.browser(), site.browser()];
    await signIn(mine, 'teacher');
    await signIn(theirs, 'colleague');
    const { rows } = await school.look.query('select id from auth.session where person_id = $1', [
      school.person('colleague'),
    ]);
    await mine.get('/my-sessions');
    await mine.post('/my-sessions', { id: rows[0].id });
    expect((await theirs.get('/whoami')).status).toBe(200);
  });
});
