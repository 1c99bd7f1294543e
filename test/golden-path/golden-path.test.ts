import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkInvariants } from '../../src/engine/index.js';
import type { ReportView } from '../../src/reports/index.js';
import { SECTIONS } from '../../workflows/report/report.types.js';
import { approveAll } from '../provision/support/provided.js';
import {
  AMARA,
  book,
  COACH,
  gapOf,
  CONFIDENTIAL,
  OTHERS,
  REVIEWER,
  act,
  offer,
  openStory,
  standardOfNeed,
  stateOf,
} from './cast.js';
import type { Story } from './cast.js';

/** One person's year, end to end: the story at the end of the workflows' description. */
let story: Story;
beforeAll(async () => {
  story = await openStory();
});
afterAll(() => story.school.close());

describe('In July, before the year', () => {
  test('the year is prepared, with a priority and a pot, and the core plan is approved by the head', async () => {
    const { school } = story;
    story.cycle = (
      await act<{ id: string }>(story, 'leader', 'cycles.prepare', undefined, { startYear: 2026 })
    ).id;
    const year = await act<{ priorities: { id: string }[] }>(
      story,
      'leader',
      'cycles.setPriorities',
      story.cycle,
      {
        priorities: [{ code: 'P1', title: 'Reading for pleasure and fluency' }],
      },
    );
    story.priority = year.priorities[0]?.id ?? '';
    await act(story, 'leader', 'cycles.setPot', story.cycle, {
      name: 'Staff development',
      amountPence: 1_000_000,
      financialYear: '2026-27',
    });
    const { pots } = await act<{ pots: { id: string }[] }>(story, 'leader', 'cycles.get', story.cycle);
    story.pot = pots[0]?.id ?? '';
    await school.drain();
    const { plans } = await act<{ plans: { id: string }[] }>(story, 'leader', 'plans.list');
    story.plan = plans[0]?.id ?? '';
    await act(story, 'leader', 'plans.addLine', story.plan, {
      title: 'Safeguarding on the first INSET day',
      provision: 'inset',
      potId: story.pot,
      feePence: 30_000,
    });
    await act(story, 'leader', 'plans.submit', story.plan, {});
    await act(story, 'head', 'plans.approve', story.plan, {});
    await school.drain();
    await act(story, 'leader', 'cycles.finishSetup', story.cycle, {});
    expect(await stateOf(story, story.plan)).toBe('approved');
  });
});

describe('In September and October', () => {
  test('opening the year starts a review and a self-assessment for Amara', async () => {
    await story.school.advance('2026-09-02');
    await story.school.drain();
    expect(await stateOf(story, story.cycle)).toContain('reviewing');
    expect(await stateOf(story, story.plan)).toContain('inForce');
    const { reviews } = await act<{ reviews: { id: string }[] }>(story, AMARA, 'reviews.mine');
    story.review = reviews[0]?.id ?? '';
    const { assessments } = await act<{ assessments: { id: string }[] }>(story, AMARA, 'standards.mine');
    story.assessment = assessments[0]?.id ?? '';
    expect(await stateOf(story, story.review)).toContain('planning');
    expect(await stateOf(story, story.assessment)).toContain('assessing');
  });

  test('a gap is found in the standards and becomes a need in the annex; both agree the review', async () => {
    const { school } = story;
    await school.advance('2026-10-05T09:00');
    const read = await act<{ matrix: { standard: string }[] }>(
      story,
      AMARA,
      'standards.read',
      story.assessment,
    );
    const standard = read.matrix[3]?.standard ?? '';
    const rated = await act<{ id: string }>(
      story,
      AMARA,
      'standards.rate',
      story.assessment,
      { version: 0, rating: 1, note: 'I have never led a group' },
      { standard },
    );
    await act(story, AMARA, 'standards.submit', story.assessment, {});
    await act(story, REVIEWER, 'standards.confirm', story.assessment, {});
    await act(story, REVIEWER, 'reviews.holdMeeting', story.review, { heldOn: '2026-10-05' });
    await act(story, AMARA, 'standards.choose', story.assessment, {
      gaps: [{ gapId: rated.id, title: 'Leading guided reading' }],
    });
    await school.drain();
    await act(
      story,
      REVIEWER,
      'reviews.write',
      story.review,
      {
        version: 0,
        body: {
          objectives: [
            {
              id: '11111111-1111-4111-8111-111111111111',
              title: `${CONFIDENTIAL} Lead a guided reading group every week`,
              successCriteria: 'A group of six led alone from January',
              framework: null,
              standards: [],
            },
          ],
        },
      },
      { part: 'objectives' },
    );
    await act(
      story,
      REVIEWER,
      'reviews.write',
      story.review,
      { version: 0, body: { text: `${CONFIDENTIAL} a good year` } },
      { part: 'summary' },
    );
    const { needs: items } = await act<{ needs: { id: string; title: string }[] }>(
      story,
      REVIEWER,
      'reviews.annex',
      story.review,
    );
    expect(items.map((i) => i.title)).toEqual(['Leading guided reading']);
    await act(
      story,
      REVIEWER,
      'reviews.wantNeed',
      story.review,
      { wanted: true },
      { itemId: items[0]?.id ?? '' },
    );
    await act(story, AMARA, 'reviews.addAim', story.review, {
      years: 3,
      body: AIM,
      framework: null,
      standards: [],
    });
    await act(story, REVIEWER, 'reviews.share', story.review, {});
    await act(story, AMARA, 'reviews.agree', story.review, {});
    await act(story, REVIEWER, 'reviews.agree', story.review, {});
    expect(await stateOf(story, story.review)).toContain('agreed');
  });

  test('when the withdraw window shuts, the CPD leader sees the need, and never the objective', async () => {
    const { school } = story;
    await school.advance('2026-10-20T09:00');
    await school.drain();
    expect(await stateOf(story, story.review)).toContain('monitoring');
    const { needs } = await act<{ needs: { id: string; title: string }[] }>(story, 'leader', 'needs.list');
    const need = needs.find((n) => n.title === 'Leading guided reading');
    expect(need).toBeDefined();
    story.need = need?.id ?? '';
    for (const table of ['instance', 'event', 'outbox', 'timer', 'task']) {
      const { rows } = await school.look.query(`select 1 from engine.${table} t where t::text like $1`, [
        `%${CONFIDENTIAL}%`,
      ]);
      expect(rows).toEqual([]);
    }
    await expect(act(story, 'leader', 'reviews.read', story.review)).rejects.toMatchObject({ status: 404 });
    const seen = await school.as('leader', (tx) => tx.query('select 1 from confidential.writing'));
    expect(seen).toEqual([]);
  });
});

describe('In November', () => {
  test('a colleague turns out to be strong at the very thing, and lets others know', async () => {
    const { assessments } = await act<{ assessments: { id: string }[] }>(story, COACH, 'standards.mine');
    const id = assessments[0]?.id ?? '';
    const standard = await standardOfNeed(story);
    await act(story, COACH, 'standards.rate', id, { version: 0, rating: 4, note: '' }, { standard });
    await act(story, COACH, 'standards.submit', id, {});
    await act(story, REVIEWER, 'standards.confirm', id, {});
    await act(story, COACH, 'standards.consent', id, { given: true });
    await story.school.drain();
    const { colleagues: helpers } = await act<{ colleagues: { personId: string }[] }>(
      story,
      'leader',
      'needs.whoCanHelp',
      story.need,
    );
    expect(helpers.map((h) => h.personId)).toEqual([story.school.person(COACH)]);
  });

  test('five others share the need; the CPD leader groups them under a theme and a priority', async () => {
    const ids = [story.need];
    for (const name of OTHERS) {
      ids.push(
        (await act<{ id: string }>(story, name, 'needs.request', undefined, { title: 'Guided reading' })).id,
      );
    }
    story.theme = (
      await act<{ id: string }>(story, 'leader', 'themes.make', undefined, { title: 'Reading' })
    ).id;
    for (const id of ids) {
      await act(story, 'leader', 'needs.triage', id, {
        level: 'team',
        ownerId: story.school.person('leader'),
        themeId: story.theme,
        priorityId: story.priority,
        rank: 1,
      });
    }
    await act(story, 'leader', 'needs.merge', undefined, { title: 'Guided reading', ids });
    await story.school.advance('2026-11-10T09:00');
    expect(await stateOf(story, story.need)).toContain('triaged');
  });

  test('coaching by the colleague and one course go into an amendment of the plan, which the head approves', async () => {
    await act(story, 'leader', 'plans.amend', story.plan, { note: 'Needs from the reviews' });
    const common = {
      themeId: story.theme,
      priorityId: story.priority,
      potId: story.pot,
      needIds: [story.need],
    };
    await act(story, 'leader', 'plans.addLine', story.plan, {
      ...common,
      title: 'Coaching by Bea',
      provision: 'coaching',
      paidMinutes: 360,
    });
    await act(story, 'leader', 'plans.addLine', story.plan, {
      ...common,
      title: 'Guided reading, LA course',
      provision: 'course',
      feePence: 72_000,
      needIds: [],
    });
    await act(story, 'leader', 'plans.submitAmendment', story.plan, {});
    await act(story, 'head', 'plans.approve', story.plan, {});
    await story.school.drain();
    expect(await stateOf(story, story.need)).toContain('planned');
  });
});

describe('In the spring', () => {
  test('coaching and the course are offered, and matched to the need', async () => {
    await story.school.advance('2026-11-30T09:00');
    story.coaching = await offer(story, {
      kind: 'coaching',
      title: 'Guided reading: coaching by Bea',
      external: false,
      facilitatorId: story.school.person(COACH),
      sessions: [{ on: '2027-01-20', startsAt: '13:00', endsAt: '14:00' }],
    });
    const provider = await act<{ id: string }>(story, 'leader', 'providers.add', undefined, {
      name: 'Local authority reading service',
      kind: 'localAuthority',
    });
    story.course = await offer(story, {
      kind: 'course',
      title: 'Guided reading in Key Stage 2',
      external: true,
      providerId: provider.id,
      capacity: 1,
      priorityId: story.priority,
      cost: { feePence: 24_000, potId: story.pot },
      sessions: [{ on: '2027-03-10', startsAt: '09:00', endsAt: '15:30' }],
    });
    await act(story, 'leader', 'needs.match', story.need, { activityId: story.coaching });
    await act(story, 'leader', 'needs.match', story.need, { activityId: story.course });
    expect(await stateOf(story, story.need)).toContain('matched');
  });

  test('Amara waits for a place, and gets it when a colleague withdraws', async () => {
    const { school } = story;
    await school.advance('2027-02-02T09:00');
    const first = await book(story, 'teacher', story.course);
    await approveAll(school, first);
    await school.drain();
    expect(await stateOf(story, first)).toContain('awaitingProvider');
    story.booking = await book(story, AMARA, story.course, story.need);
    await approveAll(school, story.booking);
    await school.drain();
    expect(await stateOf(story, story.booking)).toContain('waitlisted');
    await act(story, 'teacher', 'bookings.withdraw', first, {});
    await school.drain();
    expect(await stateOf(story, story.booking)).toContain('awaitingProvider');
    expect(await stateOf(story, story.need)).toContain('underWay');
  });

  test('cover for her group is arranged and the booking confirmation is entered', async () => {
    const { cover } = await story.school.call<{ cover: object[] }>('business', 'cover.week', {
      query: { from: '2027-03-08' },
    });
    expect(cover).toHaveLength(1);
    expect(JSON.stringify(cover)).not.toContain('reading age');
    await act(story, 'business', 'bookings.arrangeCover', story.booking, { coveredByName: 'Supply' });
    await act(story, 'business', 'bookings.enterConfirmation', story.booking, { reference: 'LA-2027-118' });
    await story.school.drain();
    expect(await stateOf(story, story.booking)).toMatch(/confirmed.*/);
    expect(await stateOf(story, story.booking)).toContain('arranged');
  });

  test('she attends, and says on the day what she took from it', async () => {
    const { school } = story;
    await school.advance('2027-03-10T16:00');
    await act(story, 'leader', 'bookings.markAttendance', story.booking, { mark: 'present', minutes: 330 });
    await school.drain();
    expect(await stateOf(story, story.booking)).toContain('attended');
    const { evaluations } = await act<{ evaluations: { id: string }[] }>(story, AMARA, 'evaluations.mine');
    story.evaluation = evaluations[0]?.id ?? '';
    await act(story, AMARA, 'evaluations.giveReaction', story.evaluation, {
      worth: 5,
      learnt: 4,
      support: 4,
      said: 'A routine for the first ten minutes',
      factors: '',
    });
    expect(await stateOf(story, story.need)).toContain('evaluating');
  });
});

describe('From the spring to July', () => {
  test('eight weeks later she and her line manager say what she uses', async () => {
    const { school } = story;
    await school.advance('2027-05-24T09:00');
    await act(story, AMARA, 'evaluations.describeApplication', story.evaluation, {
      use: 'always',
      said: 'Every morning with six pupils',
      factors: 'New books came in April',
    });
    await act(story, REVIEWER, 'evaluations.confirmApplication', story.evaluation, {
      use: 'always',
      said: 'I see it working',
      factors: '',
    });
    await school.drain();
  });

  test('pupil reading ages in July show the outcome met; the need is met and the gap closes', async () => {
    const { school } = story;
    await school.advance('2027-07-05T09:00');
    await act(story, AMARA, 'evaluations.giveEvidence', story.evaluation, {
      kind: 'data',
      level: 5,
      about: 'Reading ages of the group, before and after',
      fileReference: 'reading-ages.csv',
      measure: {
        measure: 'Reading age',
        unit: 'months',
        baseline: 86,
        actual: 95,
        groupSize: 6,
        benefit: '',
      },
    });
    await act(story, REVIEWER, 'evaluations.judge', story.evaluation, {
      outcome: 'met',
      why: 'Nine months gained in four',
      otherFactors: 'New books',
    });
    await school.advance('2027-07-12T09:00');
    expect(await stateOf(story, story.need)).toContain('met');
    await act(story, REVIEWER, 'standards.closeGap', story.assessment, { gapId: await gapOf(story) });
    const { openGaps } = await act<{ openGaps: string[] }>(story, AMARA, 'standards.read', story.assessment);
    expect(openGaps).toEqual([]);
  });

  test('the CPD leader writes beside the figures, and the head reads what changed for the priority', async () => {
    const { school } = story;
    const { reports } = await act<{ reports: { id: string }[] }>(story, 'leader', 'reports.list');
    story.report = reports[0]?.id ?? '';
    await act(story, 'leader', 'reports.recompute', story.report, {});
    await school.drain();
    await act(story, 'leader', 'reports.startCommentary', story.report, {});
    for (const section of SECTIONS) {
      await act(story, 'leader', 'reports.writeSection', story.report, {
        section,
        version: 0,
        text: `About ${section}.`,
      });
    }
    await act(story, 'leader', 'reports.submit', story.report, {});
    const report = await act<ReportView>(story, 'head', 'reports.view', story.report);
    const met = figureOf(report, 'prioritiesMet');
    expect(met?.value).toBe(1);
    expect(JSON.stringify(met)).toContain('Reading for pleasure and fluency');
    expect(figureOf(report, 'prioritiesEvidence')?.value).toBe(1);
    for (const section of SECTIONS) await act(story, 'head', 'reports.read', story.report, { section });
    expect(await stateOf(story, story.report)).toContain('governors');
  });

  test('the governors get it without names; then it is published', async () => {
    const { school } = story;
    await act(story, 'head', 'reports.sendPapers', story.report, {});
    await school.drain();
    const paper = await act(story, 'governor', 'reports.paper', undefined, undefined, {
      id: story.report,
      kind: 'governors',
    });
    const { rows } = await school.look.query<{ name: string }>(
      `select forename || ' ' || surname as name from cpd.person`,
    );
    for (const { name } of rows) expect(JSON.stringify(paper)).not.toContain(name);
    await school.advance('2027-07-20T09:00');
    await act(story, 'governor', 'reports.received', story.report, {});
    await act(story, 'head', 'reports.publish', story.report, {});
    await school.drain();
    expect(await stateOf(story, story.report)).toContain('published');
  });
});

describe('Next September', () => {
  test('her long-range aim is waiting in the new review, while the old year still runs out', async () => {
    const { school } = story;
    const next = await act<{ id: string }>(story, 'leader', 'cycles.prepare', undefined, { startYear: 2027 });
    await act(story, 'leader', 'cycles.finishSetup', next.id, {});
    await school.advance('2027-09-06T09:00');
    await school.drain();
    const { reviews } = await act<{ reviews: { id: string }[] }>(story, AMARA, 'reviews.mine');
    const fresh = reviews.find((r) => r.id !== story.review);
    const { content } = await act<{ content: { aims: { body: string; carriedFrom: string | null }[] } }>(
      story,
      AMARA,
      'reviews.read',
      fresh?.id,
    );
    expect(content.aims).toMatchObject([{ body: AIM, carriedFrom: expect.any(String) }]);
    expect(await stateOf(story, story.review)).not.toBe('completed');
  });
});

describe('After the whole year', () => {
  test('everything that must always hold does hold', async () => {
    const broken = (await checkInvariants(story.school.engine, story.school.system)).filter((i) => !i.ok);
    expect(broken).toEqual([]);
  });
});

const AIM = 'Become a higher level teaching assistant within three years';

function figureOf(report: ReportView, name: string) {
  return report.sections.flatMap((section) => section.figures).find((figure) => figure.name === name);
}
