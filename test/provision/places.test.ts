import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { idFrom } from '../../src/platform/ids.js';
import { openProvidingSchool, SESSION } from './support/provided.js';
import type { ProvidingSchool } from './support/provided.js';

const CLICKERS = 50;
const PLACES = 5;

interface Queue {
  readonly placed: string[];
  /** In order. */
  readonly waiting: string[];
}

describe('places, with many people at once on real PostgreSQL', () => {
  let school: ProvidingSchool;
  const people = Array.from({ length: CLICKERS }, (_, n) => idFrom('test', 'clicker', n));
  beforeAll(async () => {
    school = await openProvidingSchool();
    for (const [n, id] of people.entries()) {
      await school.look.query(
        `insert into cpd.person (id, school_id, external_id, forename, surname, staff_group, starts_on, line_manager_id)
          values ($1, $2, $3, 'Pat', $4, 'site', '2020-09-01', $5)`,
        [id, school.id, `p${n}`, `Number ${n}`, school.person('head')],
      );
    }
  });
  afterAll(() => school.close());

  /** An activity that everybody has asked for, while nothing has been decided yet. */
  async function asked(capacity: number): Promise<{ activity: string; bookings: string[] }> {
    const activity = await school.provide({
      kind: 'inset',
      capacity,
      sessions: [{ ...SESSION, release: false }],
    });
    await school.call('leader', 'activities.bookEveryone', { params: { id: activity }, body: { people } });
    const { rows } = await school.look.query<{ id: string }>(
      'select id from cpd.booking where activity_id = $1 order by id',
      [activity],
    );
    return { activity, bookings: rows.map(({ id }) => id) };
  }
  const deliver = () => Promise.all([1, 2, 3, 4].map(() => school.engine.relay.drain()));
  const click = (activity: string, bookingId: string) =>
    school.engine.send(school.system, activity, { type: 'REQUEST_PLACE', bookingId });
  const cancel = (booking: string) => school.engine.send(school.proof('leader'), booking, { type: 'CANCEL' });

  async function queueOf(activity: string): Promise<Queue> {
    const placed = await school.look.query<{ id: string }>(
      'select booking_id as id from cpd.place where activity_id = $1',
      [activity],
    );
    const waiting = await school.look.query<{ id: string }>(
      'select booking_id as id from cpd.waiting where activity_id = $1 order by position',
      [activity],
    );
    return { placed: placed.rows.map(({ id }) => id), waiting: waiting.rows.map(({ id }) => id) };
  }
  const bookingsThat = async (activity: string, state: string) =>
    (
      await school.look.query<{ id: string }>(
        `select b.id from cpd.booking b join engine.instance i on i.id = b.id
          where b.activity_id = $1 and i.state ~ $2 order by b.id`,
        [activity, state],
      )
    ).rows.map(({ id }) => id);
  const sorted = (ids: readonly string[]) => [...ids].sort();

  it('give the last five to five of fifty, and the rest a position each, however often they click', async () => {
    const { activity, bookings } = await asked(PLACES);
    await Promise.all([...bookings, ...bookings.slice(0, 10)].map((id) => click(activity, id)));
    await deliver();
    const { placed, waiting } = await queueOf(activity);
    expect(placed).toHaveLength(PLACES);
    expect(sorted([...placed, ...waiting])).toEqual(bookings);
    expect(await bookingsThat(activity, 'seated')).toEqual(sorted(placed));
    expect(await bookingsThat(activity, 'waitlisted')).toEqual(sorted(waiting));
    const told = await school.look.query(
      `select count(*)::int as n from engine.event where type in ('PLACED', 'PROMOTED') and to_state ~ 'seated'
        and from_state !~ 'seated'`,
    );
    expect(told.rows).toEqual([{ n: PLACES }]);
  });

  it('pass to those who wait in their order while others withdraw and numbers change at the same moment', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.record({ leave: fc.nat(CLICKERS - 1), more: fc.nat(2) }), { minLength: 3, maxLength: 9 }),
        async (moves) => {
          const { activity, bookings } = await asked(PLACES);
          await deliver();
          const before = await queueOf(activity);
          const leaving = [...new Set(moves.map(({ leave }) => bookings[leave] as string))];
          const capacity = PLACES + moves.reduce((sum, { more }) => sum + more, 0);
          const change = school.engine.send(school.proof('leader'), activity, {
            type: 'CHANGE_CAPACITY',
            capacity,
          });
          await Promise.all([...leaving.map(cancel), change, deliver()]);
          await deliver();
          const after = await queueOf(activity);
          const staying = (ids: readonly string[]) => ids.filter((id) => !leaving.includes(id));
          // Everybody who had a place and stays keeps it; the rest go to the head of the line, as it stood.
          const line = staying(before.waiting);
          const free = capacity - staying(before.placed).length;
          expect(after.waiting).toEqual(line.slice(free));
          expect(sorted(after.placed)).toEqual(sorted([...staying(before.placed), ...line.slice(0, free)]));
          expect(await bookingsThat(activity, 'seated')).toEqual(sorted(after.placed));
          const [{ context }] = (
            await school.look.query(
              `select snapshot->'context' as context from engine.instance where id = $1`,
              [activity],
            )
          ).rows as [{ context: { taken: number; waiting: number } }];
          expect(context).toMatchObject({ taken: after.placed.length, waiting: after.waiting.length });
        },
      ),
      { numRuns: 5 },
    );
  });

  it('are never fewer than those who have one', async () => {
    const { activity } = await asked(PLACES);
    await deliver();
    await expect(
      school.step('leader', 'activities.changeCapacity', activity, { capacity: PLACES - 1 }),
    ).rejects.toMatchObject({ code: 'event-not-accepted' });
    expect((await queueOf(activity)).placed).toHaveLength(PLACES);
  });
});
