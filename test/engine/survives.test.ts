import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Engine } from '../../src/engine/index.js';
import { openPool, UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { openDroppingProxy } from './support/dropping-proxy.js';
import { newHost, TENANT } from './support/handlers.js';
import { parcel } from './support/parcel.js';
import { later, openPostOffice } from './support/post-office.js';
import type { PostOffice } from './support/post-office.js';

/** What the engine must survive, row by row of the list in docs/reliability.md. */
let office: PostOffice;
beforeAll(async () => {
  office = await openPostOffice({ connections: 16 });
});
afterAll(() => office.close());

const post = (id: string, key?: string, engine = office.engine) =>
  engine.send(office.system, id, { type: 'POST', weight: 2 }, key ? { key } : {});

/** Starts a clerk in its own process and waits until it says a line that begins with `until`. */
async function startClerk(id: string, key: string, where: string, until: string): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    [
      '--import',
      './test/support/typescript.mjs',
      'test/engine/support/clerk.ts',
      office.urls.appUrl,
      office.unit.secret,
      id,
      key,
      where,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  for await (const line of createInterface({ input: child.stdout })) if (line.startsWith(until)) return child;
  throw new Error('The clerk ended without a word.');
}

const killed = (child: ChildProcess) =>
  new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.kill('SIGKILL');
  });

describe('Row 1: killed after the commit, before delivery', () => {
  test('nothing is lost, another process delivers, and the retry gets the same answer', async () => {
    const id = await office.pack();
    await killed(await startClerk(id, 'row-1', 'after-commit', 'committed'));
    expect(await office.count('engine.outbox where instance_id = $1 and delivered_at is null', [id])).toBe(1);
    await office.engine.relay.drain();
    expect(await office.count('public.card where effect = $1', [`${id}.2.1`])).toBe(1);
    expect(await post(id, 'row-1')).toMatchObject({ revision: 2, state: 'live.travelling' });
    expect(await office.count('engine.event where instance_id = $1', [id])).toBe(2);
  });
});

describe('Row 2: killed inside the transaction', () => {
  test('nothing happened at all, and the retry happens once', async () => {
    const id = await office.pack();
    await killed(await startClerk(id, 'row-2', 'in-transaction', 'inside'));
    expect(await office.count('engine.event where instance_id = $1', [id])).toBe(1);
    expect(await office.count('public.label where parcel = $1', [id])).toBe(0);
    // The server notices the dead client only when its sleep ends: the operator's way to be rid of it.
    await office.look.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep%' and pid <> pg_backend_pid()`,
    );
    expect(await post(id, 'row-2')).toMatchObject({ revision: 2 });
    expect(await office.count('public.label where parcel = $1', [id])).toBe(1);
  });
});

describe('Row 3: committed, but the answer is lost with the connection', () => {
  test('the retry with the same key gets the stored answer, not a conflict', async () => {
    const proxy = await openDroppingProxy(office.urls.appUrl);
    const pool = openPool(proxy.url, { max: 1 });
    const engine = new Engine(new UnitOfWork(pool, office.unit.secret), [parcel], newHost());
    const id = await office.pack();
    proxy.loseNextCommit();
    await expect(post(id, 'row-3', engine)).rejects.toMatchObject({ code: 'database-away' });
    expect(await post(id, 'row-3', engine)).toMatchObject({ revision: 2, state: 'live.travelling' });
    expect(await office.count('engine.event where instance_id = $1', [id])).toBe(2);
    await pool.end();
    await proxy.close();
  });
});

describe('Row 7: the same click many times', () => {
  test('32 at once with one key make one transition and get one answer', async () => {
    const id = await office.pack();
    const answers = await Promise.all(Array.from({ length: 32 }, () => post(id, 'row-7')));
    expect(new Set(answers.map((a) => JSON.stringify(a))).size).toBe(1);
    expect(await office.count('engine.event where instance_id = $1', [id])).toBe(2);
    expect(await office.count('public.label where parcel = $1', [id])).toBe(1);
  });

  test('another key with a stale revision is told the current one', async () => {
    const id = await office.pack();
    await post(id);
    await expect(
      office.engine.send(office.system, id, { type: 'RETURN' }, { expectedRevision: 1 }),
    ).rejects.toMatchObject({
      code: 'stale-revision',
      revision: 2,
      state: 'live.travelling',
      last: { event: 'POST' },
    });
  });

  test('the same key for something else is refused', async () => {
    const id = await office.pack();
    await post(id, 'row-7-other');
    await expect(
      office.engine.send(office.system, id, { type: 'RETURN' }, { key: 'row-7-other' }),
    ).rejects.toMatchObject({ code: 'idempotency-key-reused' });
    await expect(
      office.engine.send(office.system, id, { type: 'POST', weight: 3 }, { key: 'row-7-other' }),
    ).rejects.toMatchObject({ code: 'idempotency-key-reused' });
  });
});

describe('Row 8: two decide at the same instant', () => {
  test('exactly one wins every time; the other is told who, what and when', async () => {
    for (let round = 0; round < 200; round++) {
      const id = await office.pack();
      await post(id);
      const both = await Promise.allSettled([
        office.engine.send(office.system, id, { type: 'DELIVER' }),
        office.engine.send(office.system, id, { type: 'RETURN' }),
      ]);
      const lost = both.filter((r) => r.status === 'rejected');
      expect(lost).toHaveLength(1);
      expect(lost[0]?.reason).toMatchObject({ last: { by: 'system', at: expect.any(String) } });
      expect(await office.count('engine.event where instance_id = $1', [id])).toBe(3);
    }
  });
});

describe('Row 9: a decision and its timer at the same instant', () => {
  test('decision first: the timer drops itself', async () => {
    const id = await office.pack();
    const { rows } = await office.look.query(
      'select id::text, generation from engine.timer where instance_id = $1',
      [id],
    );
    await office.clock.freeze(later(2));
    await post(id);
    await office.engine.timers.fireNamed(rows[0].id, rows[0].generation);
    const view = await office.unit.run(office.system, (tx) => office.engine.read.instance(tx, id));
    expect(view).toMatchObject({ state: 'live.travelling', revision: 2 });
  });

  test('timer first: it fires once, and the decision still counts', async () => {
    const id = await office.pack();
    await office.clock.freeze(later(5));
    await Promise.all([office.engine.timers.drain(), office.engine.timers.drain()]);
    expect(
      await office.count(`engine.event where instance_id = $1 and type like 'xstate.after%'`, [id]),
    ).toBe(1);
    expect(await post(id)).toMatchObject({ state: 'live.travelling', revision: 3 });
  });

  test('an old timer does not hit the state that was entered again', async () => {
    const id = await office.pack();
    const { rows } = await office.look.query(
      'select id::text, generation from engine.timer where instance_id = $1',
      [id],
    );
    await post(id);
    await office.engine.send(office.system, id, { type: 'RETURN' });
    await office.clock.freeze(later(30));
    await office.engine.timers.fireNamed(rows[0].id, rows[0].generation);
    expect(
      await office.count(`engine.event where instance_id = $1 and type like 'xstate.after%'`, [id]),
    ).toBe(0);
  });
});

describe('Row 11: an event that makes the chart throw', () => {
  test('the record is untouched, the event is kept with its reason, and a thousand others go on', async () => {
    const id = await office.pack();
    await expect(office.engine.send(office.system, id, { type: 'JAM' })).rejects.toMatchObject({
      code: 'step-failed',
    });
    const { rows } = await office.look.query(
      'select event, error from engine.parked_event where instance_id = $1',
      [id],
    );
    expect(rows).toMatchObject([
      { event: { type: 'JAM' }, error: expect.stringContaining('the belt jammed') },
    ]);
    const others = Array.from({ length: 1000 }, (_, i) => ({
      id: randomUUID(),
      key: `row-11-${i}`,
      input: {},
    }));
    await office.engine.startMany(office.system, 'parcel', others);
    await Promise.all(others.map((o) => post(o.id)));
    expect(await post(id)).toMatchObject({ revision: 2 });
  });
});

describe('Row 12: an event for a record that has ended', () => {
  test('is refused as finished; only the attempt is noted', async () => {
    const id = await office.pack();
    await post(id);
    await office.engine.send(office.system, id, { type: 'DELIVER' });
    await expect(office.engine.send(office.system, id, { type: 'RETURN' })).rejects.toMatchObject({
      code: 'finished',
    });
    expect(await office.count('engine.event where instance_id = $1', [id])).toBe(3);
    expect(
      await office.count(`engine.refusal where instance_id = $1 and type = 'RETURN' and code = 'finished'`, [
        id,
      ]),
    ).toBe(1);
    expect(await office.count('engine.timer where instance_id = $1', [id])).toBe(0);
    expect(await office.count('engine.task where instance_id = $1', [id])).toBe(0);
  });
});

describe('Row 13: an event that is not allowed in this state', () => {
  test('is refused with what is allowed now', async () => {
    const id = await office.pack();
    await expect(office.engine.send(office.system, id, { type: 'DELIVER' })).rejects.toMatchObject({
      code: 'event-not-accepted',
      state: 'live.packed',
      allowed: expect.arrayContaining([{ event: 'WEIGH', label: 'Weigh' }]),
    });
  });
});

describe('A command that keeps failing', () => {
  test('backs off, ends among the dead letters, and lives again when an operator says so', async () => {
    let broken = true;
    const host = newHost();
    const card = host.handlerOf('sendCard');
    host.handlers.splice(0, host.handlers.length, host.handlerOf('stampLabel'), {
      command: 'sendCard',
      handle: (context, params) =>
        broken ? Promise.reject(new Error('no stamps')) : card.handle(context, params),
    });
    const engine = new Engine(office.unit, [parcel], host);
    const id = await office.pack();
    await office.engine.relay.drain();
    const started = Date.parse(later(40));
    await office.clock.freeze(later(40));
    await engine.send(office.system, id, { type: 'POST', weight: 1 });
    const effect = `${id}.2.1`;
    for (let i = 0; i < 12; i++) {
      await engine.relay.drain();
      await office.clock.freeze(new Date(started + 2 ** i * 2000).toISOString());
    }
    expect(
      await office.count('engine.outbox where id = $1 and dead_at is not null and attempts = 8', [effect]),
    ).toBe(1);
    broken = false;
    await office.unit.run(office.system, (tx) => tx.query('select engine.retry_dead($1)', [[effect]]));
    await engine.relay.drain();
    expect(await office.count('public.card where effect = $1', [effect])).toBe(1);
  });
});

describe('The database away', () => {
  test('is said as such, and the same engine works again when it is back', async () => {
    const pool = openPool('postgres://nobody@127.0.0.1:1/none');
    const engine = new Engine(new UnitOfWork(pool, 'x'), [parcel], newHost());
    await expect(
      engine.send({ kind: 'job', secret: 'x', school: TENANT }, randomUUID(), { type: 'POST' }),
    ).rejects.toMatchObject({
      code: 'database-away',
    });
    await pool.end();
  });
});
