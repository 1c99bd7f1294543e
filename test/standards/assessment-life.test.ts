import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { idFrom } from '../../src/platform/ids.js';
import type { Tx } from '../../src/platform/database/unit-of-work.js';
import { openAssessments } from '../../src/standards/index.js';
import type { AgreedNeed } from '../../src/reviews/index.js';
import { collectNeeds, startReviews, tablesThatHold, untilShared } from '../reviews/support/review-year.js';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';

interface Read {
  standing: string;
  state: string;
  openGaps: string[];
  proposedGaps: string[];
  matrix: {
    standard: string;
    gap: boolean;
    evidence: string[];
    rating: {
      id: string;
      rating: number;
      version: number;
      second: number | null;
      reason: string | null;
    } | null;
  }[];
  evidence: { id: string; title: string; mediaType: string | null }[];
  pictures: { taken: string; ratings: Record<string, { rating: number }> }[];
}

const CYCLE = idFrom('test-cycle', '2026');
const MARK = 'HERON-5512';
const FRAMEWORK = 'teachers-standards-2011';
let school: TestSchool;
let ids: Record<string, string>;
let passed: AgreedNeed[];

async function startAssessments(
  names: readonly PersonName[],
  framework: string,
): Promise<Record<string, string>> {
  const person = (name: PersonName) => school.person(name);
  const starts = await school.unit.run(school.system, (tx) =>
    openAssessments(
      tx,
      {
        schoolId: school.id,
        cycleId: CYCLE,
        posts: {
          cpdLeader: person('leader'),
          head: person('head'),
          deputy: person('deputy'),
          governor: null,
        },
        assessBy: '2026-10-15',
        runsOnUntil: '2027-10-31',
      },
      names.map((name) => ({
        id: person(name),
        reviewer: person(name === 'cook' ? 'business' : name === 'reviewer' ? 'leader' : 'reviewer'),
        framework,
        offline: name === 'cook',
      })),
    ),
  );
  await school.engine.startMany(school.system, 'standards', starts);
  return Object.fromEntries(names.map((name, n) => [name, starts[n]?.id ?? '']));
}

const read = (name: PersonName, id = '') => school.call<Read>(name, 'standards.read', { params: { id } });
const step = (name: PersonName, event: string, id = '', body: object = {}) =>
  school.call<{ state: string }>(name, `standards.${event}`, { params: { id }, body });
const rate = (name: PersonName, id: string, standard: string, rating: number, version = 0) =>
  school.call<{ id: string }>(name, 'standards.rate', {
    params: { id, standard },
    body: { version, rating, note: `${MARK} because` },
  });
const ratingOf = (found: Read, standard: string) =>
  found.matrix.find((row) => row.standard === standard)?.rating;

describe('a self-assessment', () => {
  beforeAll(async () => {
    school = await openSchool();
    passed = collectNeeds(school);
    await startReviews(school, ['teacher', 'ta']);
    ids = await startAssessments(['teacher', 'ta', 'ta2', 'colleague', 'cook', 'reviewer'], FRAMEWORK);
  });
  afterAll(() => school.close());

  it('is seen by nobody else until it is sent, and then by the reviewer', async () => {
    const id = ids['teacher'] ?? '';
    await expect(step('teacher', 'submit', id)).rejects.toMatchObject({
      code: 'event-not-accepted',
      message: 'Rate at least one standard first.',
    });
    await rate('teacher', id, 'TS1', 3);
    await rate('teacher', id, 'TS4', 2);
    await rate('teacher', id, 'TS7', 4);
    await rate('teacher', id, 'TS1', 4, 1);
    expect(ratingOf(await read('reviewer', id), 'TS1')).toBeNull();
    await expect(rate('teacher', id, 'TS1', 2, 1)).rejects.toMatchObject({
      status: 409,
      extra: { version: 2, theirs: { rating: 4 }, yours: { rating: 2 } },
    });
    await step('teacher', 'submit', id);
    expect(ratingOf(await read('reviewer', id), 'TS1')).toMatchObject({ rating: 4 });
    await step('teacher', 'takeBack', id);
    expect(ratingOf(await read('reviewer', id), 'TS1')).toBeNull();
    await step('teacher', 'submit', id);
  });

  it('keeps the reviewer’s different view to the reviewer until they answer, with reasons', async () => {
    const id = ids['teacher'] ?? '';
    const own = ratingOf(await read('teacher', id), 'TS7');
    await school.call('reviewer', 'standards.secondView', {
      params: { id, ratingId: own?.id },
      body: { rating: 2, reason: `${MARK} two lessons` },
    });
    expect(ratingOf(await read('teacher', id), 'TS7')).toMatchObject({ second: null });
    await expect(step('reviewer', 'confirm', id)).rejects.toMatchObject({ status: 422, code: 'differs' });
    await step('reviewer', 'differ', id);
    const found = await read('teacher', id);
    expect(ratingOf(found, 'TS7')).toMatchObject({ second: 2, reason: `${MARK} two lessons` });
    expect(found.openGaps).toHaveLength(2);
    await step('teacher', 'accept', id);
    expect((await read('teacher', id)).pictures).toMatchObject([
      { taken: 'before', ratings: { TS1: { rating: 4 }, TS4: { rating: 2 } } },
    ]);
  });

  it('puts the gaps that the two choose into the review annex, from where they pass with their origin', async () => {
    const id = ids['teacher'] ?? '';
    const gap = ratingOf(await read('teacher', id), 'TS4')?.id ?? '';
    const strong = ratingOf(await read('teacher', id), 'TS1')?.id;
    await expect(
      step('teacher', 'choose', id, { gaps: [{ gapId: strong, title: 'No gap at all' }] }),
    ).rejects.toMatchObject({ code: 'event-not-accepted' });
    await step('teacher', 'choose', id, { gaps: [{ gapId: gap, title: 'Planning for mixed ages' }] });
    const { reviews } = await school.call<{ reviews: { id: string }[] }>('teacher', 'reviews.mine');
    const review = reviews[0]?.id ?? '';
    await untilShared(school, review, 'reviewer', { need: 'Another need' });
    await school.call('teacher', 'reviews.agree', { params: { id: review } });
    await school.call('reviewer', 'reviews.agree', { params: { id: review } });
    await school.advance('2026-09-08T09:00');
    expect(passed.find((need) => need.gapId === gap)).toMatchObject({
      title: 'Planning for mixed ages',
      origin: 'standardsGap',
      standardsId: id,
      standards: ['TS4'],
    });
  });

  it('closes a gap when its need was met and the reviewer says so', async () => {
    const id = ids['teacher'] ?? '';
    const gapId = ratingOf(await read('teacher', id), 'TS4')?.id ?? '';
    await school.engine.send(school.system, id, { type: 'PROPOSE_GAP_CLOSED', gapId });
    expect((await read('reviewer', id)).proposedGaps).toEqual([gapId]);
    await expect(step('teacher', 'closeGap', id, { gapId })).rejects.toMatchObject({ code: 'not-permitted' });
    await step('reviewer', 'closeGap', id, { gapId });
    const row = (await read('teacher', id)).matrix.find((r) => r.standard === 'TS4');
    expect(row?.gap).toBe(false);
  });

  it('lets a confirmed strength be found only while the person agrees', async () => {
    const id = ids['teacher'] ?? '';
    const search = async (name: PersonName) => {
      const { strengths } = await school.call<{ strengths: { person: string; standard: string }[] }>(
        name,
        'standards.strengths',
        { query: { framework: FRAMEWORK } },
      );
      return strengths.map((s) => `${s.person} ${s.standard}`);
    };
    expect(await search('leader')).toEqual([]);
    await step('teacher', 'consent', id, { given: true });
    expect(await search('leader')).toEqual(['Tara Quill TS1']);
    expect(await search('colleague')).toEqual([]);
    await step('teacher', 'consent', id, { given: false });
    expect(await search('leader')).toEqual([]);
  });

  it('keeps evidence as note, link or file, and tells a file by its bytes', async () => {
    const id = ids['teacher'] ?? '';
    const about = { kind: 'observation', onDate: '2026-09-05', standards: ['TS4'] };
    await step('teacher', 'evidence', id, { ...about, title: 'Note', note: MARK });
    await step('reviewer', 'evidence', id, {
      ...about,
      standards: [],
      title: 'Seen in a lesson',
      note: 'Calm',
    });
    expect((await read('teacher', id)).evidence.map((e) => e.title)).toContain('Seen in a lesson');
    const file = (bytes: Buffer) =>
      school.call<{ evidenceId: string }>('teacher', 'standards.evidenceFile', {
        params: { id },
        query: {
          kind: 'data',
          title: 'Plan',
          fileName: 'plan.pdf',
          onDate: '2026-09-05',
          standards: 'TS4,TS1',
        },
        body: bytes,
      });
    const pdf = Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(600_000, 7)]);
    const { evidenceId } = await file(pdf);
    const found = await read('reviewer', id);
    expect(found.evidence.find((e) => e.id === evidenceId)).toMatchObject({ mediaType: 'application/pdf' });
    expect(found.matrix.find((row) => row.standard === 'TS4')?.evidence).toHaveLength(2);
    const back = await school.call<Buffer>('reviewer', 'standards.readFile', { params: { id, evidenceId } });
    expect(back.equals(pdf)).toBe(true);
    await expect(file(Buffer.from('MZ\u0090\u0000'))).rejects.toMatchObject({ status: 415 });
    await expect(file(Buffer.from('<html><script>1</script>'))).rejects.toMatchObject({ status: 415 });
    await expect(file(Buffer.alloc(0))).rejects.toMatchObject({ status: 422, code: 'empty-file' });
    await expect(file(Buffer.concat([pdf, Buffer.alloc(5 * 1024 * 1024)]))).rejects.toMatchObject({
      status: 413,
    });
    await expect(step('teacher', 'evidence', id, { ...about, title: 'Nothing' })).rejects.toMatchObject({
      code: 'nothing-to-keep',
    });
    await expect(
      step('teacher', 'evidence', id, { ...about, title: 'Bad', link: 'javascript:alert(1)' }),
    ).rejects.toThrow();
    await expect(
      school.call('reviewer', 'standards.removeEvidence', { params: { id, evidenceId } }),
    ).rejects.toMatchObject({ status: 403 });
    await school.call('teacher', 'standards.removeEvidence', { params: { id, evidenceId } });
    await expect(
      school.call('teacher', 'standards.readFile', { params: { id, evidenceId } }),
    ).rejects.toMatchObject({ status: 404 });
  });

  it('is entered by the reviewer for somebody who rates themselves on paper, and for nobody else', async () => {
    const id = ids['cook'] ?? '';
    await rate('business', id, 'TS8', 3);
    await step('business', 'submitOnPaper', id);
    await step('business', 'confirm', id);
    expect((await read('business', id)).state).toContain('confirmed');
    await expect(rate('reviewer', ids['ta'] ?? '', 'TS8', 3)).rejects.toMatchObject({ status: 403 });
  });

  it('refuses ratings that are none, standards that are not there, and a confirmed assessment', async () => {
    const id = ids['ta'] ?? '';
    await expect(rate('ta', id, 'TS1', 5)).rejects.toThrow();
    await expect(rate('ta', id, 'TS99', 3)).rejects.toMatchObject({ status: 422, code: 'unknown-standard' });
    await expect(rate('leader', id, 'TS1', 3)).rejects.toMatchObject({ status: 404 });
    await expect(rate('teacher', ids['teacher'] ?? '', 'TS1', 3, 2)).rejects.toMatchObject({
      code: 'not-now',
    });
    expect((await read('ta', id)).matrix.every((row) => row.rating === null)).toBe(true);
  });

  it('shows ratings and evidence to the two people and to no post, by raw SQL', async () => {
    const count = (tx: Tx) =>
      tx.query<{ n: number }>(
        `select (select count(*) from confidential.rating) + (select count(*) from confidential.second_view)
          + (select count(*) from confidential.evidence) + (select count(*) from confidential.evidence_chunk)
          + (select count(*) from confidential.rating_wording) + (select count(*) from confidential.picture) as n`,
      );
    for (const name of ['head', 'leader', 'deputy', 'admin', 'governor', 'colleague'] as const) {
      expect((await school.as(name, count))[0]).toEqual({ n: '0' });
    }
    expect((await school.unit.run(school.system, count))[0]).toEqual({ n: '0' });
    expect((await school.as('teacher', count))[0]).not.toEqual({ n: '0' });
    await expect(
      step('head', 'reassign', ids['teacher'], { reviewer: school.person('colleague') }),
    ).rejects.toMatchObject({ code: 'not-found' });
    await school.engine.send(school.system, ids['teacher'] ?? '', {
      type: 'REASSIGN',
      reviewer: school.person('colleague'),
    });
    await expect(read('reviewer', ids['teacher'])).rejects.toMatchObject({ status: 404 });
    expect((await read('colleague', ids['teacher'])).standing).toBe('reviewer');
    expect((await tablesThatHold(school, MARK)).every((table) => table.startsWith('confidential.'))).toBe(
      true,
    );
  });

  it('shows totals to the CPD leader and the head only, and nothing under five', async () => {
    const totals = async (name: PersonName) =>
      (
        await school.call<{ totals: { standard: string | null; people: number; gaps: number | null }[] }>(
          name,
          'standards.totals',
          { query: { cycle: CYCLE } },
        )
      ).totals;
    expect(await totals('leader')).toEqual([]);
    for (const name of ['ta', 'ta2', 'colleague', 'reviewer'] as const) {
      await rate(name, ids[name] ?? '', 'TS5', 2);
      await step(name, 'submit', ids[name]);
    }
    const shown = await totals('leader');
    expect(shown).not.toEqual([]);
    for (const { people, gaps } of shown) {
      expect(people).toBeGreaterThanOrEqual(5);
      expect(gaps === null || gaps === 0 || gaps >= 5).toBe(true);
    }
    expect(await totals('head')).toEqual(shown);
    expect(await totals('teacher')).toEqual([]);
  });
});

describe('frameworks', () => {
  beforeAll(async () => {
    school = await openSchool();
  });
  afterAll(() => school.close());

  it('are taken in whole from CSV by those who lead, and refused with every problem', async () => {
    const query = {
      code: 'OWN',
      title: 'Midday supervisors',
      version: '1',
      inForceFrom: '2026-09-01',
      source: 'https://school.example/midday',
    };
    const csv = (text: string) => ({ query, body: Buffer.from(text) });
    const good = csv('code,section,text\nM1,play,Leads games\nM2,care,Knows allergies\n');
    await expect(school.call('leader', 'frameworks.importCsv', good)).resolves.toMatchObject({
      standards: 2,
    });
    await expect(school.call('leader', 'frameworks.importCsv', good)).rejects.toMatchObject({
      code: 'framework-exists',
    });
    const bad = csv('code,section,text\nM1,play,Leads games\nM1,play,Again\n');
    await expect(school.call('leader', 'frameworks.importCsv', bad)).rejects.toMatchObject({
      status: 422,
      extra: { problems: [{ code: 'duplicateCode' }] },
    });
    await expect(
      school.call('teacher', 'frameworks.importCsv', { ...good, query: { ...query, version: '2' } }),
    ).rejects.toMatchObject({ code: '42501' });
    const all = await school.call<{ frameworks: { code: string; own: boolean }[] }>('ta', 'frameworks.list');
    expect(all.frameworks.filter((framework) => framework.own).map((f) => f.code)).toEqual(['OWN']);
    const text = await school.call<string>('ta', 'frameworks.exportCsv', { params: { code: 'OWN' } });
    expect(text).toContain('Knows allergies');
    await expect(school.call('ta', 'frameworks.read', { params: { code: 'NONE' } })).rejects.toMatchObject({
      status: 404,
    });
  });
});
