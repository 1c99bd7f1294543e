import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { Once } from '../../src/api/index.js';
import type { Operation } from '../../src/api/index.js';
import { PeopleApi } from '../../src/people/api/people.operations.js';
import { serve } from '../support/http.js';
import type { HttpSchool } from '../support/http.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';

let school: TestSchool;
let http: HttpSchool;
beforeAll(async () => {
  school = await openSchool();
  http = await serve(school);
});
afterAll(async () => {
  await http.close();
  await school.close();
});

const post = (path: string, key: string, body: unknown, who: 'admin' | 'leader' | 'teacher' = 'admin') =>
  http.request(who, 'POST', `/api/v1${path}`, { body, headers: { 'idempotency-key': key } });
const count = async (sql: string): Promise<number> =>
  Number((await school.look.query<{ n: string }>(`select count(*) as n from ${sql}`)).rows[0]?.n);
const duty = (from = '2026-09-10') => ({ personId: school.person('colleague'), post: 'cpdTeam', from });

describe('the table of operations', () => {
  it('has no writing operation that lies outside: each is looked after', () => {
    const outside = school.operations.filter((op) => op.method !== 'get' && op.once !== true);
    expect(outside.map((op) => op.id)).toEqual([]);
    expect(school.operations.filter((op) => op.method !== 'get').length).toBeGreaterThan(150);
  });

  it('does each writing operation once, gives the same answer again, and refuses the key for something else', async () => {
    const once = new Once(school.unit);
    const wrong: string[] = [];
    for (const op of school.operations.filter((one) => one.method !== 'get')) {
      let done = 0;
      const work: Operation = {
        ...op,
        once: false,
        response: z.any(),
        run: async ({ proof }) => {
          await school.unit.run(proof, (tx) => tx.query('select pg_current_xact_id()'));
          return { done: ++done };
        },
      };
      const caller = { proof: school.proof('admin'), key: `walk-${op.id}` };
      const ask = (body: unknown) => once.around(work).run(caller, { params: {}, query: {}, body });
      const answers = [await ask({ a: 1, b: 2 }), await ask({ b: 2, a: 1 })];
      const refusal = await ask({ a: 2 }).catch((error: { code?: string }) => error.code);
      if (
        JSON.stringify([...answers, refusal, done]) !== '[{"done":1},{"done":1},"idempotency-key-reused",1]'
      )
        wrong.push(op.id);
    }
    expect(wrong).toEqual([]);
  });
});

describe('a request with an Idempotency-Key', () => {
  it('gives a post once, and answers the retry as it answered before', async () => {
    const [first, again] = [await post('/posts', 'p1', duty()), await post('/posts', 'p1', duty())];
    expect([first.status, again.status]).toEqual([201, 201]);
    expect(again.body).toEqual(first.body);
    expect(await count(`cpd.post where post = 'cpdTeam'`)).toBe(1);
    expect((await post('/posts', 'p1', duty('2026-10-01'))).body['code']).toBe('idempotency-key-reused');
  });

  it('makes a token once, and shows the same token again to whoever asked', async () => {
    const asked = { personId: school.person('ta'), label: 'MIS', expiresAt: '2027-01-01T00:00:00Z' };
    const before = await count('auth.token');
    const first = await post('/tokens', 't1', asked);
    expect((await post('/tokens', 't1', asked)).body).toEqual(first.body);
    expect(await count('auth.token')).toBe(before + 1);
  });

  it('is done once when eight come at the same moment', async () => {
    const who = school.person('ta2');
    const all = await Promise.all(
      Array.from({ length: 8 }, () => post('/posts', 'p8', { ...duty(), personId: who, post: 'cover' })),
    );
    expect(new Set(all.map(({ text }) => text)).size).toBe(1);
    expect(await count(`cpd.post where person_id = '${who}'`)).toBe(1);
  });

  it('is done once when the same comes to two servers at the same moment', async () => {
    const bare = school.app.get(PeopleApi, { strict: false }).operations();
    const give = bare.find((op) => op.id === 'posts.give') as Operation;
    const servers = [new Once(school.unit), new Once(school.unit)];
    const input = {
      params: undefined,
      query: undefined,
      body: { ...duty(), personId: school.person('cook'), post: 'finance', to: null, insteadOf: null },
    };
    const answers = await Promise.all(
      servers.map((server) => server.around(give).run({ proof: school.proof('admin'), key: 'two' }, input)),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(await count(`cpd.post where person_id = '${school.person('cook')}'`)).toBe(1);
  });

  it('that was refused leaves the key free: mended, it is done', async () => {
    const nobody = { ...duty(), personId: '00000000-0000-4000-8000-000000000000' };
    expect((await post('/posts', 'p2', nobody)).status).toBe(404);
    expect(await count(`cpd.request_key where key = 'api:p2'`)).toBe(0);
    expect((await post('/posts', 'p2', { ...duty(), personId: school.person('ta') })).status).toBe(201);
  });

  it('says so when it was done and the answer is lost, and does nothing twice', async () => {
    const body = { ...duty(), personId: school.person('business'), post: 'cpdTeam' };
    await post('/posts', 'lost', body);
    await school.look.query(`update cpd.request_key set answer = null where key = 'api:lost'`);
    const again = await post('/posts', 'lost', body);
    expect([again.status, again.body['code']]).toEqual([409, 'done-already']);
    expect(
      await count(`cpd.post where person_id = '${school.person('business')}' and post = 'cpdTeam'`),
    ).toBe(1);
  });

  it('of a workflow is answered by the engine where the answer was lost', async () => {
    const year = (await post('/cycles', 'y1', { startYear: 2026 }, 'leader')).body['id'] as string;
    const first = await post(`/cycles/${year}/finish-setup`, 'f1', {}, 'leader');
    await school.look.query(`update cpd.request_key set answer = null where key = 'api:f1'`);
    const again = await post(`/cycles/${year}/finish-setup`, 'f1', {}, 'leader');
    expect([again.status, again.body['revision']]).toEqual([200, first.body['revision']]);
  });

  it('of one person says nothing about the same key of another', async () => {
    const write = (who: 'leader' | 'teacher') =>
      post(
        '/journal',
        'same',
        { onDate: '2026-09-01', title: 'HERON-77', body: 'HERON-77', framework: null, standards: [] },
        who,
      );
    const answers = [await write('leader'), await write('teacher')];
    expect(answers.map(({ status }) => status < 300)).toEqual([true, true]);
    expect(answers[0]?.body['id']).not.toBe(answers[1]?.body['id']);
  });

  it('leaves nothing readable of its answer in the table of keys', async () => {
    const { rows } = await school.look.query<{ answer: Buffer | null }>('select answer from cpd.request_key');
    expect(rows.length).toBeGreaterThan(5);
    expect(rows.filter(({ answer }) => answer?.includes('HERON') || answer?.includes('personId'))).toEqual(
      [],
    );
    const seen = await school.as('teacher', (tx) =>
      tx.query(`select key from cpd.request_key where person_id <> '${school.person('teacher')}'`),
    );
    expect(seen).toEqual([]);
  });
});
