import { describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { firstPage } from '../../src/start/page/first-page.js';
import type { FirstPage } from '../../src/start/page/first-page.js';
import { Markup, markup } from '../../src/start/page/markup.js';
import { STYLE_HASH } from '../../src/start/page/style.js';

const page = (more: Partial<FirstPage> = {}): string =>
  firstPage({
    schools: [{ id: 'a', kind: 'school', name: 'Brook & Lane <Primary>', urn: '123456' }],
    health: {
      status: 'ok',
      database: { ok: true, where: 'PostgreSQL at db:5432', detail: '' },
      queue: { backend: 'redis', ok: true, detail: '', waiting: 2, delayed: 30, failed: 0 },
      clock: { now: '2027-03-15T23:30:00.000Z', frozen: false, aheadMs: 0 },
      work: { overdue: 0, undelivered: 0, dead: 0, quarantined: 0 },
      mail: { waiting: 0, overdue: 0, failed: 0 },
    },
    operations: [],
    demo: [],
    address: 'http://localhost:3000',
    ...more,
  });

describe('the first page', () => {
  it('names school, date in the school’s zone, database and queue', () => {
    for (const text of ['15 March 2027', 'PostgreSQL at db:5432', 'Redis', 'URN 123456']) {
      expect(page()).toContain(text);
    }
  });

  it('escapes whatever comes from the database', () => {
    expect(page()).toContain('Brook &#38; Lane &#60;Primary&#62;');
    expect(page()).not.toContain('<Primary>');
  });

  it('loads nothing from elsewhere and runs no script', () => {
    expect(page()).not.toMatch(/<script|<link|src=|url\(|\son\w+=/);
  });

  it('has exactly the style that the security policy allows', () => {
    const [, style = ''] = /<style>([^]*)<\/style>/.exec(page()) ?? [];
    expect(STYLE_HASH).toBe(`'sha256-${createHash('sha256').update(style).digest('base64')}'`);
  });

  it('shows tokens in a demo, each with a line to try, and none elsewhere', () => {
    const demo = [{ part: 'head', title: 'Head', name: 'Hana Reid', token: 'abc_DEF' }] as const;
    const line = 'curl -H "Authorization: Bearer abc_DEF" http://localhost:3000/api/v1/reminders';
    expect(page({ demo })).toContain(line);
    expect(page()).not.toContain('Look around');
  });

  it('says what to do first where there is no school', () => {
    const empty = page({ schools: [] });
    expect(empty).toContain('Ready for a school');
    expect(empty).toContain('npm run cpd -- import staff');
  });
});

describe('markup', () => {
  it('escapes text, keeps markup, and leaves out what is not there', () => {
    expect(
      markup`<p>${'a<b>"\''}${new Markup('<br>')}${null}${false}${[markup`<i>${1}</i>`]}</p>`.source,
    ).toBe('<p>a&#60;b&#62;&#34;&#39;<br><i>1</i></p>');
  });
});
