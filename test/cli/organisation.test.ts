import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client } from 'pg';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';
import { cpd, documentOf } from './cpd.js';

describe('cpd organisation', () => {
  let school: TestSchool;
  beforeAll(async () => {
    school = await openSchool();
  }, 60_000);
  afterAll(() => school.close());
  const run = (...args: string[]) => cpd(school.database, 'organisation', ...args, '--json');
  const parent = async (): Promise<string | null> => {
    const { rows } = await school.look.query<{ name: string | null }>(
      'select above.name from cpd.organisation o left join cpd.organisation above on above.id = o.parent_id where o.id = $1',
      [school.id],
    );
    return rows[0]?.name ?? null;
  };

  it('founds a trust, puts the school into it, and enters an adviser', async () => {
    expect((await run('found', '--kind', 'trust', '--name', 'Lantern Trust')).exit).toBe(0);
    const [own] = documentOf<{ organisations: { urn: string }[] }>(await run('list')).organisations;
    expect((await run('join', '--who', own?.urn ?? '', '--under', 'lantern trust')).exit).toBe(0);
    expect(await parent()).toBe('Lantern Trust');
    const who = ['--forename', 'Ola', '--surname', 'Bright', '--email', 'ola@lantern.example'];
    expect((await run('adviser', '--of', 'Lantern Trust', ...who)).exit).toBe(0);
    const { rows } = await school.look.query(
      `select p.surname from cpd.person p join cpd.post t on t.person_id = p.id where t.post = 'adviser'
        and p.email = 'ola@lantern.example'`,
    );
    expect(rows).toEqual([{ surname: 'Bright' }]);
  }, 60_000);

  it.each([
    ['a second of that name', ['found', '--kind', 'trust', '--name', 'LANTERN TRUST'], 'there-already'],
    ['a kind that there is not', ['found', '--kind', 'school', '--name', 'X'], 'kind'],
    ['a trust under a school', ['join', '--who', 'Lantern Trust', '--under', 'SCHOOL'], 'wrong-kinds'],
    ['something unknown', ['join', '--who', 'Nowhere'], 'no-such-organisation'],
    [
      'an adviser of a school',
      ['adviser', '--of', 'SCHOOL', '--forename', 'A', '--surname', 'B', '--email', 'a@b.example'],
      'wrong-kind',
    ],
    [
      'an address that is none',
      ['adviser', '--of', 'X', '--forename', 'A', '--surname', 'B', '--email', 'nowhere'],
      'email',
    ],
  ])(
    'refuses %s',
    async (_what, args, code) => {
      const outcome = await run(...args.map((arg) => (arg === 'SCHOOL' ? school.id : arg)));
      expect(outcome.exit).not.toBe(0);
      expect(documentOf<{ error: { code: string } }>(outcome).error.code).toBe(code);
    },
    30_000,
  );

  it('lets nobody of the school move it, not even its administrator or its system', async () => {
    const app = new Client({ connectionString: school.database.appUrl });
    await app.connect();
    const moving = 'update cpd.organisation set parent_id = null';
    await expect(app.query(moving)).rejects.toThrow(/permission denied/);
    await expect(app.query(`select cpd.place_under('nobody', $1, null)`, [school.id])).rejects.toThrow(
      /proof refused/,
    );
    await app.end();
    expect(await parent()).toBe('Lantern Trust');
  });
});
