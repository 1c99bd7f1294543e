import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { Seals } from '../../src/audit/index.js';
import { byProof, sessionOf } from '../access/support/by-proof.js';
import { startReviews, writeAndShare } from '../reviews/support/review-year.js';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';

interface Seen {
  seen: { kind: string; name: string | null; as: string; part: string; at: string; actor: string }[];
}
interface Changes {
  changes: {
    kind: string;
    action: string;
    name: string;
    detail: Record<string, unknown>;
    address: string | null;
  }[];
}

const MARK = 'OKAPI-5520';
let school: TestSchool;
let seals: Seals;
let review: string;
beforeAll(async () => {
  school = await openSchool();
  seals = school.app.get(Seals, { strict: false });
  review = (await startReviews(school, ['teacher']))['teacher'] ?? '';
  await school.call('reviewer', 'reviews.holdMeeting', {
    params: { id: review },
    body: { heldOn: '2026-09-01' },
  });
  await writeAndShare(school, review, 'reviewer', { objective: `${MARK} phonics` });
});
afterAll(() => school.close());

const read = (name: PersonName) => school.call(name, 'reviews.read', { params: { id: review } });
const whoHasSeen = (name: PersonName, query = {}) => school.call<Seen>(name, 'audit.whoHasSeen', { query });
const changes = (name: PersonName, query = {}) => school.call<Changes>(name, 'audit.changes', { query });

describe('Who has seen my review', () => {
  test('tells the reviewee who else has read it, when, and as what', async () => {
    await read('reviewer');
    await read('head');
    await read('teacher');
    await school.call('reviewer', 'reviews.versions', { params: { id: review, part: 'objectives' } });
    const { seen } = await whoHasSeen('teacher');
    expect(seen.map(({ name, as, part }) => [name, as, part])).toEqual([
      ['Rhys Vaughan', 'reviewer', 'objectives'],
      ['Hana Reid', 'head', 'statement'],
      ['Rhys Vaughan', 'reviewer', 'statement'],
    ]);
    expect(seen[0]?.at).toMatch(/^2026-09-/);
    expect((await whoHasSeen('teacher', { record: school.person('cook') })).seen).toEqual([]);
  });

  test('notes nothing for somebody to whom the review is not open, and tells them nothing', async () => {
    const count = async () =>
      Number(
        (await school.look.query(`select count(*) from audit.entry where action = 'read'`)).rows[0].count,
      );
    const before = await count();
    for (const name of ['leader', 'colleague', 'admin', 'governor'] as const) {
      await expect(read(name)).rejects.toMatchObject({ status: 404 });
      expect((await whoHasSeen(name)).seen).toEqual([]);
    }
    expect(await count()).toBe(before);
  });

  test('has journal entries and self-assessments in it', async () => {
    const entry = await school.call<{ id: string }>('teacher', 'journal.add', {
      body: { onDate: '2026-09-01', title: 'A day', body: `${MARK} went well` },
    });
    await school.call('teacher', 'journal.share', {
      params: { id: entry.id },
      body: { people: [school.person('colleague')] },
    });
    await school.call('colleague', 'journal.shared');
    expect((await whoHasSeen('teacher')).seen[0]).toMatchObject({ kind: 'journalEntry', name: 'Cole Marsh' });
  });

  test('notes the session and the address that a read came from, and by what a signature was given', async () => {
    const proof = { ...(await sessionOf(school, 'reviewer')), from: '198.51.100.4' };
    await byProof(school, proof, 'reviews.read', { params: { id: review } });
    await byProof(school, proof, 'reviews.agree', { params: { id: review } });
    await school.call('teacher', 'reviews.agree', { params: { id: review } });
    const { rows } = await school.look.query(
      `select action, address, session is not null as session, detail from audit.entry
        where record = $1 order by id desc limit 3`,
      [review],
    );
    expect(rows).toEqual([
      { action: 'signed', address: null, session: false, detail: { event: 'AGREE', by: 'token' } },
      { action: 'signed', address: '198.51.100.4', session: true, detail: { event: 'AGREE', by: 'session' } },
      {
        action: 'read',
        address: '198.51.100.4',
        session: true,
        detail: { as: 'reviewer', part: 'statement' },
      },
    ]);
  });
});

describe('Changes', () => {
  test('of people, posts and settings are noted whoever makes them, with what was and what is', async () => {
    await school.as('admin', (tx) =>
      tx.query(`update cpd.person set job_title = '${MARK}', fte = 0.6, line_manager_id = $2 where id = $1`, [
        school.person('ta'),
        school.person('deputy'),
      ]),
    );
    const { changes: found } = await changes('admin', { kind: 'person' });
    expect(found[0]).toMatchObject({
      action: 'changed',
      name: 'Ada Pike',
      detail: {
        fte: [1, 0.6],
        job_title: ['…', '…'],
        line_manager_id: [school.person('reviewer'), school.person('deputy')],
      },
    });
    await school.look.query(
      `insert into cpd.post (school_id, person_id, post, from_date) values ($1, $2, 'cpdTeam', '2026-09-01')`,
      [school.id, school.person('ta')],
    );
    const { changes: posts } = await changes('head', { kind: 'post', subject: school.person('ta') });
    expect(posts[0]).toMatchObject({
      action: 'added',
      name: null,
      detail: { post: 'cpdTeam', from_date: '2026-09-01' },
    });
  });

  test('of absences and sessions say only which columns, and are for nobody but the person', async () => {
    await school.look.query(
      `insert into cpd.absence (id, school_id, person_id, from_date) values (gen_random_uuid(), $1, $2, '2026-09-01')`,
      [school.id, school.person('ta')],
    );
    const { rows } = await school.look.query(
      `select detail, confidential from audit.entry where kind = 'absence'`,
    );
    expect(rows).toMatchObject([{ confidential: true, detail: { from_date: true } }]);
    expect((await changes('admin', { kind: 'absence' })).changes).toEqual([]);
    await sessionOf(school, 'ta2');
    const [row] = (
      await school.look.query(
        `select actor, subject from audit.entry where kind = 'session' order by id desc`,
      )
    ).rows;
    expect(row).toEqual({ actor: school.person('ta2'), subject: school.person('ta2') });
  });

  test('are for administrators and the head; others find only what is theirs', async () => {
    expect((await changes('leader')).changes.filter(({ name }) => name !== 'Lena Frost')).toEqual(
      (await changes('leader', { subject: school.person('leader') })).changes.filter(
        ({ name }) => name !== 'Lena Frost',
      ),
    );
    expect((await changes('colleague', { kind: 'post' })).changes).toEqual([]);
  });

  test('never hold what somebody wrote, nor a secret', async () => {
    const { rows } = await school.look.query(
      'select string_agg(to_jsonb(e)::text, chr(10)) as all from audit.entry e',
    );
    expect(rows[0].all).not.toContain(MARK);
    expect(rows[0].all).not.toContain('"hash"');
  });
});

describe('The chain', () => {
  beforeEach(() => seals.seal());
  /** Does what the owner of the database could do, with the guards off. */
  const tamper = async (sql: string) => {
    await school.look.query('begin');
    await school.look.query(`set local session_replication_role = replica`);
    await school.look.query(sql);
    await school.look.query('commit');
  };
  const broken = async (sql: string, undo: string, what: string) => {
    await tamper(sql);
    expect((await seals.verify()).map((one) => one.what)).toContain(what);
    await tamper(undo);
    expect(await seals.verify()).toEqual([]);
  };

  test('is whole, grows by batches, and says where it ends', async () => {
    expect(await seals.verify()).toEqual([]);
    const [before] = await seals.ends();
    expect(before?.unsealed).toBe('0');
    expect(await seals.seal()).toBe(0);
    await read('head');
    expect(await seals.seal()).toBe(1);
    const [after] = await seals.ends();
    expect(Number(after?.number)).toBe(Number(before?.number) + 1);
    expect(await seals.passes(before?.hash ?? '')).toBe(true);
    expect(await seals.passes('0'.repeat(64))).toBe(false);
  });

  test('shows an entry that was changed, with or without its digest', async () => {
    await school.look.query('create temp table kept as select * from audit.entry');
    const undo = `update audit.entry e set actor = k.actor, digest = k.digest from kept k where k.id = e.id`;
    const one = `(select min(id) from audit.entry where action = 'read')`;
    await broken(
      `update audit.entry set actor = '${school.person('ta')}' where id = ${one}`,
      undo,
      'entry changed',
    );
    await broken(
      `update audit.entry e set actor = '${school.person('ta')}' where id = ${one};
       update audit.entry e set digest = audit.digest(e) where id = ${one}`,
      undo,
      'entries of a seal are not those it was made of',
    );
  });

  test('shows an entry that was taken out, and one that was slipped in', async () => {
    const columns = `school_id, at, actor, as_system, action, kind, record, subject, confidential, detail, salt, digest, sealed_in`;
    await school.look.query(
      `create temp table gone as select * from audit.entry where action = 'read' order by id limit 1`,
    );
    await broken(
      'delete from audit.entry where id = (select id from gone)',
      'insert into audit.entry overriding system value select * from gone',
      'entries of a seal are not those it was made of',
    );
    await broken(
      `insert into audit.entry (${columns}) select ${columns} from audit.entry where action = 'read' limit 1`,
      `delete from audit.entry where id = (select max(id) from audit.entry)`,
      'entries of a seal are not those it was made of',
    );
  });

  test('shows a seal that was made again, and seals that were taken out or cut off', async () => {
    await read('head');
    await seals.seal();
    const [end] = await seals.ends();
    await school.look.query('create temp table sealed as select * from audit.seal');
    const restore = `delete from audit.seal; insert into audit.seal select * from sealed`;
    await broken(`update audit.seal set hash = sha256('x') where number = 1`, restore, 'seal changed');
    await broken(`delete from audit.seal where number = 1`, restore, 'seals are missing before it');
    await tamper(
      `delete from audit.seal where number = ${end?.number}; delete from audit.entry where sealed_in = ${end?.number}`,
    );
    expect(await seals.verify()).toEqual([]);
    expect(await seals.passes(end?.hash ?? '')).toBe(false);
  });

  test('holds though a person is erased from it', async () => {
    const mine = async () =>
      Number(
        (
          await school.look.query('select count(*) from audit.entry where subject = $1 or actor = $1', [
            school.person('teacher'),
          ])
        ).rows[0].count,
      );
    const before = Number((await seals.ends())[0]?.entries);
    expect(await mine()).toBeGreaterThan(0);
    await expect(seals.erase(school.proof('admin'), school.person('teacher'))).rejects.toMatchObject({
      code: '42501',
    });
    expect(await seals.erase(school.system, school.person('teacher'))).toBeGreaterThan(0);
    expect(await mine()).toBe(0);
    expect(await seals.verify()).toEqual([]);
    expect(Number((await seals.ends())[0]?.entries)).toBe(before);
  });

  test('cannot be touched by the application, and its entries by nobody at all', async () => {
    const denied = (sql: string) =>
      expect(school.as('admin', (tx) => tx.query(sql))).rejects.toMatchObject({ code: '42501' });
    await denied(`insert into audit.entry (school_id) values ('${school.id}')`);
    await denied('update audit.entry set actor = null');
    await denied('delete from audit.entry');
    await denied('select salt from audit.entry');
    await denied(`select audit.note('changed', 'person', '1', null, null)`);
    await denied('delete from audit.seal');
    await expect(school.as('admin', (tx) => tx.query(`select audit.seal('x', 1)`))).rejects.toThrow();
    for (const sql of [
      'delete from audit.entry',
      'update audit.entry set actor = null',
      'truncate audit.entry',
      'delete from audit.seal',
    ]) {
      await expect(school.look.query(sql)).rejects.toMatchObject({ code: '42501' });
    }
  });

  test('does not make writers wait: entries are added while a seal is being made', async () => {
    await school.look.query('begin');
    await school.look.query(`select pg_advisory_xact_lock(hashtext('audit.seal'))`);
    await read('reviewer');
    await school.look.query('rollback');
    expect(await seals.seal()).toBeGreaterThan(0);
  });
});
