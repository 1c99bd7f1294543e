import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { fileURLToPath } from 'node:url';
import { createTestDatabase } from '../support/test-database.js';
import type { TestDatabase } from '../support/test-database.js';
import { cpd, documentOf } from './cpd.js';

const STAFF = fileURLToPath(new URL('../data/staff/staff-primary.csv', import.meta.url));
const SCHOOL = ['--school', '123456'];

describe('the command line', () => {
  let database: TestDatabase;
  let look: Client;
  let folder: string;
  const run = (...args: string[]) => cpd(database, ...args);
  const count = async (table: string) =>
    (await look.query<{ n: number }>(`select count(*)::int as n from ${table}`)).rows[0]?.n;

  beforeAll(async () => {
    database = await createTestDatabase();
    look = new Client({ connectionString: database.superUrl });
    await look.connect();
    folder = await mkdtemp(join(tmpdir(), 'cpd-cli-'));
  });
  afterAll(async () => {
    await look.end();
    await database.drop();
    await rm(folder, { recursive: true });
  });

  it('shows its commands', async () => {
    const { exit, out } = await run('--help');
    expect(exit).toBe(0);
    for (const name of ['migrate', 'doctor', 'import', 'cycle', 'token', 'dead-letters'])
      expect(out).toContain(name);
  });

  it.each([
    [['nonsense'], 'unknown command'],
    [['token', 'create'], '--person'],
    [['migrate', '--quickly'], 'unknown option'],
    [['token', 'create', '--person', 'x', '--days', 'many'], '--days takes a whole number from 1 to 730.'],
    [['import', 'staff', '/nowhere/staff.csv'], 'cannot be read: it is not there'],
    [['import', 'staff', STAFF, '--map', 'Email'], 'Header in the file=Email'],
    [['import', 'staff', STAFF, '--name', 'New School'], 'A new school needs its URN'],
  ])('refuses %j with a sentence and exit code 2', async (args, sentence) => {
    const { exit, out, err } = await run(...args);
    expect(err).toContain(sentence);
    expect(`${out}${err}`).not.toMatch(/\n\s+at /);
    expect(exit).toBe(2);
  });

  it('gives an error as one JSON document when asked for JSON', async () => {
    const outcome = await run('token', 'create', '--person', 'anybody', '--json');
    expect(documentOf(outcome)).toEqual({
      ok: false,
      error: { code: 'no-such-school', message: 'There is no school yet: import a staff file first.' },
    });
    expect(outcome.exit).toBe(1);
  });

  it('names a setting that is wrong, without a stack, with exit code 3', async () => {
    const wrong = { appUrl: 'postgres://nobody:no@127.0.0.1:1/none', ownerUrl: 'nonsense' };
    const { exit, err } = await cpd(wrong, 'migrate');
    expect(err).toContain('DATABASE_OWNER_URL must be an address');
    expect(err).not.toMatch(/\n\s+at /);
    expect(exit).toBe(3);
  });

  it('migrates, and says that there is nothing to do', async () => {
    expect(documentOf(await run('migrate', '--json'))).toMatchObject({ ok: true, ran: [] });
  });

  it('shows every problem of a staff file and writes nothing', async () => {
    const file = join(folder, 'wrong.csv');
    await writeFile(file, 'Staff ID,Surname\n1,Quill\n1,\n');
    const outcome = await run('import', 'staff', file, ...SCHOOL, '--name', 'Brook Lane Primary', '--json');
    const document = documentOf<{ ok: boolean; problems: object[] }>(outcome);
    expect(document.ok).toBe(false);
    expect(document.problems.length).toBeGreaterThan(0);
    expect(outcome.exit).toBe(1);
    expect(await count('cpd.organisation')).toBe(0);
    const words = await run('import', 'staff', file, ...SCHOOL, '--name', 'Brook Lane Primary');
    expect(words.out).toMatch(/^Line\s+Column\s+Value\s+Expected/);
    expect(words.err).toContain('Nothing was written.');
  });

  it('only says what would change in a dry run', async () => {
    const founding = ['--name', 'Brook Lane Primary', '--phase', 'Primary'];
    const outcome = await run('import', 'staff', STAFF, ...SCHOOL, ...founding, '--dry-run', '--json');
    expect(documentOf(outcome)).toMatchObject({ ok: true, outcome: 'checked' });
    expect(await count('cpd.organisation')).toBe(0);
  });

  it('takes a staff file in, and changes nothing the second time', async () => {
    const first = documentOf<{ counts: { joiners: number } }>(
      await run('import', 'staff', STAFF, ...SCHOOL, '--name', 'Brook Lane Primary', '--json'),
    );
    expect(first).toMatchObject({ ok: true, outcome: 'committed' });
    expect(await count('cpd.person')).toBe(first.counts.joiners);
    expect(documentOf(await run('import', 'staff', STAFF, ...SCHOOL, '--json'))).toMatchObject({
      outcome: 'unchanged',
    });
  });

  it('makes a token that opens the database for that person, and keeps only its hash', async () => {
    const [person] = (
      await look.query<{ id: string; email: string }>(
        'select id, email from cpd.person where email is not null and leaves_on is null limit 1',
      )
    ).rows;
    const made = documentOf<{ token: string }>(
      await run('token', 'create', '--person', person?.email ?? '', '--label', 'laptop', '--json'),
    );
    expect(made).toMatchObject({ ok: true, label: 'laptop', person: { id: person?.id } });
    const entered = await look.query('select person from auth.enter($1, $2, null)', ['token', made.token]);
    expect(entered.rows).toEqual([{ person: person?.id }]);
    expect(await count(`auth.token t where t::text like '%${made.token}%'`)).toBe(0);
  });

  it('says that nobody has such an e-mail', async () => {
    const { exit, err } = await run('token', 'create', '--person', 'nobody@school.example');
    expect(err).toContain('Nobody at Brook Lane Primary has the e-mail or id nobody@school.example.');
    expect(exit).toBe(1);
  });

  it('says that there is no year to open', async () => {
    const { exit, err } = await run('cycle', 'open', '--year', '2031 to 2032');
    expect(err).toContain('There is no year to open called "2031 to 2032".');
    expect(exit).toBe(1);
  });

  it('lists dead letters, and refuses to try one again that is not there', async () => {
    expect(documentOf(await run('dead-letters', 'list', '--json'))).toMatchObject({
      ok: true,
      deadLetters: [],
    });
    const { exit, err } = await run('dead-letters', 'retry', 'e-1');
    expect(err).toContain('Not among the dead letters: e-1. Nothing was tried.');
    expect(exit).toBe(1);
  });

  it('looks at everything, says what to do, and ends with an error when something is not well', async () => {
    const outcome = await run('doctor', '--json');
    const { ok, findings } = documentOf<{
      ok: boolean;
      findings: { name: string; ok: boolean; advice: string }[];
    }>(outcome);
    const named = (name: string) => findings.find((finding) => finding.name.startsWith(name));
    expect(named('database')).toMatchObject({ ok: true });
    expect(named('clock')).toMatchObject({ ok: true });
    expect(named('stuck timers')).toMatchObject({ ok: true });
    expect(named('invariants')).toMatchObject({ ok: true });
    expect(named('dead letters')).toMatchObject({ ok: true });
    for (const finding of findings) expect(finding.advice === '').toBe(finding.ok);
    expect(outcome.exit).toBe(ok ? 0 : 1);
  });

  it('takes term dates in, says what is wrong with others, and what it assumes', async () => {
    const good = join(folder, 'terms.csv');
    const bad = join(folder, 'bad.csv');
    await writeFile(good, 'kind,name,start,end\nterm,Autumn,2026-09-02,2026-12-18\n');
    await writeFile(bad, 'kind,name,start,end\nterm,Autumn,2026-12-18,2026-09-02\n');
    const refused = await run('import', 'calendar', bad);
    expect(refused.exit).toBe(1);
    expect(refused.out).toMatch(/line 2 +end +2026-09-02 +a date not before the start/);
    const dry = documentOf<{ written: boolean }>(
      await run('import', 'calendar', good, '--dry-run', '--json'),
    );
    expect(dry.written).toBe(false);
    const done = documentOf<{ written: boolean; warnings: string[] }>(
      await run('import', 'calendar', good, ...SCHOOL, '--json'),
    );
    expect(done.written).toBe(true);
    expect(done.warnings.join(' ')).toMatch(/No term dates are known/);
    expect(await count('cpd.school_calendar')).toBe(1);
  }, 120_000);

  it('gives a school without administrator one, and notes who did it', async () => {
    const appoint = ['administrator', 'appoint', '--person', '1002', ...SCHOOL];
    expect((await run(...appoint, '--because', 'short')).exit).toBe(2);
    const done = await run(...appoint, '--because', 'The only administrator left in July');
    expect([done.exit, done.out]).toEqual([0, expect.stringMatching(/is administrator of .* from today/)]);
    const again = await run(...appoint, '--because', 'Once more, to be sure of it');
    expect([again.exit, again.err]).toEqual([
      1,
      expect.stringMatching(/has an administrator who gives posts/),
    ]);
    expect(await count('cpd.technician_act')).toBe(1);
  }, 120_000);
});
