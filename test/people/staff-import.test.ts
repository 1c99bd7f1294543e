import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { Schools, StaffImports, Tokens } from '../../src/people/index.js';
import type { TestSchool } from '../support/school.js';
import { openSchool } from '../support/school.js';
import { callAs } from './support/call.js';

const file = (name: string): Buffer =>
  readFileSync(new URL(`../data/staff/staff-${name}.csv`, import.meta.url));
const lines = (bytes: Buffer): string[] => bytes.toString('latin1').split(/\r?\n/);
/** The file with one cell of one person changed: column number from 0. */
const edited = (bytes: Buffer, person: string, column: number, value: string): Buffer =>
  Buffer.from(
    lines(bytes)
      .map((line) => {
        if (!line.startsWith(`${person},`)) return line;
        const cells = line.split(',');
        cells[column] = value;
        return cells.join(',');
      })
      .join('\r\n'),
    'latin1',
  );
const without = (bytes: Buffer, person: string): Buffer =>
  Buffer.from(
    lines(bytes)
      .filter((line) => !line.startsWith(`${person},`))
      .join('\r\n'),
    'latin1',
  );

describe('a staff file', () => {
  let school: TestSchool;
  beforeAll(async () => {
    school = await openSchool();
  });
  afterAll(() => school.close());

  /** A school of its own with an administrator, as the command line would found it. */
  async function found(name: string): Promise<{ id: string; commit: (bytes: Buffer) => Promise<Came> }> {
    const id = randomUUID();
    await school.app
      .get(Schools)
      .found({ id, name, urn: String(200_000 + Math.floor(Number(`0x${id.slice(0, 4)}`))) });
    const imports = school.app.get(StaffImports);
    return { id, commit: (bytes) => imports.commit(school.unit.job(id), bytes) };
  }
  type Came = Awaited<ReturnType<StaffImports['commit']>>;
  const count = async (table: string, id: string): Promise<number> => {
    const { rows } = await school.look.query<{ n: string }>(
      `select count(*) as n from cpd.${table} where school_id = $1`,
      [id],
    );
    return Number(rows[0]?.n);
  };
  const personOf = async (id: string, external: string) => {
    const { rows } = await school.look.query<Record<string, unknown>>(
      `select p.*, p.leaves_on::text as last_day, m.external_id as manager,
          array(select post || ':' || coalesce(to_date::text, '') from cpd.post where person_id = p.id order by 1) as posts
         from cpd.person p left join cpd.person m on m.id = p.line_manager_id where p.school_id = $1 and p.external_id = $2`,
      [id, external],
    );
    return rows[0] as Record<string, unknown>;
  };
  const marks = async (id: string): Promise<string> =>
    JSON.stringify(
      (
        await school.look.query(
          `select (select jsonb_agg(to_jsonb(p) || jsonb_build_object('x', p.xmin::text) order by p.id) from cpd.person p where school_id = $1) as p,
              (select jsonb_agg(to_jsonb(o) || jsonb_build_object('x', o.xmin::text) order by o.id) from cpd.post o where school_id = $1) as o,
              (select count(*) from cpd.staff_news where school_id = $1) as n,
              (select count(*) from cpd.missing_person where school_id = $1) as m,
              (select count(*) from cpd.staff_import where school_id = $1) as i`,
          [id],
        )
      ).rows,
    );

  it.each([
    ['primary', 41],
    ['secondary', 120],
  ])('of a %s school brings everybody in, and the same file again changes nothing', async (name, people) => {
    const { id, commit } = await found(name);
    const first = await commit(file(name));
    expect([first.outcome, first.counts.joiners]).toEqual(['committed', people]);
    expect(await count('person', id)).toBe(people);
    expect((await personOf(id, '1001'))['posts']).toContain('head:');
    expect((await personOf(id, '1002'))['manager']).toBe('1001');
    const before = await marks(id);
    const again = await commit(file(name));
    expect([again.outcome, again.counts.unchanged]).toEqual(['unchanged', people]);
    expect(await marks(id)).toBe(before);
  });

  it('that changed makes only its changes', async () => {
    const { id, commit } = await found('changed');
    await commit(file('primary'));
    const untouched = JSON.stringify(await personOf(id, '1005'));
    await commit(edited(file('primary'), '1004', 6, 'Bursar'));
    expect((await personOf(id, '1004'))['job_title']).toBe('Bursar');
    expect(JSON.stringify(await personOf(id, '1005'))).toBe(untouched);
    await commit(edited(edited(file('primary'), '1004', 6, 'Bursar'), '1004', 12, '1002'));
    expect((await personOf(id, '1004'))['manager']).toBe('1002');
  });

  it('sets a leaver’s last day and ends their posts the day after', async () => {
    const { id, commit } = await found('leaver');
    await commit(file('primary'));
    const result = await commit(edited(file('primary'), '1004', 11, '30/09/2026'));
    expect(result.counts.leavers).toBe(1);
    const bursar = await personOf(id, '1004');
    expect(bursar['last_day']).toBe('2026-09-30');
    expect(bursar['posts']).toEqual(['cover:2026-10-01', 'finance:2026-10-01']);
    // Withdrawn again: the posts go on.
    await commit(file('primary'));
    expect((await personOf(id, '1004'))['posts']).toEqual(['cover:', 'finance:']);
  });

  it('takes a post from one person and gives it to another', async () => {
    const { id, commit } = await found('posts');
    await commit(file('primary'));
    const swapped = edited(edited(file('primary'), '1002', 13, ''), '1003', 13, 'cpd-leader');
    await commit(swapped);
    expect((await personOf(id, '1003'))['posts']).toEqual(['cpdLeader:']);
    expect((await personOf(id, '1002'))['posts']).toEqual(['cpdLeader:2026-09-01']);
  });

  it('lets two people take over each other’s addresses', async () => {
    const { id, commit } = await found('addresses');
    await commit(file('primary'));
    const [one, other] = [(await personOf(id, '1004'))['email'], (await personOf(id, '1003'))['email']];
    await commit(edited(edited(file('primary'), '1004', 4, String(other)), '1003', 4, String(one)));
    expect((await personOf(id, '1004'))['email']).toBe(other);
    expect((await personOf(id, '1003'))['email']).toBe(one);
  });

  it('asks about somebody it does not name, once, and ends nobody', async () => {
    const { id, commit } = await found('missing');
    await commit(file('primary'));
    const less = without(file('primary'), '1030');
    expect((await commit(less)).counts.missing).toBe(1);
    expect((await personOf(id, '1030'))['last_day']).toBeNull();
    expect(await count('missing_person', id)).toBe(1);
    expect((await commit(less)).outcome).toBe('unchanged');
    expect(await count('missing_person', id)).toBe(1);
    // Named again: the question has answered itself.
    await commit(edited(file('primary'), '1004', 6, 'Bursar'));
    const { rows } = await school.look.query('select answer from cpd.missing_person where school_id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ answer: 'here' }]);
  });

  it('that lacks more than a tenth of the staff is refused whole', async () => {
    const { id, commit } = await found('half');
    await commit(file('primary'));
    const before = await marks(id);
    const half = Buffer.from(lines(file('primary')).slice(0, 30).join('\r\n'), 'latin1');
    const result = await commit(half);
    expect(result.outcome).toBe('refused');
    expect(result.plan?.refused[0]?.code).toBe('tooManyMissing');
    const { i: _logged, ...rest } = JSON.parse(await marks(id))[0];
    const { i: _before, ...same } = JSON.parse(before)[0];
    expect(rest).toEqual(same);
  });

  it('in two hands at once is taken in once', async () => {
    const { id, commit } = await found('twice');
    const results = await Promise.all([commit(file('primary')), commit(file('primary'))]);
    expect(results.map((r) => r.outcome).sort()).toEqual(['committed', 'unchanged']);
    expect(await count('person', id)).toBe(41);
  });

  describe('through the API', () => {
    it('is checked without a trace of people, and taken in by the head', async () => {
      const { id, commit } = await found('api');
      await commit(file('primary'));
      const { rows } = await school.look.query<{ id: string }>(
        `select id from cpd.person where school_id = $1 and external_id = '1001'`,
        [id],
      );
      const { token } = await school.app
        .get(Tokens)
        .create(school.unit.job(id), rows[0]?.id ?? '', 'head', '2030-01-01T00:00:00.000Z');
      const head = { kind: 'token' as const, token };
      const changed = edited(file('primary'), '1004', 6, 'Bursar');
      const checked = await callAs(school, head, 'staff.check', { body: changed });
      expect(checked).toMatchObject({ outcome: 'checked', counts: { changed: 1, unchanged: 40 } });
      expect((await personOf(id, '1004'))['job_title']).not.toBe('Bursar');
      expect(await callAs(school, head, 'staff.commit', { body: changed })).toMatchObject({
        outcome: 'committed',
      });
      expect(await callAs(school, head, 'staff.commit', { body: changed })).toMatchObject({
        outcome: 'unchanged',
      });
    });

    it.each([
      ['a manager in a loop', edited(file('primary'), '1002', 12, '1003'), 'lineManagerLoop'],
      ['an unknown manager', edited(file('primary'), '1004', 12, '9999'), 'lineManagerUnknown'],
      ['an impossible date', edited(file('primary'), '1004', 10, '31/02/2024'), 'impossibleDate'],
      ['no head', edited(file('primary'), '1001', 13, ''), 'noHead'],
      ['nothing in it', Buffer.from(''), 'emptyFile'],
    ])('is refused whole for %s', async (_what, bytes, code) => {
      const before = await marks(school.id);
      const bad = edited(bytes, '1003', 12, code === 'lineManagerLoop' ? '1002' : '1001');
      await expect(school.call('admin', 'staff.commit', { body: bad })).rejects.toMatchObject({
        status: 422,
        code: 'staff-file-refused',
        extra: { problems: expect.arrayContaining([expect.objectContaining({ code })]) },
      });
      const people = (marked: string): unknown => JSON.parse(marked)[0].p;
      expect(people(await marks(school.id))).toEqual(people(before));
    });

    it('is not for everybody', async () => {
      await expect(school.call('teacher', 'staff.commit', { body: file('primary') })).rejects.toMatchObject({
        status: 403,
        code: 'not-permitted',
      });
    });

    it('says which option for renamed columns cannot be read', async () => {
      await expect(
        school.call('admin', 'staff.check', { body: file('primary'), query: { map: 'Works Email' } }),
      ).rejects.toMatchObject({ status: 422, code: 'badColumnMap' });
    });
  });
});
