/**
 * Which requests with an `Idempotency-Key` were done, and what their answer was.
 *
 * The row is written in the very transaction that does what was asked, so that either both are there or neither. The answer
 * follows, sealed with the caller's own secret: nobody who reads the table learns from it what a person was told.
 */
export class RequestKeys1790000000026 {
  readonly name = 'RequestKeys1790000000026';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(UP);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query('drop function cpd.claim_request(text, text, bytea, uuid); drop table cpd.request_key;');
  }
}

const OWN = 'school_id = (select auth.school()) and person_id = (select auth.person())';

const UP = `
create table cpd.request_key (
  school_id uuid not null,
  person_id uuid not null,
  key text not null check (length(key) between 1 and 130),
  operation text not null check (length(operation) between 1 and 100),
  -- SHA-256 of what was asked: the same key for something else is refused.
  digest bytea not null,
  -- One attempt of one process: its own transactions may come back to the row, another attempt's may not.
  run uuid not null,
  at timestamptz not null default clock_timestamp(),
  answer bytea,
  primary key (school_id, person_id, key),
  foreign key (school_id, person_id) references cpd.person (school_id, id)
);
create index on cpd.request_key (school_id, person_id, at);
alter table cpd.request_key enable row level security, force row level security;
grant select, insert, update, delete on cpd.request_key to cpd_app;
create policy own on cpd.request_key to cpd_app using (${OWN}) with check (${OWN});

-- Called at the end of each transaction of a request with a key: notes it, if the transaction has written anything.
create function cpd.claim_request(p_key text, p_operation text, p_digest bytea, p_run uuid) returns void
language plpgsql set search_path = pg_catalog as $$
begin
  if pg_current_xact_id_if_assigned() is null or auth.person() is null then
    return;
  end if;
  insert into cpd.request_key as k (school_id, person_id, key, operation, digest, run)
    values (auth.school(), auth.person(), p_key, p_operation, p_digest, p_run)
    on conflict (school_id, person_id, key) do update set run = excluded.run where k.run = excluded.run;
  if not found then
    raise exception 'done by another request' using errcode = 'unique_violation', constraint = 'request_key_once';
  end if;
end $$;
`;
