import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openYear } from './support/open-year.js';
import type { SchoolYear } from './support/open-year.js';
import { plant } from '../support/school.js';
import { book, provide } from './support/providing.js';

let school: SchoolYear;
let other: Awaited<ReturnType<typeof plant>>;
beforeAll(async () => {
  school = await openYear({
    before: async (opened) => {
      other = await plant(opened.look, 'Hill Top Primary', '654321');
      await opened.call('admin', 'people.setHomeSchool', {
        params: { id: opened.person('colleague') },
        body: { schoolId: other.id },
      });
    },
  });
});
afterAll(() => school.close());

const recordsOf = async (name: 'colleague' | 'ta') =>
  (
    await school.look.query<{ chart: string; state: string }>(
      `select chart, state from engine.instance where tenant_id = $2 and chart in ('review', 'standards')
          and $1 in (snapshot #>> '{context,people,person}', snapshot #>> '{context,people,reviewee}') order by chart`,
      [school.person(name), school.id],
    )
  ).rows;
const setHome = (asker: 'admin' | 'leader', name: 'ta' | 'admin', schoolId: string | null) =>
  school.call(asker, 'people.setHomeSchool', { params: { id: school.person(name) }, body: { schoolId } });

describe('Somebody who works in two schools of a trust', () => {
  it('has no review in the school that is not their home', async () => {
    expect(await recordsOf('colleague')).toEqual([]);
    expect((await recordsOf('ta')).map(({ chart }) => chart)).toEqual(['review', 'standards']);
  });

  it('can be booked there all the same, and that school sees its booking', async () => {
    const activity = await provide(school, { facilitatorId: school.person('teacher') });
    const booking = await book(school, 'colleague', activity);
    expect(await school.stateOf(booking)).toContain('seated');
    const { bookings } = await school.call<{ bookings: { id: string }[] }>('leader', 'bookings.list');
    expect(bookings.map(({ id }) => id)).toContain(booking);
    const elsewhere = await school.unit.run({ kind: 'token', token: other.tokens.leader }, (tx) =>
      tx.query('select 1 from engine.instance where id = $1', [booking]),
    );
    expect(elsewhere).toEqual([]);
  });

  it('joins without a review where the home school is known beforehand', async () => {
    await school.call('admin', 'cycles.join', {
      params: { id: school.cycleId },
      body: {
        ...{ personId: school.person('colleague'), on: '2026-09-02', standing: 'employee' },
        ...{ hasFramework: true, reviewedHere: false },
      },
    });
    await school.drain();
    expect(await recordsOf('colleague')).toEqual([]);
  });

  it('is set by the office; what was begun here ends and its record is kept', async () => {
    await expect(setHome('leader', 'ta', other.id)).rejects.toMatchObject({ status: 403 });
    await expect(setHome('admin', 'admin', other.id)).rejects.toMatchObject({ code: 'own-review' });
    await expect(setHome('admin', 'ta', school.id)).rejects.toMatchObject({ code: 'not-another-school' });
    await expect(setHome('admin', 'ta', '00000000-0000-4000-8000-000000000000')).rejects.toMatchObject({
      code: 'no-such-school',
    });
    expect((await recordsOf('ta')).every(({ state }) => !state.startsWith('ended'))).toBe(true);
    await setHome('admin', 'ta', other.id);
    expect((await recordsOf('ta')).map(({ state }) => state)).toEqual(['ended', 'ended']);
  });

  it('is known to the office and to themselves, not to colleagues', async () => {
    const rows = (name: 'admin' | 'ta' | 'teacher') =>
      school.as(name, (tx) => tx.query('select person_id from cpd.home_school'));
    expect(await rows('admin')).toHaveLength(2);
    expect(await rows('ta')).toEqual([{ person_id: school.person('ta') }]);
    expect(await rows('teacher')).toEqual([]);
    await expect(school.as('admin', (tx) => tx.query('delete from cpd.home_school'))).resolves.toEqual([]);
    expect(await rows('admin')).toHaveLength(2);
  });
});
