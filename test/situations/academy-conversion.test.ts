import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openYear } from './support/open-year.js';
import type { SchoolYear } from './support/open-year.js';
import { plant } from '../support/school.js';
import { untilShared } from '../reviews/support/review-year.js';

let school: SchoolYear;
let academy: Awaited<ReturnType<typeof plant>>;
beforeAll(async () => {
  school = await openYear();
  academy = await plant(school.look, 'Brook Lane Academy', '987654');
  await untilShared(school, await school.reviewOf('teacher'), 'reviewer');
  await school.call('leader', 'cycles.setPot', {
    params: { id: school.cycleId },
    body: { name: 'Training', amountPence: 500_000, financialYear: '2026-27' },
  });
});
afterAll(() => school.close());

const convert = (name: 'head' | 'leader', toSchoolId: string, on = '2027-04-01') =>
  school.call(name, 'cycles.convert', { params: { id: school.cycleId }, body: { on, toSchoolId } });
const year = () =>
  school.call<{ state: string; pots: { closedOn: string | null }[] }>('head', 'cycles.get', {
    params: { id: school.cycleId },
  });

describe('A school that becomes an academy', () => {
  it('says so beforehand, can call it off, and nothing changes until the day', async () => {
    await expect(convert('leader', academy.id)).rejects.toMatchObject({ code: 'not-permitted' });
    await convert('head', academy.id, '2027-01-01');
    await school.call('head', 'cycles.callOffConversion', { params: { id: school.cycleId } });
    await convert('head', academy.id);
    await school.advance('2027-03-31T16:00');
    expect((await year()).pots).toMatchObject([{ closedOn: null }]);
    expect((await year()).state).toContain('converting');
  });

  it('closes its year and its pots on that day, under a new number with a linked history', async () => {
    await school.advance('2027-04-01T09:00');
    await school.drain();
    const { state, pots } = await year();
    expect(state).toContain('closed');
    expect(pots).toMatchObject([{ closedOn: '2027-04-01' }]);
    const linked = await school.unit.run({ kind: 'token', token: academy.tokens.head }, (tx) =>
      tx.query('select school_id, on_date::text from cpd.succession'),
    );
    expect(linked).toEqual([{ school_id: school.id, on_date: '2027-04-01' }]);
  });

  it('hands over everybody in post, by name and day, to the academy’s office and to nobody else', async () => {
    const coming = (token: string) =>
      school.operations
        .find(({ id }) => id === 'staff.coming')
        ?.run({ proof: { kind: 'token', token } }, { params: {}, query: {}, body: {} }) as Promise<{
        people: { forename: string; surname: string; on: string; from: string }[];
      }>;
    const { people } = await coming(academy.tokens.admin);
    expect(people).toContainEqual(
      expect.objectContaining({ surname: 'Quill', on: '2027-04-01', from: 'Brook Lane Primary' }),
    );
    expect(people.length).toBeGreaterThan(10);
    expect((await coming(academy.tokens.teacher)).people).toEqual([]);
  });

  it('ends no review: those that were open can be finished, and are nobody else’s to read', async () => {
    const review = await school.reviewOf('teacher');
    await school.step('teacher', 'agree', review);
    expect((await school.step('reviewer', 'agree', review)).state).toContain('agreed');
    const seen = await school.unit.run({ kind: 'token', token: academy.tokens.head }, (tx) =>
      tx.query('select 1 from confidential.writing'),
    );
    expect(seen).toEqual([]);
  });
});
