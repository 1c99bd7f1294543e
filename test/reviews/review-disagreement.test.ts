import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AgreedNeed } from '../../src/reviews/index.js';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';
import { collectNeeds, startReviews, untilShared } from './support/review-year.js';

interface Read {
  standing: string;
  state: string;
  labels: string[];
  clocks: { delay: string; dueAt: string }[];
  content: {
    writings: { part: string; body: unknown }[];
    annex: { id: string; title: string }[];
    comments: { about: string; body: string }[];
    reviewerTerms: { reviewers: string[] }[];
  };
}

let school: TestSchool;
let ids: Record<string, string>;
let passed: AgreedNeed[];

const read = (name: PersonName, id = '') => school.call<Read>(name, 'reviews.read', { params: { id } });
const step = (name: PersonName, event: string, id = '', body: object = {}) =>
  school.call<{ state: string }>(name, `reviews.${event}`, { params: { id }, body });

describe('reviews that do not go smoothly', () => {
  beforeAll(async () => {
    school = await openSchool();
    passed = collectNeeds(school);
    ids = await startReviews(school, ['teacher', 'ta', 'ta2', 'colleague', 'head', 'reviewer', 'leader'], {
      limit: 60,
    });
  });
  afterAll(() => school.close());

  it('issues without agreement once time is up: wanted needs pass, contested ones wait for the head', async () => {
    const id = ids['teacher'];
    await untilShared(school, id ?? '', 'reviewer', { need: 'Behaviour' });
    const own = await school.call<{ id: string }>('teacher', 'reviews.addNeed', {
      params: { id },
      body: { title: 'Phonics lead', outcome: 'Leads phonics' },
    });
    await school.call('teacher', 'reviews.sharePreparation', { params: { id } });
    await step('teacher', 'askChanges', id, { comment: 'The first objective is not fair' });
    const both = (await read('teacher', id)).content.annex.find((n) => n.title === 'Behaviour');
    await expect(step('reviewer', 'issue', id)).rejects.toMatchObject({
      code: 'event-not-accepted',
      message: expect.stringContaining('still has time'),
    });
    await school.call('teacher', 'reviews.wantNeed', {
      params: { id, itemId: both?.id },
      body: { wanted: false },
    });
    await school.call('reviewer', 'reviews.addNeed', {
      params: { id },
      body: { title: 'Marking', outcome: '' },
    });
    await school.advance('2026-09-16T09:00');
    await step('reviewer', 'issue', id);
    await school.advance('2026-09-18T09:00');
    expect(passed).toEqual([]);
    const waiting = await school.call<{ needs: { id: string; title: string; reviewId: string }[] }>(
      'head',
      'reviews.contestedNeeds',
    );
    expect(waiting.needs.map((n) => n.title).sort()).toEqual(['Behaviour', 'Phonics lead']);
    await expect(
      school.call('teacher', 'reviews.settleNeed', { params: { id, itemId: own.id }, body: { pass: true } }),
    ).rejects.toMatchObject({ status: 403 });
    await school.call('head', 'reviews.settleNeed', { params: { id, itemId: own.id }, body: { pass: true } });
    await school.call('head', 'reviews.settleNeed', {
      params: { id, itemId: both?.id },
      body: { pass: false },
    });
    expect(passed.map((n) => n.title)).toEqual(['Phonics lead']);
    await expect(
      school.call('head', 'reviews.settleNeed', { params: { id, itemId: both?.id }, body: { pass: true } }),
    ).rejects.toMatchObject({ status: 409, code: 'settled' });
  });

  it('opens a disputed review to its moderator while the dispute lasts, and to nobody else', async () => {
    const id = ids['colleague'];
    await school.call('deputy', 'reviews.holdMeeting', { params: { id }, body: { heldOn: '2026-09-17' } });
    await untilShared(school, id ?? '', 'deputy');
    await step('head', 'appointModerator', id, { moderator: school.person('governor') });
    await expect(read('governor', id)).rejects.toMatchObject({ status: 404 });
    await step('colleague', 'dispute', id, { comment: 'We do not agree about objective one' });
    expect((await read('governor', id)).standing).toBe('moderator');
    await expect(read('governor2', id)).rejects.toMatchObject({ status: 404 });
    await expect(step('deputy', 'decide', id, { outcome: 'stands' })).rejects.toMatchObject({
      code: 'not-permitted',
    });
    const decided = await step('governor', 'decide', id, { outcome: 'redraft', comment: 'Please reword it' });
    expect(decided.state).toContain('.drafting');
    await expect(read('governor', id)).rejects.toMatchObject({ status: 404 });
    expect((await read('colleague', id)).content.comments.map((c) => c.about)).toEqual([
      'dispute',
      'decision',
    ]);
  });

  it('stands still while somebody is away, and its dates are later afterwards', async () => {
    const id = ids['ta2'];
    await school.call('reviewer', 'reviews.holdMeeting', { params: { id }, body: { heldOn: '2026-09-18' } });
    const before = (await read('ta2', id)).clocks.find((c) => c.delay === 'draftDue');
    await step('reviewer', 'pause', id, { from: '2026-09-18' });
    const paused = await read('head', id);
    expect(paused.labels).toContain('Paused');
    expect(paused.clocks).toEqual([]);
    await expect(
      school.call('reviewer', 'reviews.write', {
        params: { id, part: 'summary' },
        body: { version: 0, body: { text: 'x' } },
      }),
    ).rejects.toMatchObject({ status: 409, code: 'not-now' });
    await school.advance('2026-10-05T09:00');
    await step('head', 'resume', id, { to: '2026-10-02' });
    const after = (await read('ta2', id)).clocks.find((c) => c.delay === 'draftDue');
    expect(Date.parse(after?.dueAt ?? '') - Date.parse(before?.dueAt ?? '')).toBeGreaterThan(10 * 86_400_000);
  });

  it('passes everything that the reviewer wrote to a new reviewer, and shuts the old one out', async () => {
    const id = ids['ta'];
    await school.call('reviewer', 'reviews.write', {
      params: { id, part: 'summary' },
      body: { version: 0, body: { text: 'half a draft' } },
    });
    await expect(
      step('head', 'reassign', id, { reviewer: '22222222-2222-4222-8222-222222222222' }),
    ).rejects.toMatchObject({ status: 422, code: 'unknown-person' });
    await expect(step('head', 'reassign', id, { reviewer: school.person('ta') })).rejects.toMatchObject({
      code: 'event-not-accepted',
    });
    await step('head', 'reassign', id, { reviewer: school.person('colleague') });
    const now = await read('colleague', id);
    expect(now.content.writings).toMatchObject([{ body: { text: 'half a draft' } }]);
    expect(now.content.reviewerTerms).toMatchObject([{ reviewers: [school.person('colleague')] }]);
    await expect(read('reviewer', id)).rejects.toMatchObject({ status: 404 });
    await expect(
      school.call('reviewer', 'reviews.write', {
        params: { id, part: 'summary' },
        body: { version: 1, body: { text: 'too late' } },
      }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('keeps the head’s own review among the head and its panel', async () => {
    const id = ids['head'];
    await school.call('governor2', 'reviews.holdMeeting', { params: { id }, body: { heldOn: '2026-10-01' } });
    await untilShared(school, id ?? '', 'governor');
    expect((await read('governor2', id)).content.writings).not.toEqual([]);
    expect((await read('head', id)).standing).toBe('reviewee');
    for (const name of ['leader', 'deputy', 'business', 'admin'] as const) {
      await expect(read(name, id)).rejects.toMatchObject({ status: 404 });
    }
    await expect(step('head', 'reassign', id, { reviewer: school.person('deputy') })).rejects.toMatchObject({
      status: 403,
      code: 'own-review',
    });
  });

  it('lets the CPD leader read the reviews of the people they review themselves, and no other', async () => {
    expect((await read('leader', ids['reviewer'])).standing).toBe('reviewer');
    expect((await read('leader', ids['leader'])).standing).toBe('reviewee');
    await expect(read('leader', ids['teacher'])).rejects.toMatchObject({ status: 404 });
    const { reviews } = await school.call<{ reviews: { reviewee: string }[] }>('leader', 'reviews.list');
    expect(reviews.map((r) => r.reviewee).sort()).toEqual(['Lena Frost', 'Rhys Vaughan']);
  });

  it('refuses an observation beyond the school’s limit, and says so', async () => {
    const id = ids['teacher'];
    await expect(
      step('reviewer', 'observe', id, { observedOn: '2026-09-21', minutes: 61 }),
    ).rejects.toMatchObject({ message: expect.stringContaining('limit of observation') });
    await expect(
      step('reviewer', 'observe', id, { observedOn: '2026-12-01', minutes: 30 }),
    ).rejects.toMatchObject({ code: 'future-date' });
  });

  it('ends with its record kept when the person leaves', async () => {
    const id = ids['ta2'];
    await step('head', 'leave', id, { on: '2026-10-05' });
    const kept = await read('reviewer', id);
    expect(kept.state).toBe('ended');
    await expect(step('reviewer', 'share', id)).rejects.toMatchObject({ code: 'finished' });
  });

  it('says what is wrong with what was sent, and writes nothing', async () => {
    const id = ids['reviewer'];
    const write = (part: string, body: unknown) =>
      school.call('leader', 'reviews.write', { params: { id, part }, body });
    await expect(write('gossip', { version: 0, body: { text: 'x' } })).rejects.toThrow();
    await expect(write('summary', { version: 0, body: { text: 'x'.repeat(20_001) } })).rejects.toThrow();
    await expect(write('summary', { version: -1, body: { text: 'x' } })).rejects.toThrow();
    await expect(write('summary', { version: 0, body: { text: 'bell \u0007' } })).rejects.toThrow();
    await expect(write('summary', { version: 0, body: { text: 'x', more: 1 } })).rejects.toThrow();
    await expect(write('preparation', { version: 0, body: { text: 'x' } })).rejects.toMatchObject({
      status: 403,
    });
    await expect(
      write('judgement', { version: 0, body: { judgements: [], overall: '' } }),
    ).rejects.toMatchObject({
      code: 'not-now',
    });
    const six = Array.from({ length: 6 }, (_, n) => ({
      id: `1111111${n}-1111-4111-8111-111111111111`,
      title: 'One',
      successCriteria: 'Two',
    }));
    await expect(write('objectives', { version: 0, body: { objectives: six } })).rejects.toThrow(/at most 5/);
    await expect(step('leader', 'bookMeeting', id, { on: '2026-02-30' })).rejects.toThrow();
    await expect(step('leader', 'share', '33333333-3333-4333-8333-333333333333')).rejects.toMatchObject({
      code: 'not-found',
    });
    expect((await read('leader', id)).content.writings).toEqual([]);
  });
});
