import type pg from 'pg';
import type { Client } from 'pg';

/** Tables of the floor: what a careful hand would write for one durable step, and nothing more. */
const TABLES = `
  create schema floor;
  create table floor.instance (id uuid primary key, revision int not null, snapshot jsonb not null) with (fillfactor = 80);
  create table floor.event (instance_id uuid, revision int, type text, payload jsonb, at timestamptz, primary key (instance_id, revision));
  create table floor.outbox (id text primary key, instance_id uuid, command text, params jsonb, created_at timestamptz, delivered_at timestamptz);
  grant usage on schema floor to cpd_app;
  grant select, insert, update on all tables in schema floor to cpd_app`;

const SNAPSHOT = JSON.stringify({ status: 'active', value: 'here', context: { pad: 'x'.repeat(950) } });

export async function plantFloor(look: Client, ids: readonly string[]): Promise<void> {
  await look.query(TABLES);
  await look.query('insert into floor.instance select unnest($1::uuid[]), 1, $2', [ids, SNAPSHOT]);
}

/** One minimal durable step: lock and load; update a 1 KB snapshot, insert event, insert outbox row; commit. */
export async function floorStep(pool: pg.Pool, id: string): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query({ name: 'f0', text: 'begin' });
    const { rows } = await client.query<{ revision: number }>({
      name: 'f1',
      text: 'select revision, snapshot from floor.instance where id = $1 for update',
      values: [id],
    });
    const revision = (rows[0]?.revision ?? 0) + 1;
    await client.query({
      name: 'f2',
      text: 'update floor.instance set snapshot = $2, revision = $3 where id = $1',
      values: [id, SNAPSHOT, revision],
    });
    await client.query({
      name: 'f3',
      text: `insert into floor.event values ($1, $2, 'WEIGH', '{"weight":1}', now())`,
      values: [id, revision],
    });
    await client.query({
      name: 'f4',
      text: `insert into floor.outbox values ($1, $2, 'tell', '{"to":"x"}', now(), null)`,
      values: [`${id}.${revision}`, id],
    });
    await client.query({ name: 'f5', text: 'commit' });
  } finally {
    client.release();
  }
}
