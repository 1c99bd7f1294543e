import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Reminder } from '../../src/reminders/index.js';
import { openSchool } from '../support/school.js';
import type { PersonName, TestSchool } from '../support/school.js';

interface Duty {
  readonly name: string;
  readonly who: PersonName;
  readonly due?: string;
}

/** Reminders as the engine orders them; the record stands in the engine's tables as a chart would have left it. */
describe('reminders', () => {
  let school: TestSchool;
  let review: string;

  beforeAll(async () => {
    school = await openSchool();
  });
  afterAll(() => school.close());

  beforeEach(async () => {
    await school.look.query('truncate cpd.notification');
    await school.look.query('delete from engine.task');
    await school.clock.freeze('2026-10-12T10:00:00Z');
    review = await plantRecord();
  });

  const plantRecord = async (): Promise<string> => {
    const id = randomUUID();
    await school.look.query(
      `insert into engine.instance (id, tenant_id, chart, version, key, status, state, snapshot, revision, started_at, changed_at)
         values ($1::uuid, $2, 'review', 1, $1::text, 'active', 'live', '{}', 1, engine.now(), engine.now())`,
      [id, school.id],
    );
    return id;
  };
  const owes = async ({ name, who, due }: Duty) =>
    school.look.query(
      `insert into engine.task (instance_id, name, tenant_id, role, assignees, event, since, due_at)
         values ($1, $2, $3, 'role', $4, 'DO', engine.now() - interval '1 day', $5)`,
      [review, name, school.id, [`person:${school.person(who)}`], due ?? null],
    );
  const done = (name: string) =>
    school.look.query('delete from engine.task where instance_id = $1 and name = $2', [review, name]);
  const remind = (who: string, about: string, more: { escalation?: boolean; effect?: string } = {}) =>
    school.unit.run(school.system, (tx) =>
      school.engine.host.handlerOf('remind').handle(
        {
          tx,
          at: tx.at,
          effect: more.effect ?? `${review}.1.${randomUUID()}`,
          instance: {
            id: review,
            tenant: school.id,
            chart: 'review',
            version: 1,
            key: review,
            state: 'live',
            context: { people: { reviewee: school.person('teacher'), reviewer: school.person('reviewer') } },
          },
          start: () => undefined,
          tell: () => undefined,
        },
        { who, about, ...(more.escalation ? { escalation: true } : {}) },
      ),
    );
  const listOf = async (name: PersonName) =>
    (await school.call<{ reminders: Reminder[] }>(name, 'reminders.list')).reminders;

  it('reach the person of the role, and nobody else', async () => {
    await owes({ name: 'draft', who: 'reviewer' });
    await remind('reviewer', 'review.draftDue');
    expect(await listOf('reviewer')).toMatchObject([
      {
        about: 'review.draftDue',
        record: review,
        title: 'The draft of Tara Quill’s statement',
        readAt: null,
      },
    ]);
    expect(await listOf('teacher')).toEqual([]);
    expect(await listOf('leader')).toEqual([]);
  });

  it('are recorded once for an effect that is delivered twice', async () => {
    await owes({ name: 'draft', who: 'reviewer' });
    const effect = `${review}.1.0`;
    await remind('reviewer', 'review.draftDue', { effect });
    await remind('reviewer', 'review.draftDue', { effect });
    expect((await school.look.query('select 1 from cpd.notification')).rowCount).toBe(1);
  });

  it('of the same thing are one, however often it was asked for', async () => {
    await owes({ name: 'draft', who: 'reviewer' });
    await remind('reviewer', 'review.draftDue');
    await remind('reviewer', 'review.draftDue');
    expect(await listOf('reviewer')).toHaveLength(1);
  });

  it('stop as soon as the thing is done', async () => {
    await owes({ name: 'draft', who: 'reviewer' });
    await remind('reviewer', 'review.draftDue');
    await done('draft');
    expect(await listOf('reviewer')).toEqual([]);
    const { mail } = await school.call<{ mail: unknown }>('reviewer', 'reminders.mail');
    expect(mail).toBeNull();
  });

  it('are not begun when the thing was done before they were delivered', async () => {
    await school.look.query('update engine.instance set revision = 2 where id = $1', [review]);
    await remind('reviewer', 'review.draftDue', { effect: `${review}.1.0` });
    expect(await listOf('reviewer')).toEqual([]);
  });

  it('that are news stay until they are read', async () => {
    await remind('reviewee', 'review.reviewerChanged');
    const [news] = await listOf('teacher');
    expect(news).toMatchObject({ about: 'review.reviewerChanged' });
    await school.call('teacher', 'reminders.read', { params: { id: news?.id } });
    expect(await listOf('teacher')).toEqual([]);
  });

  it('go up as "late" and without content, past the one who owes it and knows', async () => {
    await owes({ name: 'draft', who: 'leader', due: '2026-10-09T16:00:00Z' });
    await remind('cpdLeader', 'review.late', { escalation: true });
    expect(await listOf('leader')).toHaveLength(1);
    await remind('cpdLeader', 'review.late', { escalation: true });
    const [told] = await listOf('head');
    expect(told).toMatchObject({ escalation: true, title: 'Tara Quill’s review is late' });
    await done('draft');
    expect(await listOf('head')).toEqual([]);
  });

  it('wait for a working day, and for the morning', async () => {
    await owes({ name: 'draft', who: 'reviewer' });
    await school.clock.freeze('2026-10-16T19:30:00Z');
    await remind('reviewer', 'review.draftDue');
    expect(await listOf('reviewer')).toEqual([]);
    await school.clock.freeze('2026-10-18T12:00:00Z');
    expect(await listOf('reviewer')).toEqual([]);
    await school.clock.freeze('2026-10-19T06:00:00Z');
    expect(await listOf('reviewer')).toMatchObject([{ from: '2026-10-19T06:00:00.000Z' }]);
  });

  it('go to nobody who has left', async () => {
    await school.look.query(`update cpd.person set leaves_on = '2026-10-01' where id = $1`, [
      school.person('ta2'),
    ]);
    await school.look.query(
      `insert into cpd.post (school_id, person_id, post, from_date) values ($1, $2, 'cpdTeam', '2020-01-01')`,
      [school.id, school.person('ta2')],
    );
    await remind('cpdTeam', 'booking.stillWaiting');
    expect((await school.look.query('select person_id from cpd.notification')).rows).toEqual([
      { person_id: school.person('head') },
    ]);
  });

  it('without wording are refused, so that they wait among the dead letters', async () => {
    await expect(remind('reviewer', 'review.unheardOf')).rejects.toThrow('no wording for "review.unheardOf"');
  });

  it.each([
    ['an unknown reminder', { params: { id: randomUUID() } }, 'There is no such reminder of yours.'],
    ['an id that is none', { params: { id: 'one' } }, 'Invalid UUID'],
    ['something more', { params: { id: randomUUID() }, body: { read: false } }, 'no such reminder'],
  ])('cannot be marked with %s', async (_, input, sentence) => {
    await expect(school.call('teacher', 'reminders.read', input)).rejects.toThrow(sentence);
  });

  it('refuse a page that is too long', async () => {
    await expect(school.call('teacher', 'reminders.list', { query: { limit: 1000 } })).rejects.toThrow('100');
  });

  describe('in the database', () => {
    beforeEach(async () => {
      await owes({ name: 'draft', who: 'reviewer' });
      await remind('reviewer', 'review.draftDue');
    });

    it.each(['reviewer', 'teacher', 'leader', 'head', 'governor', 'admin'] as const)(
      'are seen by their own person only: %s',
      async (name) => {
        const rows = await school.as(name, (tx) => tx.query('select id from cpd.notification'));
        expect(rows).toHaveLength(name === 'reviewer' ? 1 : 0);
      },
    );

    it.each(['reviewer', 'leader', 'admin'] as const)('cannot be made up by people: %s', async (name) => {
      const insert = school.as(name, (tx) =>
        tx.query(
          `insert into cpd.notification (id, school_id, person_id, instance_id, effect, about, escalation, recorded_at, notify_at)
             values ($1, $2, $3, $4, 'made up', 'review.late', true, now(), now())`,
          [randomUUID(), school.id, school.person('teacher'), review],
        ),
      );
      await expect(insert).rejects.toThrow(/row-level security/);
    });

    it('cannot be marked by others', async () => {
      const rows = await school.as('head', (tx) =>
        tx.query('update cpd.notification set read_at = now() returning id'),
      );
      expect(rows).toEqual([]);
    });

    it('cannot be changed in what they say, nor taken away', async () => {
      for (const sql of [
        `update cpd.notification set about = 'review.late'`,
        'delete from cpd.notification',
      ]) {
        await expect(school.as('reviewer', (tx) => tx.query(sql))).rejects.toThrow(/permission denied/);
      }
    });
  });
});
