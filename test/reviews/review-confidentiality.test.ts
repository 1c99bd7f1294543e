import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Tx, UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { openSchool, plant } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';
import { collectNeeds, startReviews, untilShared } from './support/review-year.js';

const TABLES = [
  'writing',
  'annex_item',
  'annex_wording',
  'review_comment',
  'observation',
  'long_range_aim',
  'contribution',
  'journal_entry',
  'journal_wording',
];

let school: TestSchool;
let id: string;
let other: Awaited<ReturnType<typeof plant>>;

/** Which marks somebody finds anywhere in the confidential schema, by raw SQL of the application role. */
async function marksSeen(tx: Tx): Promise<string[]> {
  const seen = new Set<string>();
  for (const table of TABLES) {
    const rows = await tx.query<{ text: string }>(`select t::text as text from confidential.${table} t`);
    for (const { text } of rows) for (const mark of text.match(/MARK-\w+/g) ?? []) seen.add(mark);
  }
  return [...seen].sort();
}

const seenBy = (name: PersonName) => school.as(name, marksSeen);

/** Runs one statement as somebody; how many rows it touched, or the database's code of refusal. */
const attempt = (name: PersonName, sql: string, values: unknown[] = []): Promise<number | string> =>
  school
    .as(name, async (tx) => (await tx.query(`${sql} returning 1`, values)).length)
    .catch((error: { code: string }) => error.code);

const SHARED = ['MARK-comment', 'MARK-objective', 'MARK-observation', 'MARK-summary'];

describe('who reads a review, by raw SQL', () => {
  beforeAll(async () => {
    school = await openSchool();
    collectNeeds(school);
    other = await plant(school.look, 'Hill Top Primary', '654321');
    const ids = await startReviews(school, ['teacher', 'head', 'ta']);
    id = ids['teacher'] ?? '';
    const call = (name: PersonName, operation: string, body: object = {}, more: object = {}) =>
      school.call(name, operation, { params: { id, ...more }, body });
    await call(
      'teacher',
      'reviews.write',
      { version: 0, body: { text: 'MARK-private' } },
      { part: 'preparation' },
    );
    await call('teacher', 'reviews.addNeed', { title: 'MARK-privateNeed' });
    await call('teacher', 'reviews.addAim', { years: 5, body: 'MARK-privateAim' });
    await call('reviewer', 'reviews.askContributors', { contributors: [school.person('colleague')] });
    await call('colleague', 'reviews.contribute', { text: 'MARK-contribution' });
    await untilShared(school, id, 'reviewer', {
      objective: 'MARK-objective',
      summary: 'MARK-summary',
      need: 'MARK-need',
    });
    await call('teacher', 'reviews.agree', { comment: 'MARK-comment' });
    await call('reviewer', 'reviews.agree');
    await school.advance('2026-09-08T09:00');
    await call('reviewer', 'reviews.observe', {
      observedOn: '2026-09-07',
      minutes: 30,
      notes: 'MARK-observation',
    });
    await call(
      'reviewer',
      'reviews.write',
      { version: 0, body: { text: 'MARK-draft' } },
      { part: 'midYear' },
    );
    const entry = await school.call<{ id: string }>('teacher', 'journal.add', {
      body: { onDate: '2026-09-05', title: 'Mine', body: 'MARK-journal' },
    });
    await school.call('teacher', 'journal.rewrite', {
      params: { id: entry.id },
      body: { onDate: '2026-09-05', title: 'Mine', body: 'MARK-journal again', version: 1 },
    });
    const shared = await school.call<{ id: string }>('teacher', 'journal.add', {
      body: { onDate: '2026-09-06', title: 'Ours', body: 'MARK-sharedJournal' },
    });
    await school.call('teacher', 'journal.share', {
      params: { id: shared.id },
      body: { people: [school.person('ta2')] },
    });
    await school.call('governor', 'reviews.holdMeeting', {
      params: { id: ids['head'] },
      body: { heldOn: '2026-09-02' },
    });
    await untilShared(school, ids['head'] ?? '', 'governor', {
      summary: 'MARK-headsOwn',
      need: 'MARK-headsNeed',
    });
  });
  afterAll(() => school.close());

  it('shows the reviewee everything of their own but what the reviewer still drafts and colleagues said', async () => {
    expect(await seenBy('teacher')).toEqual(
      [
        ...SHARED,
        'MARK-journal',
        'MARK-need',
        'MARK-private',
        'MARK-privateAim',
        'MARK-privateNeed',
        'MARK-sharedJournal',
      ].sort(),
    );
  });

  it('shows the reviewer what was shared, their drafts and contributions, but nothing that is private', async () => {
    expect(await seenBy('reviewer')).toEqual(
      [...SHARED, 'MARK-contribution', 'MARK-draft', 'MARK-need'].sort(),
    );
  });

  it('shows the head what both people can see, of others and of the head’s own review', async () => {
    expect(await seenBy('head')).toEqual([...SHARED, 'MARK-headsNeed', 'MARK-headsOwn', 'MARK-need'].sort());
  });

  it('shows the CPD leader, deputy, finance, administrator and colleagues nothing at all', async () => {
    for (const name of ['leader', 'deputy', 'business', 'admin', 'ta', 'cook'] as const) {
      expect(await seenBy(name)).toEqual([]);
    }
  });

  it('shows a contributor their own contribution only, and a reader the journal entry that names them', async () => {
    expect(await seenBy('colleague')).toEqual(['MARK-contribution']);
    expect(await seenBy('ta2')).toEqual(['MARK-sharedJournal']);
  });

  it('shows the head’s own review to the head’s panel only', async () => {
    for (const name of ['governor', 'governor2'] as const) {
      expect(await seenBy(name)).toEqual(['MARK-headsNeed', 'MARK-headsOwn']);
    }
  });

  it('shows the system the needs that both sides can see, for passing them on, and nothing else', async () => {
    const seen = await school.unit.run(school.system, marksSeen);
    expect(seen).toEqual(['MARK-headsNeed', 'MARK-need']);
  });

  it('shows another school nothing, whatever post its people hold', async () => {
    for (const name of ['head', 'leader', 'teacher', 'reviewer'] as const) {
      const proof = { kind: 'token' as const, token: other.tokens[name] };
      expect(await school.unit.run(proof, marksSeen)).toEqual([]);
    }
    expect(await school.unit.run(school.unit.job(other.id), marksSeen)).toEqual([]);
  });

  it('shows a CPD leader who is the head, as in a small school, what the head sees', async () => {
    await school.look.query(
      `insert into cpd.post (school_id, person_id, post, from_date) values ($1, $2, 'cpdLeader', '2020-09-01')`,
      [school.id, school.person('head')],
    );
    expect(await seenBy('head')).toContain('MARK-summary');
  });

  it('shows a new head nothing of the review of whoever was head in that year', async () => {
    await school.look.query(
      `update cpd.post set to_date = '2026-09-08' where person_id = $1 and post = 'head'`,
      [school.person('head')],
    );
    await school.look.query(
      `insert into cpd.post (school_id, person_id, post, from_date) values ($1, $2, 'head', '2026-09-08')`,
      [school.id, school.person('deputy')],
    );
    const seen = await seenBy('deputy');
    expect(seen).toContain('MARK-summary');
    expect(seen).not.toContain('MARK-headsOwn');
    await school.look.query(`delete from cpd.post where post = 'head' and person_id = $1`, [
      school.person('deputy'),
    ]);
    await school.look.query(`update cpd.post set to_date = null where person_id = $1 and post = 'head'`, [
      school.person('head'),
    ]);
  });

  it('lets nobody write for somebody else', async () => {
    const insert = `insert into confidential.writing (id, school_id, review_id, part, side, version, body, written_by,
      written_at) values ('${randomUUID()}', $1, $2, $3, $4, 99, '{"text":"forged"}', $5, now())`;
    const forge = (name: PersonName, part: string, side: string, as: PersonName = name) =>
      attempt(name, insert, [school.id, id, part, side, school.person(as)]);
    expect(await forge('leader', 'summary', 'reviewer')).toBe('42501');
    expect(await forge('head', 'summary', 'reviewer')).toBe('42501');
    expect(await forge('teacher', 'summary', 'reviewer')).toBe('42501');
    expect(await forge('reviewer', 'preparation', 'reviewee')).toBe('42501');
    expect(await forge('reviewer', 'summary', 'reviewer', 'head')).toBe('42501');
    expect(await forge('reviewer', 'preparation', 'reviewer')).toBe('23514');
    expect(await attempt('reviewer', `update confidential.writing set body = '{}'`)).toBe('42501');
    expect(await attempt('reviewer', `delete from confidential.writing`)).toBe('42501');
    expect(
      await attempt('teacher', `update confidential.writing set shared_at = now() where side = 'reviewer'`),
    ).toBe(0);
  });

  it('lets each change only their own part of the annex', async () => {
    const set = (change: string) => `update confidential.annex_item set ${change} where title = 'MARK-need'`;
    expect(await attempt('teacher', set('wanted_by_reviewer = false'))).toBe('42501');
    expect(await attempt('reviewer', set('wanted_by_reviewee = true'))).toBe('42501');
    expect(await attempt('teacher', set('passed_at = null'))).toBe('42501');
    expect(await attempt('reviewer', set(`title = 'something else'`))).toBe('42501');
    expect(await attempt('head', set('dropped_at = now()'))).toBe(0);
    expect(await attempt('leader', set('dropped_at = now()'))).toBe(0);
    expect(await attempt('ta2', `update confidential.journal_entry set body = 'x'`)).toBe(0);
    expect(await attempt('reviewer', `update confidential.observation set minutes = 1`)).toBe('42501');
    const settle = set(`settled_at = now(), settled_by = '${school.person('teacher')}', settled_pass = true`);
    expect(await attempt('teacher', settle)).toBe('42501');
  });

  it('lets nobody mark a revision as agreed, open a review or note a reviewer but the system', async () => {
    const apply = await school.as('reviewer', (tx) =>
      tx.query<{ ok: boolean | null }>('select confidential.apply_revision($1, $2) as ok', [
        id,
        randomUUID(),
      ]),
    );
    expect(apply[0]?.ok).toBeNull();
    await expect(
      school.as('head', (tx) => tx.query('select confidential.carry_aims($1)', [id])),
    ).rejects.toThrow();
    expect(
      await attempt(
        'head',
        `insert into confidential.review (id, school_id, cycle_id, reviewee_id, opened_at) values ($1, $2, $1, $3, now())`,
        [randomUUID(), school.id, school.person('ta')],
      ),
    ).toBe('42501');
  });

  it('shuts the old reviewer out in the commit that replaces them', async () => {
    await school.call('head', 'reviews.reassign', {
      params: { id },
      body: { reviewer: school.person('colleague') },
    });
    expect(await seenBy('reviewer')).toEqual([]);
    expect(await seenBy('colleague')).toContain('MARK-summary');
  });

  it('gives no content to a transaction without a proof', async () => {
    const unit: UnitOfWork = school.unit;
    expect(await unit.bare({ text: 'select * from confidential.writing' }, [])).toEqual([]);
  });
});

describe('a journal', () => {
  beforeAll(async () => {
    school = await openSchool();
  });
  afterAll(() => school.close());

  it('is kept in versions, answers a stale save with both texts, and is deleted by its writer only', async () => {
    const body = { onDate: '2026-09-01', title: 'First day', body: 'It went well' };
    const { id: entry } = await school.call<{ id: string }>('ta', 'journal.add', { body });
    await school.call('ta', 'journal.rewrite', {
      params: { id: entry },
      body: { ...body, body: 'It went very well', version: 1 },
    });
    await expect(
      school.call('ta', 'journal.rewrite', { params: { id: entry }, body: { ...body, version: 1 } }),
    ).rejects.toMatchObject({ status: 409, extra: { theirs: { body: 'It went very well' } } });
    await expect(school.call('reviewer', 'journal.read', { params: { id: entry } })).rejects.toMatchObject({
      status: 404,
    });
    await school.call('ta', 'journal.share', {
      params: { id: entry },
      body: { people: [school.person('reviewer')] },
    });
    const { entries } = await school.call<{ entries: unknown[] }>('reviewer', 'journal.shared');
    expect(entries).toHaveLength(1);
    await expect(school.call('reviewer', 'journal.remove', { params: { id: entry } })).rejects.toMatchObject({
      status: 403,
    });
    await expect(
      school.call('ta', 'journal.share', { params: { id: entry }, body: { people: [randomUUID()] } }),
    ).rejects.toMatchObject({ code: 'unknown-person' });
    await school.call('ta', 'journal.remove', { params: { id: entry } });
    expect((await school.call<{ entries: unknown[] }>('ta', 'journal.mine')).entries).toEqual([]);
  });
});
