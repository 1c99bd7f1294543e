import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openYear } from './support/open-year.js';
import type { SchoolYear } from './support/open-year.js';

let school: SchoolYear;
beforeAll(async () => {
  school = await openYear({
    before: async ({ look, person }) => {
      await look.query(
        `update cpd.person set starts_on = '2026-09-01', leaves_on = '2026-10-16' where id = $1`,
        [person('ta2')],
      );
      await look.query('update cpd.person set early_career = true where id = $1', [person('colleague')]);
    },
  });
});
afterAll(() => school.close());

const chartsOf = async (name: 'ta2' | 'colleague' | 'ta') =>
  (
    await school.look.query<{ chart: string }>(
      `select chart from engine.instance where chart in ('review', 'standards')
          and $1 in (snapshot #>> '{context,people,person}', snapshot #>> '{context,people,reviewee}') order by chart`,
      [school.person(name)],
    )
  ).rows.map(({ chart }) => chart);

const join = (name: 'ta2' | 'colleague', standing: string) =>
  school.call('admin', 'cycles.join', {
    params: { id: school.cycleId },
    body: { personId: school.person(name), on: '2026-09-02', standing, hasFramework: true },
  });
const origins = async (name: 'ta2' | 'colleague') => {
  const { needs } = await school.call<{ needs: { origin: string }[] }>(name, 'needs.mine');
  return [...new Set(needs.map(({ origin }) => origin))].sort();
};

describe('Supply for less than a term', () => {
  it('has no review and no self-assessment', async () => {
    expect(await chartsOf('ta2')).toEqual([]);
    expect(await chartsOf('ta')).toEqual(['review', 'standards']);
  });

  it('has statutory training, and nothing else is asked of it', async () => {
    await join('ta2', 'shortTerm');
    await school.drain();
    expect(await chartsOf('ta2')).toEqual([]);
    expect(await origins('ta2')).toEqual(['statutory']);
  });
});

describe('An early-career teacher', () => {
  it('has a two-year induction in place of the review', async () => {
    expect(await chartsOf('colleague')).toEqual(['standards']);
    await join('colleague', 'ect');
    await school.drain();
    expect(await chartsOf('colleague')).not.toContain('review');
    expect(await origins('colleague')).toEqual(['induction', 'statutory']);
  });

  it('has a mentor and a tutor, who hold posts of the school', async () => {
    for (const [name, post] of [
      ['reviewer', 'mentor'],
      ['deputy', 'inductionTutor'],
    ] as const) {
      await school.call('admin', 'posts.give', {
        body: { personId: school.person(name), post, from: '2026-09-02' },
      });
    }
    expect(await school.call('deputy', 'me.get')).toMatchObject({ posts: ['deputy', 'inductionTutor'] });
  });

  it('has needs on the same list as everybody else’s', async () => {
    const { id } = await school.call<{ id: string }>('colleague', 'needs.request', {
      body: { title: 'Behaviour in the corridor' },
    });
    const { needs } = await school.call<{ needs: { id: string }[] }>('leader', 'needs.list');
    expect(needs.map((need) => need.id)).toContain(id);
  });

  it('has a review once induction is done, with as much time for it as is fair', async () => {
    await school.advance('2027-01-11T09:00');
    await school.look.query('update cpd.person set early_career = false where id = $1', [
      school.person('colleague'),
    ]);
    await school.call('admin', 'cycles.changeStanding', {
      params: { id: school.cycleId },
      body: { personId: school.person('colleague'), on: '2027-01-11', hasFramework: true },
    });
    await school.drain();
    expect(await chartsOf('colleague')).toEqual(['review', 'standards']);
    const { clocks } = await school.call<{ clocks: { delay: string; dueAt: string }[] }>(
      'colleague',
      'reviews.read',
      { params: { id: await school.reviewOf('colleague') } },
    );
    expect(clocks.find(({ delay }) => delay === 'agreedDue')?.dueAt).toMatch(/^2027-02-08/);
  });
});
