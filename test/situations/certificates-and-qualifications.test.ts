import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openYear } from './support/open-year.js';
import type { SchoolYear } from './support/open-year.js';
import { book, provide } from './support/providing.js';

let school: SchoolYear;
beforeAll(async () => {
  school = await openYear();
});
afterAll(() => school.close());

describe('A first-aid certificate that ends in March', () => {
  it('raises a need months before, once, with the day by which it is wanted', async () => {
    const record = () =>
      school.call('leader', 'certificates.record', {
        body: {
          ...{ personId: school.person('ta'), title: 'Paediatric first aid', statutory: true },
          ...{ awardedOn: '2024-03-20', expiresOn: '2027-03-20' },
        },
      });
    await record();
    await school.drain();
    const { needs } = await school.call<{
      needs: { title: string; origin: string; wantedBy: string | null }[];
    }>('ta', 'needs.mine');
    expect(needs).toMatchObject([
      { title: 'Renew: Paediatric first aid', origin: 'expiringCertificate', wantedBy: '2027-03-20' },
    ]);
  });

  it('raises none where a newer one of the same name lasts longer', async () => {
    for (const [awardedOn, expiresOn] of [
      ['2026-08-01', '2029-08-01'],
      ['2023-08-01', '2026-12-01'],
    ]) {
      await school.call('leader', 'certificates.record', {
        body: {
          personId: school.person('ta2'),
          title: 'Moving and handling',
          statutory: false,
          awardedOn,
          expiresOn,
        },
      });
    }
    await school.drain();
    expect((await school.call<{ needs: object[] }>('ta2', 'needs.mine')).needs).toEqual([]);
  });
});

describe('A qualification over several years', () => {
  let activity: string;
  let booking: string;
  it('is booked once; its milestones lie in this year and the next', async () => {
    activity = await provide(school, {
      ...{ kind: 'qualification', title: 'National qualification for senior leadership', external: false },
      ...{ sessions: [], startsOn: '2026-10-01', endsOn: '2028-03-31', bookingClosesOn: '2026-09-30' },
      milestones: [
        { title: 'First essay', dueOn: '2027-05-01' },
        { title: 'School project', dueOn: '2027-12-01' },
      ],
    });
    booking = await book(school, 'teacher', activity);
    expect(await school.stateOf(booking)).toContain('seated');
  });

  it('goes on when the year closes: its next milestone counts in the next year', async () => {
    await school.advance('2027-04-26T09:00');
    const read = () =>
      school.call<{ milestones: { id: string; title: string; state: string }[]; cycleId: string | null }>(
        'leader',
        'activities.read',
        { params: { id: activity } },
      );
    const first = (await read()).milestones.find(({ title }) => title === 'First essay');
    await school.call('leader', 'activities.reachMilestone', {
      params: { id: activity },
      body: { milestoneId: first?.id },
    });
    await school.advance('2027-08-20T09:00');
    const { id: next } = await school.call<{ id: string }>('leader', 'cycles.prepare', {
      body: { startYear: 2027 },
    });
    await school.call('leader', 'cycles.finishSetup', { params: { id: next } });
    await school.advance('2027-09-06T09:00');
    expect((await read()).milestones.map(({ state }) => state)).toEqual(['reached', 'ahead']);
    const { rows } = await school.look.query<{ cycle: string }>(
      `select snapshot #>> '{context,cycleId}' as cycle from engine.instance where id = $1`,
      [activity],
    );
    expect(rows[0]?.cycle).toBe(next);
    expect(await school.stateOf(booking)).toContain('seated');
  });

  it('shows each milestone in the person’s own record', async () => {
    const { lines } = await school.call<{ lines: object[] }>('teacher', 'cpdRecord.mine');
    expect(lines).toContainEqual(expect.objectContaining({ kind: 'milestone' }));
  });
});
