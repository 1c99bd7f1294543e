import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { YearPerson } from '../../src/cycles/index.js';
import { openSchool, plant } from '../support/school.js';
import type { TestSchool } from '../support/school.js';
import { bareReviews, reviewOf } from './support/bare-reviews.js';

describe('a school that starts in mid-year', () => {
  let school: TestSchool;
  let asked: YearPerson[];
  let cycle: string;
  beforeAll(async () => {
    school = await openSchool({ at: '2027-02-08T08:00' });
    asked = bareReviews(school);
    cycle = (await school.call<{ id: string }>('leader', 'cycles.prepare', { body: { startYear: 2026 } })).id;
    await school.call('leader', 'cycles.finishSetup', { params: { id: cycle } });
  });
  afterAll(() => school.close());

  const flying = (personId: string, more: object = {}) => ({ personId, stage: 'monitoring', ...more });
  const open = (inFlight: object[]) =>
    school.call('leader', 'cycles.open', { params: { id: cycle }, body: { inFlight } });

  it.each([
    ['somebody whom nobody knows', [flying('00000000-0000-4000-8000-000000000000')], 'no-such-person'],
    ['somebody twice', 'twice', 'person-twice'],
  ])('is refused a list that names %s, and nothing begins', async (_what, list, code) => {
    const teacher = school.person('teacher');
    const given = list === 'twice' ? [flying(teacher), flying(teacher)] : (list as object[]);
    await expect(open(given)).rejects.toMatchObject({ status: 422, code });
    expect((await school.look.query('select * from cpd.review_in_flight')).rows).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('finds the phase that the date asks for and brings its reviews along', async () => {
    const teacher = school.person('teacher');
    await open([flying(teacher, { heldOn: '2026-10-05', agreedOn: '2026-10-20' })]);
    await school.drain();
    const year = await school.call<{ state: string }>('leader', 'cycles.get', { params: { id: cycle } });
    expect(year.state).toContain('delivering');
    expect(asked.find((person) => person.id === teacher)?.inFlight).toEqual({
      stage: 'monitoring',
      heldOn: '2026-10-05',
      agreedOn: '2026-10-20',
    });
    expect(asked.find((person) => person.id === school.person('cook'))?.inFlight).toBeNull();
  });

  it('asks about people missing from a file, and ends them only when somebody says so', async () => {
    const file = randomUUID();
    await school.look.query(
      `insert into cpd.staff_import (id, school_id, at, digest, outcome) values ($1, $2, now(), repeat('a', 64), 'committed')`,
      [file, school.id],
    );
    for (const name of ['ta', 'ta2'] as const) {
      await school.call('admin', 'cycles.missingFromFile', {
        params: { id: cycle },
        body: { personId: school.person(name), importId: file },
      });
    }
    const missing = await school.call<{ missing: object[] }>('admin', 'staff.missing');
    expect(missing.missing).toHaveLength(2);
    expect((await school.call<{ missing: object[] }>('teacher', 'staff.missing')).missing).toEqual([]);
    const answer = (name: 'ta' | 'ta2', body: object) =>
      school.call('admin', 'staff.answerMissing', { params: { id: school.person(name) }, body });
    await answer('ta', { answer: 'here' });
    await expect(answer('ta2', { answer: 'left', leftOn: '2019-01-01' })).rejects.toMatchObject({
      code: 'left-before-start',
    });
    await answer('ta2', { answer: 'left', leftOn: '2027-02-05' });
    await school.drain();
    await expect(answer('ta2', { answer: 'here' })).rejects.toMatchObject({ code: 'not-asked' });
    const state = async (name: 'ta' | 'ta2') =>
      (
        await school.look.query<{ status: string }>('select status from engine.instance where id = $1', [
          reviewOf(cycle, school.person(name)),
        ])
      ).rows[0]?.status;
    expect([await state('ta'), await state('ta2')]).toEqual(['active', 'done']);
    const year = await school.call<{ state: string }>('leader', 'cycles.get', { params: { id: cycle } });
    expect(year.state).toContain('settled');
  });

  it('is not answered for by somebody else', async () => {
    await expect(
      school.call('teacher', 'staff.answerMissing', {
        params: { id: school.person('ta') },
        body: { answer: 'here' },
      }),
    ).rejects.toMatchObject({ status: 403, code: 'not-permitted' });
  });

  it('hands a person over to another school on a day', async () => {
    const other = await plant(school.look, 'Hill Top Primary', '654321');
    await school.call('head', 'cycles.transfer', {
      params: { id: cycle },
      body: { personId: school.person('colleague'), toSchoolId: other.id, on: '2027-02-07' },
    });
    await school.drain();
    const coming = await school.unit.run({ kind: 'token', token: other.tokens.head }, (tx) =>
      tx.query('select person_id from cpd.transfer'),
    );
    expect(coming).toEqual([{ person_id: school.person('colleague') }]);
    await expect(school.call('colleague', 'me.get')).rejects.toMatchObject({ code: 'proof-refused' });
  });

  it('that becomes an academy closes its pots that day and links its history', async () => {
    const { rows } = await school.look.query<{ id: string }>(
      `select id from cpd.organisation where urn = '654321'`,
    );
    await school.call('leader', 'cycles.setPot', {
      params: { id: cycle },
      body: { name: 'Training', amountPence: 5000, financialYear: '2026-27' },
    });
    await school.call('head', 'cycles.convert', {
      params: { id: cycle },
      body: { on: '2027-04-01', toSchoolId: rows[0]?.id },
    });
    await school.advance('2027-04-01T12:00');
    const year = await school.call<{ state: string; pots: { closedOn: string }[] }>('head', 'cycles.get', {
      params: { id: cycle },
    });
    expect(year.state).toContain('closed');
    expect(year.pots.map((pot) => pot.closedOn)).toEqual(['2027-04-01']);
    const linked = await school.look.query('select successor_id, on_date::text from cpd.succession');
    expect(linked.rows).toEqual([{ successor_id: rows[0]?.id, on_date: '2027-04-01' }]);
    const moved = await school.look.query<{ n: string }>('select count(*) as n from cpd.transfer');
    expect(Number(moved.rows[0]?.n)).toBeGreaterThan(8);
    await expect(
      school.call('leader', 'cycles.setPot', {
        params: { id: cycle },
        body: { name: 'Training', amountPence: 9000, financialYear: '2026-27' },
      }),
    ).rejects.toMatchObject({ code: 'pot-closed' });
  });
});
