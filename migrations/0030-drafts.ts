/**
 * What people are typing: kept for them alone until it is sent or thrown away, so that no expired session, error or closed
 * window loses a word. Nobody else reads it, no post opens it and the system of the school does not either.
 */
export class Drafts1790000000030 {
  readonly name = 'Drafts1790000000030';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(UP);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query('drop table cpd.draft');
  }
}

const UP = `
create table cpd.draft (
  school_id uuid not null,
  person_id uuid not null,
  -- Which form of which record: 'reviews.write:<id>:objectives'.
  form text not null check (form ~ '^[A-Za-z0-9.:_-]{1,160}$'),
  -- Names of fields and what was typed into them.
  fields jsonb not null check (jsonb_typeof(fields) = 'object' and octet_length(fields::text) <= 400000),
  saved_at timestamptz not null,
  primary key (school_id, person_id, form),
  foreign key (school_id, person_id) references cpd.person (school_id, id)
);

alter table cpd.draft enable row level security, force row level security;
grant select, insert, update, delete on cpd.draft to cpd_app;
create policy own on cpd.draft to cpd_app
  using (school_id = (select auth.school()) and person_id = (select auth.person()))
  with check (school_id = (select auth.school()) and person_id = (select auth.person()));
`;
