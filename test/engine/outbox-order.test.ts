import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPostOffice } from './support/post-office.js';
import type { PostOffice } from './support/post-office.js';

describe('what a command leaves in the outbox', () => {
  let office: PostOffice;
  beforeAll(async () => {
    office = await openPostOffice();
    for (let n = 0; n < 300; n += 1) await office.pack();
    // A large table makes the planner read it the other way round, which must not turn the order of effects round.
    await office.look.query('analyze engine.instance');
    await office.look.query(
      'alter function engine.append_outbox(jsonb) set enable_nestloop = off set enable_mergejoin = off',
    );
  });
  afterAll(() => office.close());

  it('keeps the order in which the command told it, however the database reads', async () => {
    const id = await office.pack();
    const rows = Array.from({ length: 40 }, (_, n) => ({
      ...{ id: `${id}.9.${n}`, instance_id: id, command: 'tell', params: { n }, root: `${id}.9` },
    }));
    await office.unit.run(office.system, (tx) =>
      tx.query('select engine.append_outbox($1)', [JSON.stringify(rows)]),
    );
    const { rows: kept } = await office.look.query<{ n: number }>(
      `select (params->>'n')::int as n from engine.outbox where root = $1 order by seq`,
      [`${id}.9`],
    );
    expect(kept.map(({ n }) => n)).toEqual(rows.map((_, n) => n));
  });
});
