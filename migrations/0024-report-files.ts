/**
 * Files of reports: what was asked for, how far it is, and what was made, in chunks. A file is open to whoever may read
 * what it was made from: a paper to its readers, the whole report to those who lead, its totals to governors as well.
 */
export class ReportFiles1790000000024 {
  readonly name = 'ReportFiles1790000000024';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(UP);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const HERE = 'school_id = (select auth.school())';
const SYSTEM = '(select auth.is_system())';
const WHOLE = ['cpdLeader', 'cpdTeam', 'head', 'deputy']
  .map((it) => `(select auth.holds('${it}'))`)
  .join(' or ');

const UP = `
alter table cpd.report_paper add unique (school_id, id);

-- One for each report (or paper) and format; made anew when the report has changed. wanted_version: digest of the report as it
-- was when somebody asked; built_version: of what was made. They differ: there is something to make.
create table cpd.report_file (
  id uuid primary key,
  school_id uuid not null,
  report_id uuid not null,
  -- The frozen report that it is made from; null: the report as it stands.
  paper_id uuid,
  readers text not null check (readers in ('leaders', 'governors', 'staff')),
  format text not null check (format in ('pdf', 'xlsx', 'csv', 'json', 'html')),
  wanted_version text not null check (length(wanted_version) = 64),
  wanted_at timestamptz not null,
  -- Counts up whenever a worker takes it on: one that comes back late finds that it is not its turn any more.
  turn int not null default 0,
  -- How often it was tried since somebody asked for it.
  attempts int not null default 0,
  leased_until timestamptz,
  trouble text check (length(trouble) <= 500),
  steps_done int not null default 0 check (steps_done between 0 and steps),
  steps int not null default 1 check (steps > 0),
  built_version text check (length(built_version) = 64),
  built_at timestamptz,
  name text check (length(name) between 1 and 200),
  media_type text check (length(media_type) between 1 and 120),
  bytes int check (bytes >= 0),
  check ((built_version is null) = (built_at is null) and (built_version is null) = (name is null)
    and (built_version is null) = (media_type is null) and (built_version is null) = (bytes is null)),
  unique (school_id, id),
  foreign key (school_id, report_id) references cpd.report (school_id, id),
  foreign key (school_id, paper_id) references cpd.report_paper (school_id, id)
);
create index on cpd.report_file (school_id, report_id);
create index on cpd.report_file (wanted_at) where built_version is distinct from wanted_version;

create table cpd.report_file_chunk (
  file_id uuid not null,
  school_id uuid not null,
  seq int not null check (seq >= 0),
  content bytea not null check (octet_length(content) between 1 and 262144),
  primary key (file_id, seq),
  foreign key (school_id, file_id) references cpd.report_file (school_id, id)
);

alter table cpd.report_file enable row level security, force row level security;
alter table cpd.report_file_chunk enable row level security, force row level security;
grant select, insert, update on cpd.report_file to cpd_app;
grant select, insert, delete on cpd.report_file_chunk to cpd_app;

-- Papers and figures are asked with the rights of whoever reads.
create policy readers on cpd.report_file for select to cpd_app using (${HERE} and (${SYSTEM} or case
  when paper_id is not null then exists (select from cpd.report_paper p where p.id = report_file.paper_id)
  when readers = 'governors' then exists (select from cpd.report_figure f
    where f.report_id = report_file.report_id and f.readers = 'governors')
  else ${WHOLE} end));
create policy adds on cpd.report_file for insert to cpd_app with check (${HERE} and ${SYSTEM});
create policy mends on cpd.report_file for update to cpd_app using (${HERE} and ${SYSTEM}) with check (${HERE});
create policy readers on cpd.report_file_chunk for select to cpd_app
  using (${HERE} and exists (select from cpd.report_file f where f.id = report_file_chunk.file_id));
create policy adds on cpd.report_file_chunk for insert to cpd_app with check (${HERE} and ${SYSTEM});
create policy clears on cpd.report_file_chunk for delete to cpd_app using (${HERE} and ${SYSTEM});

-- Hands out the file that has waited longest to a worker that proves itself; nobody else gets it while the lease lasts.
-- After p_most attempts nobody gets it until somebody asks for it anew.
create function cpd.claim_report_file(p_secret text, p_lease interval, p_most int)
returns table (id uuid, school uuid, turn int)
language plpgsql security definer set search_path = pg_catalog as $$
begin
  if not engine.is_worker(p_secret) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  return query
    with next as (
      select f.id from cpd.report_file f
        where f.built_version is distinct from f.wanted_version and f.attempts < p_most
          and (f.leased_until is null or f.leased_until < clock_timestamp())
        order by f.wanted_at limit 1 for update skip locked
    )
    update cpd.report_file f set leased_until = clock_timestamp() + p_lease, attempts = f.attempts + 1,
        turn = f.turn + 1
      from next where f.id = next.id
      returning f.id, f.school_id, f.turn;
end $$;
grant select, update on cpd.report_file to cpd_engine;
create policy engine on cpd.report_file to cpd_engine using (true);
grant create on schema cpd to cpd_engine;
alter function cpd.claim_report_file(text, interval, int) owner to cpd_engine;
revoke create on schema cpd from cpd_engine;
`;

const DOWN = `
drop function cpd.claim_report_file(text, interval, int);
drop table cpd.report_file_chunk, cpd.report_file;
alter table cpd.report_paper drop constraint report_paper_school_id_id_key;
`;
