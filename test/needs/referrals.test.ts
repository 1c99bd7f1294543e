import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Proof } from '../../src/platform/database/principal.js';
import { callOperation, openSchool, plant } from '../support/school.js';
import type { TestSchool } from '../support/school.js';
import { plantTrust } from '../support/trust.js';
import type { PlantedTrust } from '../support/trust.js';
import { ask, plantYear, storyOf } from './support/year.js';

const MARKER = 'marker-of-the-referral';
let school: TestSchool;
let above: PlantedTrust;
let other: Awaited<ReturnType<typeof plant>>;
beforeAll(async () => {
  school = await openSchool();
  other = await plant(school.look, 'Hill Top Primary', '654321');
  above = await plantTrust(school.look, [school.id, other.id]);
  await plantYear(school);
});
afterAll(() => school.close());

const send = (person: 'leader' | 'governor2' | 'teacher', event: string, id: string, body: unknown = {}) =>
  school.call(person, `needs.${event}`, { params: { id }, body });
const refer = async (title: string, more: object = {}) => {
  const id = await ask(school, 'colleague', title, { outcome: MARKER });
  await send('leader', 'refer', id, {
    ...{ organisationId: above.localAuthority.id, question: MARKER, dueOn: '2026-10-01', ...more },
  });
  return id;
};
const answer = (proof: Proof, id: string, body: object) =>
  callOperation<{ state: string }>(school.operations, 'needs.answer', proof, { params: { id }, body });
const waiting = async (proof: Proof) =>
  (await callOperation<{ referrals: { needId: string }[] }>(school.operations, 'referrals.list', proof, {}))
    .referrals;
const rows = (proof: Proof, sql: string, values: unknown[] = []) =>
  school.unit.run(proof, (tx) => tx.query(sql, values));

describe('A need that is referred', () => {
  test('goes to an organisation of the school’s own tree that has an adviser', async () => {
    const { organisations } = await school.call<{ organisations: object[] }>('leader', 'organisations.above');
    expect(organisations).toEqual([
      { id: above.trust.id, kind: 'trust', name: 'Lantern Trust', advised: true },
      { id: above.localAuthority.id, kind: 'localAuthority', name: 'Wealdshire', advised: true },
    ]);
    const id = await ask(school, 'colleague', 'Braille');
    const body = { question: 'Who?', dueOn: '2026-10-01' };
    for (const organisationId of [randomUUID(), other.id, school.id]) {
      await expect(send('leader', 'refer', id, { ...body, organisationId })).rejects.toMatchObject({
        code: 'unknown-organisation',
      });
    }
    await school.look.query('delete from cpd.post where school_id = $1', [above.trust.id]);
    await expect(
      send('leader', 'refer', id, { ...body, organisationId: above.trust.id }),
    ).rejects.toMatchObject({ code: 'no-adviser' });
    expect((await storyOf(school, 'leader', id)).place).toBe('passed');
  });

  test('is seen by that organisation’s adviser and nobody else there, without the person', async () => {
    const id = await refer('Guide dogs in class');
    await school.drain();
    const { adviser, clerk } = above.localAuthority;
    expect(await waiting(adviser)).toMatchObject([
      { needId: id, school: 'Brook Lane Primary', title: 'Guide dogs in class', question: MARKER },
    ]);
    expect(JSON.stringify(await waiting(adviser))).not.toContain(school.person('colleague'));
    for (const proof of [
      clerk,
      above.trust.adviser,
      above.trust.clerk,
      token('leader'),
      school.proof('governor2'),
    ])
      expect(await waiting(proof)).toEqual([]);
    const open = 'select 1 from engine.instance where id = $1';
    expect(await rows(adviser, open, [id])).toHaveLength(1);
    for (const proof of [clerk, above.trust.adviser, token('leader'), school.proof('governor2')])
      expect(await rows(proof, open, [id])).toEqual([]);
    const told = await school.look.query(
      'select person_id as id, about from cpd.notification where instance_id = $1',
      [id],
    );
    expect(told.rows).toEqual([{ id: adviser.person, about: 'need.referred' }]);
  });

  test('opens nothing else of the school to the adviser', async () => {
    const { adviser } = above.localAuthority;
    await ask(school, 'teacher', MARKER);
    for (const table of ['need', 'need_word', 'person', 'theme', 'certificate', 'booking', 'activity']) {
      expect([
        table,
        await rows(adviser, `select 1 from cpd.${table} where school_id = $1`, [school.id]),
      ]).toEqual([table, []]);
    }
    const instances = await rows(adviser, 'select chart from engine.instance');
    expect(instances).toEqual([{ chart: 'need' }]);
  });

  test('is answered by the adviser, and by no one else, not even with raw SQL', async () => {
    const id = await refer('Makaton');
    const words = { answer: 'Ask the hearing support team.', advised: true };
    await expect(answer(above.localAuthority.clerk, id, words)).rejects.toMatchObject({ code: 'not-found' });
    await expect(answer(above.trust.adviser, id, words)).rejects.toMatchObject({ code: 'not-found' });
    await expect(answer(school.proof('leader'), id, words)).rejects.toMatchObject({ code: 'not-permitted' });
    await expect(
      rows(school.proof('leader'), `update cpd.referral set answer = 'forged' where need_id = $1`, [id]),
    ).rejects.toMatchObject({ code: '42501' });
    for (const event of ['takeBack', 'decline', 'triage']) {
      const body =
        event === 'decline'
          ? { reason: 'No.' }
          : event === 'triage'
            ? { level: 'school', themeId: id, rank: 1 }
            : {};
      await expect(
        callOperation(school.operations, `needs.${event}`, above.localAuthority.adviser, {
          params: { id },
          body,
        }),
      ).rejects.toMatchObject({ code: 'not-permitted' });
    }
    expect((await storyOf(school, 'leader', id)).place).toBe('referred');
  });

  test('comes back with advice, and is then closed to the adviser', async () => {
    const { adviser } = above.localAuthority;
    const id = await refer('Sign language');
    await answer(adviser, id, { answer: 'Ask the hearing support team.', advised: true });
    await school.drain();
    expect(await storyOf(school, 'leader', id)).toMatchObject({
      place: 'passed',
      referrals: [{ organisation: 'Wealdshire', answer: 'Ask the hearing support team.' }],
    });
    expect((await waiting(adviser)).map(({ needId }) => needId)).not.toContain(id);
    expect(await rows(adviser, 'select 1 from engine.instance where id = $1', [id])).toEqual([]);
    const told = await school.look.query(
      `select 1 from cpd.notification where instance_id = $1 and about = 'need.adviserAnswered' and person_id = $2`,
      [id, school.person('leader')],
    );
    expect(told.rows).toHaveLength(1);
  });

  test('is matched where the adviser names an activity that the school knows, and no other', async () => {
    const { adviser } = above.localAuthority;
    const id = await refer('Reading recovery');
    await expect(answer(adviser, id, { answer: 'This.', activityId: randomUUID() })).rejects.toMatchObject({
      code: 'unknown-activity',
    });
    const activityId = randomUUID();
    await school.look.query(
      `insert into engine.instance (id, tenant_id, chart, version, key, status, state, snapshot, revision, started_at, changed_at)
        values ($1::uuid, $2, 'activity', 1, $1::text, 'active', 'provided', '{}', 1, now(), now())`,
      [activityId, school.id],
    );
    await answer(adviser, id, { answer: 'This.', activityId });
    expect((await storyOf(school, 'leader', id)).place).toBe('matched');
  });

  test('is declined where there is no way; the person reads it once that stands', async () => {
    const id = await refer('Falconry');
    await answer(above.localAuthority.adviser, id, { answer: 'Nothing within a hundred miles.' });
    expect(await storyOf(school, 'colleague', id)).toMatchObject({ place: 'declined', referrals: [] });
    await school.advance('2026-09-01T10:00');
    expect(await storyOf(school, 'colleague', id)).toMatchObject({
      referrals: [{ answer: 'Nothing within a hundred miles.' }],
    });
  });

  test('can be taken back, and late answers are asked for', async () => {
    const id = await refer('Drumming', { dueOn: '2026-09-03' });
    await school.advance('2026-09-04T09:00');
    const { rows: told } = await school.look.query<{ about: string }>(
      'select about from cpd.notification where instance_id = $1 and person_id = $2 order by recorded_at',
      [id, above.localAuthority.adviser.person],
    );
    expect(told.map(({ about }) => about)).toEqual(['need.referred', 'need.referralDue']);
    await send('leader', 'takeBack', id);
    await expect(answer(above.localAuthority.adviser, id, { answer: 'Too late.' })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect((await storyOf(school, 'leader', id)).place).toBe('passed');
  });
});

function token(name: 'leader'): Proof {
  return { kind: 'token', token: other.tokens[name] };
}
