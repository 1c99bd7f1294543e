import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';
import { bareReviews, reviewOf } from './support/bare-reviews.js';

const CSV = [
  'Kind,Name,Start,End',
  'term,Autumn 1,2026-09-03,2026-10-23',
  'term,Autumn 2,2026-11-02,2026-12-18',
  'term,Spring 1,2027-01-05,2027-02-12',
  'term,Spring 2,2027-02-22,2027-03-25',
  'term,Summer 1,2027-04-12,2027-05-28',
  'term,Summer 2,2027-06-07,2027-07-21',
  'inset,INSET,2026-09-01,2026-09-01',
  'inset,INSET,2026-09-02,2026-09-02',
];
const csv = (lines: readonly string[] = CSV): Buffer => Buffer.from(lines.join('\r\n'));

describe('a school’s settings', () => {
  let school: TestSchool;
  let review: string;
  beforeAll(async () => {
    school = await openSchool({ at: '2026-08-25T08:00' });
    bareReviews(school);
    const year = await school.call<{ id: string }>('leader', 'cycles.prepare', { body: { startYear: 2026 } });
    await school.call('leader', 'cycles.finishSetup', { params: { id: year.id } });
    await school.advance('2026-09-02T09:00');
    review = reviewOf(year.id, school.person('teacher'));
    // The meeting of 28 September: the draft is due five working days later, on 5 October.
    await school.engine.send(school.proof('reviewer'), review, { type: 'BOOK_MEETING', on: '2026-09-28' });
    await school.advance('2026-09-28T10:00');
    await school.engine.send(school.proof('reviewer'), review, {
      type: 'HOLD_MEETING',
      heldOn: '2026-09-28',
    });
  });
  afterAll(() => school.close());

  const draftDue = async (): Promise<string | undefined> =>
    (
      await school.look.query<{ due_at: Date }>(
        `select due_at from engine.timer where instance_id = $1 and delay = 'draftDue'`,
        [review],
      )
    ).rows[0]?.due_at.toISOString();
  const taskDue = async (): Promise<string[]> =>
    (
      await school.look.query<{ due_at: Date | null }>(
        `select due_at from engine.task where instance_id = $1 and delay = 'draftDue'`,
        [review],
      )
    ).rows.map((row) => row.due_at?.toISOString() ?? 'never');

  it('a snow day moves clocks that run, and back again when it was none', async () => {
    expect(await draftDue()).toBe('2026-10-05T16:00:00.000Z');
    const answer = await school.call<{ clocksMoved: number }>('leader', 'school.setClosure', {
      params: { date: '2026-09-30' },
      body: { closed: true },
    });
    expect(answer.clocksMoved).toBeGreaterThan(0);
    expect(await draftDue()).toBe('2026-10-06T16:00:00.000Z');
    for (const due of await taskDue()) expect(due).toBe('2026-10-06T16:00:00.000Z');
    await school.call('leader', 'school.setClosure', {
      params: { date: '2026-09-30' },
      body: { closed: false },
    });
    expect(await draftDue()).toBe('2026-10-05T16:00:00.000Z');
  });

  it('an absence moves the clocks of the person, and its end moves them again', async () => {
    const absence = await school.call<{ id: string }>('reviewer', 'absences.add', {
      params: { id: school.person('teacher') },
      body: { from: '2026-09-29' },
    });
    expect(await draftDue()).toBe('2026-10-05T16:00:00.000Z');
    await school.call('reviewer', 'absences.close', {
      params: { id: absence.id },
      body: { to: '2026-10-02' },
    });
    expect(await draftDue()).toBe('2026-10-09T16:00:00.000Z');
    await school.call('reviewer', 'absences.strike', { params: { id: absence.id } });
    expect(await draftDue()).toBe('2026-10-05T16:00:00.000Z');
  });

  it('another number of policy moves them, and none goes back to the default', async () => {
    await school.call('head', 'school.setPolicy', { body: { values: { 'review.draftDays': 8 } } });
    expect(await draftDue()).toBe('2026-10-08T16:00:00.000Z');
    const policy = await school.call<{ numbers: { key: string; value: number; default: number }[] }>(
      'teacher',
      'school.policy',
    );
    expect(policy.numbers.find((n) => n.key === 'review.draftDays')).toMatchObject({ value: 8, default: 5 });
    await school.call('head', 'school.setPolicy', { body: { values: { 'review.draftDays': null } } });
    expect(await draftDue()).toBe('2026-10-05T16:00:00.000Z');
  });

  it('term dates come in as a file, and those of another year stay', async () => {
    const late = CSV.map((line) =>
      line.replace('Autumn 1,2026-09-03,2026-10-23', 'Autumn 1,2026-10-01,2026-10-23'),
    );
    await school.call('admin', 'school.importCalendar', { body: csv(late) });
    expect(await draftDue()).toBe('2026-10-07T16:00:00.000Z');
    const next = CSV.map((line) => line.replaceAll('2027', '2028').replaceAll('2026', '2027'));
    await school.call('admin', 'school.importCalendar', { body: csv(next) });
    const calendar = await school.call<{ terms: { start: string }[] }>('teacher', 'school.calendar');
    expect(calendar.terms.map((term) => term.start)).toEqual(
      expect.arrayContaining(['2026-10-01', '2027-09-03']),
    );
    await school.call('admin', 'school.importCalendar', { body: csv() });
    expect(await draftDue()).toBe('2026-10-05T16:00:00.000Z');
  });

  it.each([
    [
      'school.importCalendar',
      { body: csv([...CSV, 'term,Backwards,2027-05-01,2027-04-01']) },
      'calendar-refused',
    ],
    ['school.setPolicy', { body: { values: { 'review.nothing': 1 } } }, 'unknown-policy'],
    ['school.setPolicy', { body: { values: { 'review.draftDays': 1000 } } }, 'policy-out-of-range'],
    ['school.setPolicy', { body: { values: { 'report.smallestGroup': 2 } } }, 'policy-out-of-range'],
    ['school.setPolicy', { body: { values: { 'word.review': 'audit' } } }, 'policy-out-of-range'],
  ])('%s refuses what cannot be and writes nothing', async (operation, input, code) => {
    const before = await school.look.query('select * from cpd.school_calendar');
    await expect(school.call('leader', operation, input)).rejects.toMatchObject({ status: 422, code });
    expect((await school.look.query('select * from cpd.school_calendar')).rows).toEqual(before.rows);
    expect((await school.look.query('select * from cpd.policy')).rows).toEqual([]);
  });

  it.each([
    ['school.setPolicy', { body: { values: { 'review.draftDays': null } } }],
    ['school.setClosure', { params: { date: '2026-09-30' }, body: { closed: true } }],
    ['school.setFrameworks', { body: { frameworks: { site: null } } }],
  ])('%s is not for a teacher', async (operation, input) => {
    await expect(school.call('teacher', operation, input)).rejects.toMatchObject({ code: 'not-permitted' });
  });

  it('frameworks are chosen by staff group', async () => {
    await school.call('leader', 'school.setFrameworks', {
      body: { frameworks: { site: null, hlta: 'hlta-2015' } },
    });
    expect(await school.call('teacher', 'school.frameworks')).toEqual({
      frameworks: { hlta: 'hlta-2015', site: null },
    });
  });
});
