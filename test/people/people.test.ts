import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Directory, Reviewers } from '../../src/people/index.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';

describe('the people of a school', () => {
  let school: TestSchool;
  beforeAll(async () => {
    school = await openSchool();
  });
  afterAll(() => school.close());

  it('know who they are', async () => {
    expect(await school.call('business', 'me.get')).toMatchObject({
      person: { forename: 'Bola', surname: 'Sands' },
      posts: ['cover', 'finance'],
      school: { name: 'Brook Lane Primary', urn: '123456' },
    });
  });

  it('are listed by name, page by page, each once', async () => {
    const names: string[] = [];
    let after: string | null = null;
    do {
      const page: { people: { surname: string }[]; next: string | null } = await school.call(
        'teacher',
        'people.list',
        {
          query: { limit: '5', ...(after ? { after } : {}) },
        },
      );
      names.push(...page.people.map((person) => person.surname));
      after = page.next;
    } while (after);
    expect(names).toHaveLength(13);
    expect(names).toEqual([...names].sort());
    const found = await school.call<{ people: object[] }>('teacher', 'people.list', {
      query: { name: "o'ne" },
    });
    expect(found.people).toEqual([expect.objectContaining({ surname: "O'Neill" })]);
  });

  it('are shown with whom they manage', async () => {
    const one = await school.call<{ manages: string[] }>('cook', 'people.get', {
      params: { id: school.person('reviewer') },
    });
    expect(one.manages.sort()).toEqual(
      [school.person('teacher'), school.person('ta'), school.person('ta2')].sort(),
    );
    await expect(
      school.call('cook', 'people.get', { params: { id: '00000000-0000-4000-8000-000000000000' } }),
    ).rejects.toMatchObject({ status: 404, code: 'no-such-person' });
  });

  it('have a reviewer: whoever manages them and is here, in the end the head; the head has none', async () => {
    const reviewers = school.app.get(Reviewers, { strict: false });
    const of = (on: string) =>
      school.as('admin', (tx) =>
        reviewers.of(tx, [school.person('teacher'), school.person('head'), school.person('cook')], on),
      );
    expect((await of('2026-09-01')).get(school.person('teacher'))).toBe(school.person('reviewer'));
    await school.look.query(`update cpd.person set leaves_on = '2026-12-31' where id = any ($1)`, [
      [school.person('reviewer'), school.person('business')],
    ]);
    const later = await of('2027-01-05');
    expect(later.get(school.person('teacher'))).toBe(school.person('leader'));
    expect(later.get(school.person('cook'))).toBe(school.person('head'));
    expect(later.get(school.person('head'))).toBeNull();
    await school.look.query('update cpd.person set leaves_on = null');
  });

  describe('hold posts', () => {
    it('from a day up to another, so that work passes on', async () => {
      const directory = school.app.get(Directory, { strict: false });
      const holders = (on: string) => school.as('cook', (tx) => directory.holdersOf(tx, 'cpdLeader', on));
      const { posts } = await school.call<{ posts: { id: string; post: string }[] }>('cook', 'posts.list');
      const leading = posts.find((post) => post.post === 'cpdLeader')?.id;
      await school.call('admin', 'posts.end', { params: { id: leading }, body: { to: '2027-01-01' } });
      await school.call('admin', 'posts.give', {
        body: { personId: school.person('colleague'), post: 'cpdLeader', from: '2027-01-01' },
      });
      expect(await holders('2026-12-31')).toEqual([school.person('leader')]);
      expect(await holders('2027-01-01')).toEqual([school.person('colleague')]);
    });

    it.each([
      ['held already', { post: 'head', from: '2026-09-01' }, 'head', 'held-already'],
      [
        'ended before it begins',
        { post: 'mentor', from: '2026-09-01', to: '2026-09-01' },
        'ta',
        'ends-before-it-begins',
      ],
    ] as const)('not when %s', async (_what, given, name, code) => {
      await expect(
        school.call('admin', 'posts.give', { body: { ...given, personId: school.person(name) } }),
      ).rejects.toMatchObject({ code });
    });

    it('only by an administrator', async () => {
      const body = { personId: school.person('teacher'), post: 'head', from: '2026-09-01' };
      await expect(school.call('teacher', 'posts.give', { body })).rejects.toMatchObject({ code: '42501' });
    });
  });

  describe('are away', () => {
    const add = (name: 'reviewer' | 'colleague', body: object, key?: string) =>
      school.call<{ id: string }>(name, 'absences.add', {
        key,
        params: { id: school.person('teacher') },
        body,
      });

    it('once at a time, with dates in order, entered by somebody whose work it is', async () => {
      const week = { from: '2026-10-05', to: '2026-10-09' };
      expect(await add('reviewer', week, 'k-1')).toEqual(await add('reviewer', week, 'k-1'));
      await expect(add('reviewer', { from: '2026-10-09' })).rejects.toMatchObject({ code: 'overlaps' });
      await expect(add('reviewer', { from: '2026-10-20', to: '2026-10-19' })).rejects.toMatchObject({
        code: 'ends-before-it-begins',
      });
      await expect(add('colleague', { from: '2026-11-02' })).rejects.toMatchObject({ code: '42501' });
    });

    it('which colleagues do not see', async () => {
      const seen = async (name: 'teacher' | 'colleague') =>
        (
          await school.call<{ absences: object[] }>(name, 'absences.list', {
            params: { id: school.person('teacher') },
          })
        ).absences.length;
      expect(await seen('teacher')).toBe(1);
      expect(await seen('colleague')).toBe(0);
    });

    it('and do not change it themselves', async () => {
      const { absences } = await school.call<{ absences: { id: string }[] }>('teacher', 'absences.list', {
        params: { id: school.person('teacher') },
      });
      await expect(
        school.call('teacher', 'absences.close', {
          params: { id: absences[0]?.id },
          body: { to: '2026-12-01' },
        }),
      ).rejects.toMatchObject({ status: 403 });
    });
  });

  describe('sign in with tokens', () => {
    const make = (name: 'admin' | 'head', personId: string) =>
      school.call<{ id: string; token: string }>(name, 'tokens.create', {
        body: { personId, label: 'laptop', expiresAt: '2030-01-01T00:00:00Z' },
      });
    const who = (token: string) =>
      school.unit.run({ kind: 'token', token }, (tx) => Promise.resolve(tx.principal.person));

    it('made by an administrator, shown once, good until revoked', async () => {
      const made = await make('admin', school.person('cook'));
      expect(Buffer.from(made.token, 'base64url')).toHaveLength(32);
      expect(await who(made.token)).toBe(school.person('cook'));
      const listed = await school.call('cook', 'tokens.list');
      expect(listed).toMatchObject({
        tokens: expect.arrayContaining([
          expect.objectContaining({
            id: made.id,
            label: 'laptop',
            madeBy: school.person('admin'),
            revokedAt: null,
          }),
        ]),
      });
      expect(JSON.stringify(listed)).not.toContain(made.token);
      await expect(
        school.call('teacher', 'tokens.revoke', { params: { id: made.id } }),
      ).rejects.toMatchObject({
        code: 'no-such-token',
      });
      await school.call('cook', 'tokens.revoke', { params: { id: made.id } });
      await expect(who(made.token)).rejects.toMatchObject({ code: 'proof-refused' });
    });

    it('that nobody but an administrator makes, and nobody for another school', async () => {
      await expect(make('head', school.person('head'))).rejects.toMatchObject({ code: '42501' });
      await expect(make('admin', '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
        code: 'no-such-person',
      });
    });

    it('of which everybody but an administrator sees their own only', async () => {
      const seen = async (name: 'admin' | 'teacher') =>
        (await school.call<{ tokens: { personId: string }[] }>(name, 'tokens.list')).tokens;
      expect((await seen('teacher')).every((token) => token.personId === school.person('teacher'))).toBe(
        true,
      );
      expect((await seen('admin')).length).toBeGreaterThan(10);
    });
  });
});
