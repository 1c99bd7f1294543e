import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { startReviews, untilShared } from '../reviews/support/review-year.js';
import { serve } from '../support/http.js';
import type { HttpSchool } from '../support/http.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';

let school: TestSchool;
let http: HttpSchool;
let review: string;
let other: string;
beforeAll(async () => {
  school = await openSchool();
  http = await serve(school);
  const ids = await startReviews(school, ['ta', 'teacher']);
  review = `/api/v1/reviews/${ids['ta']}`;
  other = `/api/v1/reviews/${ids['teacher']}`;
});
afterAll(async () => {
  await http.close();
  await school.close();
});

const meeting = { heldOn: '2026-09-01' };
const events = async (path: string) =>
  (await school.look.query('select type from engine.event where instance_id = $1', [path.split('/').at(-1)]))
    .rows.length;

describe('A command over HTTP', () => {
  test('answers with the new state and its revision, and the same key gets the same answer', async () => {
    const first = await http.request('reviewer', 'POST', `${review}/hold-meeting`, {
      body: meeting,
      headers: { 'idempotency-key': 'meeting-1', 'if-match': '"1"' },
    });
    expect(first.status).toBe(200);
    expect(first.headers.get('etag')).toBe('"2"');
    const again = await http.request('reviewer', 'POST', `${review}/hold-meeting`, {
      body: meeting,
      headers: { 'idempotency-key': 'meeting-1' },
    });
    expect(again).toMatchObject({ status: 200, body: { revision: 2, state: first.body['state'] } });
    expect(await events(review)).toBe(2);
  });

  test('from a stale page is a conflict that says the current revision and who moved it', async () => {
    const stale = await http.request('reviewer', 'POST', `${review}/share`, {
      headers: { 'if-match': '"1"' },
    });
    expect(stale.status).toBe(409);
    expect(stale.headers.get('content-type')).toContain('application/problem+json');
    expect(stale.body).toMatchObject({
      code: 'stale-revision',
      revision: 2,
      last: { event: 'HOLD_MEETING', by: school.person('reviewer') },
    });
  });

  test('that the state does not take says the state, what is allowed and why', async () => {
    const refused = await http.request('reviewer', 'POST', `${review}/agree`);
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({
      code: 'event-not-accepted',
      state: expect.any(String),
      allowed: expect.any(Array),
    });
    expect(refused.body['detail']).toEqual(expect.stringMatching(/\w+/));
    expect(await events(review)).toBe(2);
  });

  test('by somebody else is not found where even existence is confidential, else not permitted', async () => {
    expect(await http.request('leader', 'POST', `${review}/share`)).toMatchObject({
      status: 404,
      body: { code: 'not-found' },
    });
    expect(await http.request('ta', 'POST', `${other}/hold-meeting`, { body: meeting })).toMatchObject({
      status: 404,
    });
    expect(await http.request('teacher', 'POST', `${other}/hold-meeting`, { body: meeting })).toMatchObject({
      status: 403,
      body: { code: 'not-permitted' },
    });
  });

  test('sent from two tabs at the same moment is done once; the second is told what was done, by whom and when', async () => {
    await untilShared(school, other.split('/').at(-1) ?? '', 'reviewer');
    const agree = () => http.request('teacher', 'POST', `${other}/agree`, { body: {} });
    const both = await Promise.all([agree(), agree()]);
    expect(both.map((r) => r.status).sort()).toEqual([200, 409]);
    expect(both.find((r) => r.status === 409)?.body).toMatchObject({
      last: { event: 'AGREE', by: school.person('teacher'), at: expect.any(String) },
    });
  });
});

describe('Bad input over HTTP', () => {
  const cases: [string, () => Promise<{ status: number; body: Record<string, unknown> }>, number, string][] =
    [
      ['no token', () => http.request(null, 'GET', '/api/v1/workflows'), 401, 'no-token'],
      [
        'a token nobody has',
        () =>
          http.request(null, 'GET', '/api/v1/workflows', {
            headers: { authorization: `Bearer ${'x'.repeat(43)}` },
          }),
        401,
        'proof-refused',
      ],
      [
        'malformed JSON',
        () => http.request('ta', 'POST', `${review}/dispute`, { body: '{"comment": ' }),
        400,
        'malformed-json',
      ],
      [
        'a date that is none',
        () => http.request('reviewer', 'POST', `${review}/book-meeting`, { body: { on: '2026-02-30' } }),
        422,
        'validation',
      ],
      [
        'a member too many',
        () =>
          http.request('reviewer', 'POST', `${review}/book-meeting`, { body: { on: '2026-09-10', x: 1 } }),
        422,
        'validation',
      ],
      [
        'a wrong type',
        () => http.request('reviewer', 'POST', `${review}/book-meeting`, { body: { on: 7 } }),
        422,
        'validation',
      ],
      [
        'a list for a body',
        () => http.request('reviewer', 'POST', `${review}/book-meeting`, { body: [] }),
        422,
        'validation',
      ],
      [
        'an over-long text',
        () =>
          http.request('reviewer', 'POST', `${other}/dispute`, { body: { comment: 'x'.repeat(100_000) } }),
        422,
        'validation',
      ],
      ['an id that is none', () => http.request('ta', 'GET', '/api/v1/instances/1;drop'), 422, 'validation'],
      [
        'an unknown record',
        () => http.request('ta', 'GET', `/api/v1/instances/${randomUUID()}`),
        404,
        'not-found',
      ],
      ['an unknown workflow', () => http.request('ta', 'GET', '/api/v1/workflows/wishes'), 404, 'not-found'],
      ['an unknown address', () => http.request('ta', 'GET', '/api/v1/nothing'), 404, 'no-such-address'],
      ['an unknown query', () => http.request('ta', 'GET', '/api/v1/workflows?all=1'), 422, 'validation'],
      [
        'a body beyond all measure',
        () =>
          http.request('reviewer', 'POST', `${other}/dispute`, { body: { comment: 'x'.repeat(700_000) } }),
        413,
        'too-large',
      ],
      [
        'an idempotency key with spaces',
        () => http.request('ta', 'POST', `${review}/agree`, { headers: { 'idempotency-key': 'a b' } }),
        400,
        'idempotency-key',
      ],
      [
        'an If-Match that is no revision',
        () => http.request('ta', 'POST', `${review}/agree`, { headers: { 'if-match': 'yes' } }),
        400,
        'if-match',
      ],
    ];
  test.each(cases)('%s gets its code, as problem+json', async (_what, send, status, code) => {
    const answer = await send();
    expect({ status: answer.status, code: answer.body['code'] }).toEqual({ status, code });
    expect(http.faults).toEqual([]);
  });
});

describe('Reading over HTTP', () => {
  test('a record says where it is, how it got there, what can happen and why other things cannot', async () => {
    const record = await http.request('reviewer', 'GET', review.replace('reviews', 'instances'));
    expect(record.status).toBe(200);
    expect(record.body).toMatchObject({
      chart: 'review',
      history: expect.arrayContaining([
        expect.objectContaining({ event: 'HOLD_MEETING', by: school.person('reviewer') }),
      ]),
      timers: expect.arrayContaining([expect.objectContaining({ delay: 'draftDue' })]),
      allowed: expect.arrayContaining([expect.objectContaining({ event: 'SHARE' })]),
      refused: expect.arrayContaining([
        expect.objectContaining({ event: 'AGREE', why: expect.stringMatching(/\w/) }),
      ]),
    });
    expect(await http.request('leader', 'GET', review.replace('reviews', 'instances'))).toMatchObject({
      status: 404,
    });
  });

  test('every workflow has its states in words and its diagram', async () => {
    const list = await http.request('ta', 'GET', '/api/v1/workflows');
    for (const { name } of list.body['workflows'] as { name: string }[]) {
      const one = await http.request('ta', 'GET', `/api/v1/workflows/${name}`);
      const states = one.body['states'] as { label: string; explain: string }[];
      expect(states.every((s) => s.label && s.explain)).toBe(true);
      const diagram = await http.request('ta', 'GET', `/api/v1/workflows/${name}/diagram.svg`);
      expect(diagram.headers.get('content-type')).toContain('image/svg+xml');
      expect(diagram.text).toContain(states[0]?.label.replaceAll('&', '&amp;'));
    }
  });

  test('the description is OpenAPI 3.1 and names every operation once', async () => {
    const { body } = await http.request(null, 'GET', '/api/openapi.json');
    const paths = body['paths'] as Record<string, Record<string, { operationId: string }>>;
    const ids = Object.values(paths).flatMap((p) => Object.values(p).map((o) => o.operationId));
    expect(body['openapi']).toBe('3.1.0');
    expect(ids.sort()).toEqual(school.operations.map((o) => o.id).sort());
    expect(new Set(ids).size).toBe(ids.length);
  });
});
