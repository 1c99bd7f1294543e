import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openSchool, PEOPLE, plant } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';
import { plantTrust } from '../support/trust.js';
import type { PlantedTrust } from '../support/trust.js';
import { ask, makeAdviser, makeTheme, plantYear } from './support/year.js';

const NAMES = (Object.keys(PEOPLE) as PersonName[]).sort();
const MARKER = 'marker-of-the-need';

let school: TestSchool;
let cycleId: string;
let needId: string;
let above: PlantedTrust;
beforeAll(async () => {
  school = await openSchool();
  ({ cycleId } = await plantYear(school));
  await makeAdviser(school);
  above = await plantTrust(school.look, [school.id]);
  await makeTheme(school);
  needId = await ask(school, 'teacher', MARKER, { outcome: MARKER });
  const send = (event: string, body: unknown) =>
    school.call('leader', `needs.${event}`, { params: { id: needId }, body });
  await send('defer', { until: '2026-10-01', reason: MARKER });
  await send('refer', { organisationId: above.trust.id, question: MARKER, dueOn: '2026-11-01' });
  await school.call('leader', 'needs.merge', {
    body: { title: MARKER, ids: [needId, await ask(school, 'ta', 'the same')] },
  });
  await school.call('leader', 'certificates.record', {
    body: { personId: school.person('teacher'), title: MARKER, awardedOn: '2024-01-10' },
  });
});
afterAll(() => school.close());

async function readers(sql: string): Promise<PersonName[]> {
  const seen: PersonName[] = [];
  for (const name of NAMES) if ((await school.as(name, (tx) => tx.query(sql))).length > 0) seen.push(name);
  return seen;
}
const marked = (table: string, column: string) =>
  readers(`select 1 from cpd.${table} where ${column} = '${MARKER}'`);
const denied = (name: PersonName, sql: string, values: unknown[] = []) =>
  expect(school.as(name, (tx) => tx.query(sql, values))).rejects.toMatchObject({ code: '42501' });

describe('What raw SQL shows of a need', () => {
  const allowed: PersonName[] = ['deputy', 'head', 'leader', 'reviewer', 'teacher'];
  test('is for its person, their line manager and those who lead; not for an adviser of the school’s own', async () => {
    expect(await marked('need', 'title')).toEqual(allowed);
    expect(await marked('need_now', 'outcome')).toEqual(allowed);
    expect(await marked('need_word', 'body')).toEqual(allowed);
    expect(await marked('referral', 'question')).toEqual(allowed);
  });
  test('is never for finance, cover, governors, colleagues or the administrator, also not through the engine', async () => {
    const seen = await readers(`select 1 from engine.instance where id = '${needId}'`);
    expect(seen).toEqual(allowed);
    const log = await readers(`select 1 from engine.event where instance_id = '${needId}'`);
    expect(log).toEqual(allowed);
  });
  test('never stands in the engine’s tables', async () => {
    for (const table of ['instance', 'event', 'outbox', 'task', 'timer']) {
      const { rows } = await school.look.query(
        `select 1 from engine.${table} t where t::text like '%${MARKER}%'`,
      );
      expect([table, rows]).toEqual([table, []]);
    }
  });
  test('is of groups only for those who lead, of certificates also for the person and their line manager', async () => {
    expect(await marked('need_group', 'title')).toEqual(['deputy', 'head', 'leader']);
    expect(await marked('certificate', 'title')).toEqual(['head', 'leader', 'reviewer', 'teacher']);
  });
  test('is of themes for everybody but an adviser from outside', async () => {
    expect(await readers('select 1 from cpd.theme')).toEqual(NAMES.filter((name) => name !== 'governor2'));
  });
  test('is nothing for another school', async () => {
    const other = await plant(school.look, 'Hill Top Primary', '654321');
    for (const table of ['need', 'need_now', 'need_word', 'referral', 'theme', 'need_group', 'certificate']) {
      const rows = await school.unit.run({ kind: 'token', token: other.tokens.leader }, (tx) =>
        tx.query(`select 1 from cpd.${table}`),
      );
      expect([table, rows]).toEqual([table, []]);
    }
  });
  test('ends for the old line manager when there is a new one', async () => {
    await school.engine.send(school.system, needId, {
      type: 'LINE_MANAGER_CHANGED',
      lineManager: school.person('colleague'),
    });
    expect(await marked('need', 'title')).toEqual(
      [...allowed.filter((name) => name !== 'reviewer'), 'colleague'].sort(),
    );
  });
});

describe('What raw SQL writes of a need', () => {
  const RAISE = `insert into cpd.need (id, school_id, person_id, cycle_id, title, origin, review_id, raised_by, raised_at)
    values (gen_random_uuid(), $1, $2, $3, 'forged', $4, $5, $6, now())`;
  const raise = (name: PersonName, person: PersonName, origin: string, review: string | null = null) =>
    denied(name, RAISE, [school.id, school.person(person), cycleId, origin, review, school.person(name)]);
  test('is no request for somebody else, and nothing that only a review or the leader may raise', async () => {
    await raise('colleague', 'teacher', 'ownRequest');
    await raise('teacher', 'teacher', 'annex');
    await raise('teacher', 'teacher', 'statutory');
    await raise('leader', 'teacher', 'annex', needId);
    await raise('reviewer', 'teacher', 'improvementPlan');
    await raise('governor', 'teacher', 'statutory');
  });
  test('is no change of what a need says, for anybody', async () => {
    for (const name of ['teacher', 'reviewer', 'leader', 'head', 'business'] as const) {
      await denied(name, `update cpd.need set title = 'forged'`);
      await denied(name, 'delete from cpd.need');
      await denied(name, `update cpd.need_word set body = 'forged'`);
    }
  });
  test('is no reason in somebody else’s name, and no refusal by somebody who does not lead', async () => {
    const word = `insert into cpd.need_word (id, school_id, need_id, kind, body, by_person, at)
      values (gen_random_uuid(), $1, $2, $3, 'forged', $4, now())`;
    await denied('teacher', word, [school.id, needId, 'declined', school.person('teacher')]);
    await denied('leader', word, [school.id, needId, 'declined', school.person('head')]);
    await denied('leader', word, [school.id, needId, 'setAside', school.person('leader')]);
    await denied('business', word, [school.id, needId, 'reopened', school.person('business')]);
  });
  test('is no answer but the adviser’s own', async () => {
    await denied('leader', `update cpd.referral set answer = 'forged', answered_at = now()`);
    const touched = await school.as('teacher', (tx) =>
      tx.query(`update cpd.referral set answer = 'forged' returning 1`),
    );
    expect(touched).toEqual([]);
  });
});
