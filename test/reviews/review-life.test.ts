import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AgreedNeed } from '../../src/reviews/index.js';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';
import {
  collectNeeds,
  OBJECTIVE,
  startReviews,
  tablesThatHold,
  untilShared,
  writeAndShare,
} from './support/review-year.js';

interface Read {
  standing: string;
  state: string;
  labels: string[];
  before: string | null;
  content: {
    writings: { part: string; version: number; body: Record<string, unknown>; sharedAt: unknown }[];
    objectives: { title: string }[];
    annex: { id: string; title: string; version: number; passedAt: unknown; contestedTo: string[] }[];
    comments: { body: string; wordsOf: string; about: string }[];
    observations: { id: string; minutes: number; struckAt: unknown }[];
    contributions: { body: string | null }[];
    aims: { id: string; body: string; carriedFrom: string | null }[];
    reviewerTerms: { reviewers: string[] }[];
  };
}

const MARK = 'ZEBRA-7731';
let school: TestSchool;
let ids: Record<string, string>;
let passed: AgreedNeed[];

const read = (name: PersonName, id: string) => school.call<Read>(name, 'reviews.read', { params: { id } });
const step = (name: PersonName, event: string, id: string, body: object = {}) =>
  school.call<{ state: string }>(name, `reviews.${event}`, { params: { id }, body });

describe('a review from plan to completion', () => {
  beforeAll(async () => {
    school = await openSchool();
    passed = collectNeeds(school);
    ids = await startReviews(school, ['teacher', 'ta', 'colleague', 'cook', 'head', 'ta2']);
  });
  afterAll(() => school.close());

  it('shows the reviewee their own review and the reviewer the people they review, with what is due', async () => {
    const mine = await school.call<{ reviews: Read[] }>('teacher', 'reviews.mine');
    expect(mine.reviews).toMatchObject([{ standing: 'reviewee', reviewee: 'Tara Quill' }]);
    const people = await school.call<{ reviews: { reviewee: string; clocks: { delay: string }[] }[] }>(
      'reviewer',
      'reviews.people',
    );
    expect(people.reviews.map((r) => r.reviewee).sort()).toEqual(["Amara O'Neill", 'Bea Lund', 'Tara Quill']);
    expect(people.reviews[0]?.clocks.map((c) => c.delay)).toContain('agreedDue');
  });

  it('keeps the reviewee’s preparation from everybody until they share it', async () => {
    const id = ids['teacher'] ?? '';
    const text = `${MARK} I would like to lead phonics`;
    await school.call('teacher', 'reviews.write', {
      params: { id, part: 'preparation' },
      body: { version: 0, body: { text } },
    });
    expect((await read('reviewer', id)).content.writings).toEqual([]);
    expect((await read('head', id)).content.writings).toEqual([]);
    await school.call('teacher', 'reviews.sharePreparation', { params: { id } });
    expect((await read('reviewer', id)).content.writings).toMatchObject([{ body: { text } }]);
  });

  it('answers a save over a text that moved on with both texts, and keeps every version', async () => {
    const id = ids['teacher'] ?? '';
    const save = (version: number, text: string) =>
      school.call('reviewer', 'reviews.write', {
        params: { id, part: 'support' },
        body: { version, body: { text } },
      });
    await save(0, 'first');
    await save(1, 'second');
    await expect(save(1, 'from another tab')).rejects.toMatchObject({
      status: 409,
      code: 'written-meanwhile',
      extra: { version: 2, theirs: { text: 'second' }, yours: { text: 'from another tab' } },
    });
    await expect(save(1, 'second')).resolves.toMatchObject({ version: 2 });
    const { versions } = await school.call<{ versions: { version: number }[] }>(
      'reviewer',
      'reviews.versions',
      {
        params: { id, part: 'support' },
      },
    );
    expect(versions.map((v) => v.version)).toEqual([2, 1]);
  });

  it('asks colleagues, who write to the reviewer and read nothing', async () => {
    const id = ids['teacher'] ?? '';
    await step('reviewer', 'askContributors', id, { contributors: [school.person('colleague')] });
    await expect(read('colleague', id)).rejects.toMatchObject({ status: 404 });
    await step('colleague', 'contribute', id, { text: `${MARK} she runs the library well` });
    expect((await read('reviewer', id)).content.contributions).toMatchObject([
      { body: `${MARK} she runs the library well` },
    ]);
    expect((await read('teacher', id)).content.contributions).toEqual([]);
  });

  it('does not share a statement without a finished objective', async () => {
    const id = ids['teacher'] ?? '';
    await step('reviewer', 'bookMeeting', id, { on: '2026-09-01' });
    await step('reviewer', 'holdMeeting', id, { heldOn: '2026-09-01' });
    await expect(step('reviewer', 'share', id)).rejects.toMatchObject({ status: 422, code: 'no-objectives' });
    await school.call('reviewer', 'reviews.write', {
      params: { id, part: 'objectives' },
      body: {
        version: 0,
        body: { objectives: [{ id: OBJECTIVE, title: 'Phonics', successCriteria: ' ' }] },
      },
    });
    await expect(step('reviewer', 'share', id)).rejects.toMatchObject({ code: 'objectives-unfinished' });
    expect((await read('teacher', id)).content.objectives).toEqual([]);
  });

  it('hides what the reviewer takes back, and shows it again when it is shared again', async () => {
    const id = ids['ta'] ?? '';
    await untilShared(school, id, 'reviewer');
    expect((await read('ta', id)).content.objectives).toHaveLength(1);
    await step('reviewer', 'withdraw', id);
    const hidden = await read('ta', id);
    expect(hidden.content.objectives).toEqual([]);
    expect(hidden.content.annex).toEqual([]);
    await step('reviewer', 'share', id);
    expect((await read('ta', id)).content.annex).toHaveLength(1);
  });

  it('passes the annex when the window to withdraw shuts, and nothing else', async () => {
    const id = ids['ta'] ?? '';
    await step('ta', 'agree', id, { comment: `${MARK} thank you` });
    await step('reviewer', 'agree', id);
    expect(passed).toEqual([]);
    await step('ta', 'withdraw', id);
    await step('ta', 'agree', id);
    await step('reviewer', 'agree', id);
    await school.advance('2026-09-08T09:00');
    expect(passed).toMatchObject([
      { title: 'Guided reading', personId: school.person('ta'), origin: 'reviewAnnex' },
    ]);
    expect((await read('ta', id)).state).toContain('.monitoring');
    await expect(
      school.call('ta', 'reviews.rewordNeed', {
        params: { id, itemId: passed[0]?.annexNeedId },
        body: { title: 'Something else', version: 1 },
      }),
    ).rejects.toMatchObject({ status: 409, code: 'passed-on' });
  });

  it('raises an extra need at once, counts observations, and changes objectives only by agreement', async () => {
    const id = ids['ta'] ?? '';
    const before = passed.length;
    await step('ta', 'raiseNeed', id, { title: 'Makaton', outcome: 'Signs with one pupil' });
    await school.drain();
    expect(passed.slice(before)).toMatchObject([{ title: 'Makaton' }]);
    await step('reviewer', 'observe', id, { observedOn: '2026-09-07', minutes: 45, notes: MARK });
    await step('reviewer', 'observe', id, { observedOn: '2026-09-08', minutes: 45 });
    const [seen] = (await read('ta', id)).content.observations;
    const strike = { params: { id, observationId: seen?.id } };
    await school.call('reviewer', 'reviews.strikeObservation', strike);
    await expect(school.call('reviewer', 'reviews.strikeObservation', strike)).rejects.toMatchObject({
      status: 409,
      code: 'struck-out',
    });
    const revision = {
      objectives: [{ id: OBJECTIVE, title: `${MARK} revised`, successCriteria: 'Four sessions' }],
    };
    await step('reviewer', 'revise', id, revision);
    expect((await read('ta', id)).content.objectives).toMatchObject([{ title: 'Lead guided reading' }]);
    await expect(step('reviewer', 'agreeRevision', id)).rejects.toMatchObject({ code: 'event-not-accepted' });
    await step('ta', 'agreeRevision', id);
    expect((await read('head', id)).content.objectives).toMatchObject([{ title: `${MARK} revised` }]);
  });

  it('closes with a judgement of every objective, both signatures and a time to withdraw', async () => {
    const id = ids['ta'] ?? '';
    await school.call('ta', 'reviews.addAim', { params: { id }, body: { years: 3, body: 'Become an HLTA' } });
    await school.call('ta', 'reviews.sharePreparation', { params: { id } });
    await step('reviewer', 'startClosing', id);
    await expect(step('reviewer', 'judge', id)).rejects.toMatchObject({ code: 'not-judged' });
    const judgement = {
      judgements: [{ objectiveId: OBJECTIVE, outcome: 'met', why: `${MARK} seen in lessons` }],
      overall: '',
    };
    await school.call('reviewer', 'reviews.write', {
      params: { id, part: 'judgement' },
      body: { version: 0, body: judgement },
    });
    expect((await read('ta', id)).content.writings.map((w) => w.part)).not.toContain('judgement');
    await step('reviewer', 'judge', id);
    expect((await read('ta', id)).content.writings.map((w) => w.part)).toContain('judgement');
    await step('ta', 'sign', id);
    await step('reviewer', 'sign', id);
    await school.advance('2026-09-15T09:00');
    expect((await read('ta', id)).state).toBe('completed');
    await expect(
      school.call('reviewer', 'reviews.write', {
        params: { id, part: 'summary' },
        body: { version: 1, body: { text: 'afterwards' } },
      }),
    ).rejects.toMatchObject({ status: 409 });
  });

  it('carries the long-range aim into next year’s review, whose new reviewer reads this year’s', async () => {
    const last = ids['ta'] ?? '';
    const next =
      (await startReviews(school, ['ta'], { cycle: '2027', reviewers: { ta: 'colleague' } }))['ta'] ?? '';
    const now = await read('colleague', next);
    expect(now.content.aims).toMatchObject([{ body: 'Become an HLTA' }]);
    expect(now.before).toBe(last);
    expect(await read('colleague', last)).toMatchObject({ standing: 'successor', state: 'completed' });
    await expect(read('reviewer', last)).rejects.toMatchObject({ status: 404 });
    await expect(read('reviewer', next)).rejects.toMatchObject({ status: 404 });
  });

  it('leaves nothing that was written outside the confidential schema', async () => {
    expect(await tablesThatHold(school, MARK)).toEqual([
      'confidential.contribution',
      'confidential.observation',
      'confidential.review_comment',
      'confidential.writing',
    ]);
  });

  it('enters for somebody without a computer what they confirmed on paper', async () => {
    const id = ids['cook'] ?? '';
    await school.call('business', 'reviews.holdMeeting', { params: { id }, body: { heldOn: '2026-09-14' } });
    await school.call('business', 'reviews.addNeed', {
      params: { id },
      body: { title: 'Allergens', outcome: 'No mistakes', forReviewee: true },
    });
    await writeAndShare(school, id, 'business');
    await step('business', 'confirmOnPaper', id, { comment: 'I would like a course' });
    expect((await read('business', id)).content.comments).toMatchObject([
      { wordsOf: school.person('cook'), body: 'I would like a course' },
    ]);
    await expect(
      school.call('reviewer', 'reviews.addNeed', {
        params: { id: ids['teacher'] },
        body: { title: 'Not theirs to say', forReviewee: true },
      }),
    ).rejects.toMatchObject({ code: '42501' });
  });
});
