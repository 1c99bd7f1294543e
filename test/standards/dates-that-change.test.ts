import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openYear } from '../situations/support/open-year.js';
import type { SchoolYear } from '../situations/support/open-year.js';

interface Record {
  id: string;
  state: string;
  history: { event: string; label: string }[];
  timers: { delay: string; dueAt: string }[];
}

describe('A school that changes its dates while self-assessments are open', () => {
  let school: SchoolYear;
  let teachers: string;
  beforeAll(async () => {
    school = await openYear();
    const { rows } = await school.look.query<{ id: string }>(
      'select id from confidential.self_assessment where person_id = $1',
      [school.person('teacher')],
    );
    teachers = rows[0]?.id ?? '';
  });
  afterAll(() => school.close());

  const record = () => school.call<Record>('teacher', 'instances.one', { params: { id: teachers } });
  const due = async (delay: string) =>
    (await record()).timers.find((timer) => timer.delay === delay)?.dueAt.slice(0, 10);
  const change = (body: object) =>
    school.call('leader', 'cycles.changeDates', { params: { id: school.cycleId }, body });

  it('moves the day by which they are due, also in the list of tasks, and says so in the history', async () => {
    expect(await due('assessmentDue')).toBe('2026-10-31');
    await change({ reviewsDueOn: '2026-11-06' });
    expect(await due('assessmentDue')).toBe('2026-11-06');
    expect((await record()).history.at(-1)).toMatchObject({ event: 'DATES_CHANGED', label: 'Dates changed' });
    const { rows } = await school.look.query<{ due: Date }>(
      `select due_at as due from engine.task where instance_id = $1 and name = 'assess'`,
      [teachers],
    );
    expect(rows[0]?.due.toISOString().slice(0, 10)).toBe('2026-11-06');
  });

  it('tells them nothing when dates change on which they do not rest', async () => {
    const before = (await record()).history.length;
    await change({ needsSortedOn: '2026-11-20' });
    expect((await record()).history).toHaveLength(before);
  });

  it('takes back that somebody was late when the new day is still to come', async () => {
    await school.advance('2026-11-09T09:00');
    expect((await record()).state).toContain('late');
    await change({ reviewsDueOn: '2026-11-12', needsSortedOn: '2026-11-24' });
    expect((await record()).state).toContain('inTime');
    expect(await due('assessmentDue')).toBe('2026-11-12');
  });
});
