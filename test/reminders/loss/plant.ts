import type { Client } from 'pg';
import { idFrom } from '../../../src/platform/ids.js';

export const SCHOOL = idFrom('loss', 'school');

const PEOPLE = `insert into cpd.person (id, school_id, external_id, forename, surname, email)
  select gen_random_uuid(), $1, n::text, 'Person', n::text, 'person' || n || '@school.example' from generate_series(1, $2) n`;
const RECORDS = `insert into engine.instance (id, tenant_id, chart, version, key, status, state, snapshot, revision, started_at,
    changed_at)
  select p.id, p.school_id, 'review', 1, p.id::text, 'active', 'live',
      jsonb_build_object('context', jsonb_build_object('people', jsonb_build_object('reviewee', p.id))), 1, $2, $2
    from cpd.person p where p.school_id = $1`;
const DUTIES = `insert into engine.task (instance_id, name, tenant_id, role, assignees, event, since, due_at)
  select p.id, 'prepare', p.school_id, 'reviewee', array['person:' || p.id], 'DO', '2026-09-01', '2026-10-16 16:00+00'
    from cpd.person p where p.school_id = $1`;

/** A school of many people, each with one duty of which they are to be reminded on Wednesday 14 October 2026 at 07:30. */
export async function plantPeople(look: Client, count: number): Promise<void> {
  await look.query(
    `insert into cpd.organisation (id, kind, name, urn) values ($1, 'school', 'A large school', '900009')`,
    [SCHOOL],
  );
  await look.query(PEOPLE, [SCHOOL, count]);
  await look.query(RECORDS, [SCHOOL, '2026-09-01T08:00:00Z']);
  await look.query(DUTIES, [SCHOOL]);
  await look.query(`insert into cpd.mail_settings (school_id, live_from) values ($1, '2026-09-01')`, [
    SCHOOL,
  ]);
}

/** Every tenth has done it meanwhile. Returns their ids: none of them may be reminded. */
export async function finishSome(look: Client): Promise<Set<string>> {
  const { rows } = await look.query<{ id: string }>(
    `delete from engine.task t using cpd.person p where p.id = t.instance_id and p.external_id::int % 10 = 0
       returning t.instance_id as id`,
  );
  return new Set(rows.map(({ id }) => id));
}
