import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { SessionsService } from '../../src/access/index.js';
import { ProofRefused } from '../../src/platform/database/errors.js';
import type { Proof } from '../../src/platform/database/principal.js';
import { openSchool, plant } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';

let school: TestSchool;
let sessions: SessionsService;
beforeAll(async () => {
  school = await openSchool();
  sessions = school.app.get(SessionsService, { strict: false });
});
afterAll(() => school.close());
beforeEach(() => school.look.query('delete from auth.session'));

const facts = { agent: 'Test browser', address: '192.0.2.7' };
const open = async (name: PersonName) => {
  const opened = await sessions.open(school.person(name), 'link', facts);
  if (!opened) throw new Error(`${name} was not let in`);
  return opened;
};
const proof = (secret: string): Proof => ({ kind: 'session', secret });
const names = (by: Proof) =>
  school.unit.run(by, (tx) => tx.query<{ surname: string }>('select surname from cpd.person'));
const refused = async (secret: string) => {
  expect(await sessions.of(secret)).toBeUndefined();
  await expect(names(proof(secret))).rejects.toBeInstanceOf(ProofRefused);
};

describe('A session', () => {
  test('says who it is, and shows the database the same', async () => {
    const { secret } = await open('leader');
    expect(await sessions.of(secret)).toMatchObject({
      person: school.person('leader'),
      name: 'Lena Frost',
      school: { id: school.id, name: 'Brook Lane Primary' },
      roles: ['staff', 'reviewer', 'cpdLeader'],
      how: 'link',
      onlyRecord: null,
    });
    const { principal } = await school.unit.run(proof(secret), async (tx) => tx);
    expect(principal).toMatchObject({ person: school.person('leader'), school: school.id, system: false });
    expect(principal.audiences).toEqual(expect.arrayContaining(['everyone', 'post:cpdLeader']));
  });

  test('is kept as a hash only', async () => {
    const { secret } = await open('teacher');
    const { rows } = await school.look.query('select to_jsonb(s)::text as row from auth.session s');
    expect(rows[0].row).not.toContain(secret);
  });

  test('goes on as the person after something was done as the system', async () => {
    const { secret } = await open('teacher');
    await school.unit.run(proof(secret), async (tx) => {
      await tx.asSystem((system) => system.query('select 1'));
      const [row] = await tx.query('select auth.person() as me, auth.is_system() as system');
      expect(row).toEqual({ me: school.person('teacher'), system: false });
    });
  });

  test('is over after its idle limit, and its absolute one', async () => {
    const idle = await open('teacher');
    await school.look.query(`update auth.session set seen_at = now() - idle - interval '1 second'`);
    await refused(idle.secret);
    const old = await open('teacher');
    await school.look.query(`update auth.session set expires_at = now() - interval '1 second'`);
    await refused(old.secret);
  });

  test('is kept alive by being used, and written at most once a minute for that', async () => {
    const { secret } = await open('teacher');
    const seen = async () =>
      (await school.look.query('select seen_at from auth.session')).rows[0].seen_at.getTime();
    const first = await seen();
    await sessions.of(secret);
    expect(await seen()).toBe(first);
    await school.look.query(`update auth.session set seen_at = now() - interval '2 minutes'`);
    await sessions.of(secret);
    expect(await seen()).toBeGreaterThanOrEqual(first);
  });

  test('ends by signing out, and by signing out everywhere', async () => {
    const [here, there] = [await open('teacher'), await open('teacher')];
    const others = await open('colleague');
    await sessions.close(here.secret);
    await refused(here.secret);
    const second = await open('teacher');
    expect(await sessions.closeAll(proof(second.secret), school.person('teacher'))).toBe(2);
    await refused(there.secret);
    await refused(second.secret);
    expect(await sessions.of(others.secret)).toBeDefined();
  });

  test('can be ended one by one, by its person or an administrator, and by nobody else', async () => {
    const [mine, other] = [await open('teacher'), await open('teacher')];
    const list = await sessions.list(proof(mine.secret), school.person('teacher'));
    expect(list).toHaveLength(2);
    expect(list.filter((entry) => entry.this).map(({ id }) => id)).toEqual([mine.id]);
    expect(list[0]).toMatchObject({ agent: 'Test browser', address: '192.0.2.7', how: 'link' });
    expect(JSON.stringify(list)).not.toContain(mine.secret);
    await expect(
      sessions.closeAll(school.proof('reviewer'), school.person('teacher'), other.id),
    ).rejects.toMatchObject({ code: '42501' });
    await expect(sessions.list(school.proof('head'), school.person('teacher'))).rejects.toMatchObject({
      code: '42501',
    });
    expect(await sessions.closeAll(school.proof('admin'), school.person('teacher'), other.id)).toBe(1);
    await refused(other.secret);
    expect(await sessions.of(mine.secret)).toBeDefined();
  });

  test('goes on under a new secret after a new proof, and the old secret opens nothing', async () => {
    const { secret } = await open('teacher');
    await school.look.query(`update auth.session set proved_at = now() - interval '1 hour'`);
    const before = await sessions.of(secret);
    const after = before && (await sessions.renew(before));
    await refused(secret);
    const session = await sessions.of(after?.secret);
    expect(session?.id).toBe(before?.id);
    expect(session?.reauthenticatedAt.getTime()).toBeGreaterThan(before?.reauthenticatedAt.getTime() ?? 0);
    expect(session?.expiresAt).toEqual(before?.expiresAt);
  });

  test.each([undefined, '', 'x', 'x'.repeat(43), "' or 1=1 --", 7, { length: 43 }])(
    'is not opened by %p',
    async (secret) => {
      expect(await sessions.of(secret)).toBeUndefined();
    },
  );
});

describe('Who somebody is', () => {
  test('counts at the next request: a post that ends, a post that begins, a line manager who changes', async () => {
    const { secret } = await open('business');
    const roles = async () => (await sessions.of(secret))?.roles;
    const head = await open('colleague');
    expect(await roles()).toEqual(['staff', 'reviewer', 'cover', 'finance']);
    await school.look.query(
      `update cpd.post set to_date = '2026-09-01' where person_id = $1 and post = 'finance'`,
      [school.person('business')],
    );
    expect(await roles()).toEqual(['staff', 'reviewer', 'cover']);
    const { principal } = await school.unit.run(proof(secret), async (tx) => tx);
    expect(principal.audiences).not.toContain('post:finance');
    await school.look.query(
      `insert into cpd.post (school_id, person_id, post, from_date) values ($1, $2, 'deputy', '2026-09-01')`,
      [school.id, school.person('colleague')],
    );
    expect((await sessions.of(head.secret))?.roles).toContain('deputy');
    await school.look.query('update cpd.person set line_manager_id = $1 where line_manager_id = $2', [
      school.person('colleague'),
      school.person('business'),
    ]);
    expect(await roles()).toEqual(['staff', 'cover']);
    expect((await sessions.of(head.secret))?.roles).toContain('reviewer');
  });

  test('ends when they have left, and when their school has closed; nobody can sign in there again', async () => {
    const leaver = await open('ta2');
    await school.look.query(`update cpd.person set leaves_on = '2026-08-31' where id = $1`, [
      school.person('ta2'),
    ]);
    await refused(leaver.secret);
    expect(await sessions.open(school.person('ta2'), 'link', facts)).toBeUndefined();

    const other = await plant(school.look, 'Mill Road Primary', '222333');
    const there = await sessions.open(other.people.teacher, 'link', facts);
    expect(await sessions.of(there?.secret)).toBeDefined();
    await school.look.query(`update cpd.organisation set closed_on = '2026-09-01' where id = $1`, [other.id]);
    await refused(there?.secret ?? '');
    await expect(names({ kind: 'token', token: other.tokens.teacher })).rejects.toBeInstanceOf(ProofRefused);
    expect(await sessions.open(other.people.teacher, 'link', facts)).toBeUndefined();
    expect(await sessions.open('00000000-0000-4000-8000-000000000000', 'link', facts)).toBeUndefined();
  });
});

describe('The application role', () => {
  test('cannot read sessions, nor open or renew one without a worker’s secret', async () => {
    const { id } = await open('teacher');
    const as = (sql: string, values: unknown[] = []) => school.as('admin', (tx) => tx.query(sql, values));
    await expect(as('select * from auth.session')).rejects.toMatchObject({ code: '42501' });
    await expect(
      as(`select auth.open_session('x', $1, sha256('a'), 'link', '1 hour', '1 hour', '', null, null, null)`, [
        school.person('head'),
      ]),
    ).rejects.toBeInstanceOf(ProofRefused);
    await expect(as(`select auth.renew_session('x', $1, sha256('a'))`, [id])).rejects.toBeInstanceOf(
      ProofRefused,
    );
    await expect(as(`select * from auth.demo_people('x')`)).rejects.toBeInstanceOf(ProofRefused);
    await expect(as(`select auth.is_in_post($1)`, [school.person('head')])).rejects.toMatchObject({
      code: '42501',
    });
  });
});
