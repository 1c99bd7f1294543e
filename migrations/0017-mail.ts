/**
 * The local outbox: where no mail server is named (development, demonstrations), mails stay here. People read their own;
 * the page that shows all of a school's is for the installation on one's own machine and reads as the system.
 */
export class Mail1790000000017 {
  readonly name = 'Mail1790000000017';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(UP);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query('drop table cpd.kept_mail');
  }
}

const UP = `
create table cpd.kept_mail (
  -- The mail's own id: keeping it twice keeps it once.
  id text not null check (length(id) between 1 and 200),
  school_id uuid not null references cpd.organisation (id),
  person_id uuid,
  message_id text not null,
  to_address text not null,
  subject text not null,
  body_text text not null,
  body_html text not null,
  unsubscribe_url text,
  invitation jsonb,
  attachments jsonb not null default '[]',
  kept_at timestamptz not null,
  primary key (school_id, id),
  foreign key (school_id, person_id) references cpd.person (school_id, id)
);
create index on cpd.kept_mail (school_id, kept_at);
create index on cpd.kept_mail (school_id, person_id, kept_at);

alter table cpd.kept_mail enable row level security, force row level security;
grant select, insert, delete on cpd.kept_mail to cpd_app;
create policy own on cpd.kept_mail for select to cpd_app using (school_id = (select auth.school())
  and (person_id = (select auth.person()) or (select auth.is_system())));
create policy keep on cpd.kept_mail for insert to cpd_app
  with check (school_id = (select auth.school()) and (select auth.is_system()));
create policy forget on cpd.kept_mail for delete to cpd_app
  using (school_id = (select auth.school()) and (select auth.is_system()));
`;
