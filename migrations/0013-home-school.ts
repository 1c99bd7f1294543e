/** Staff who work in two schools of a trust: the home school holds their review, the other one does not. */
export class HomeSchool1790000000013 {
  readonly name = 'HomeSchool1790000000013';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(UP);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query('drop table cpd.home_school');
  }
}

const OFFICE = ['head', 'deputy', 'cpdLeader', 'administrator']
  .map((post) => `(select auth.holds('${post}'))`)
  .join(' or ');

const UP = `
-- A row: this school does not hold the person's review. Without one it does.
create table cpd.home_school (
  school_id uuid not null,
  person_id uuid not null,
  home_school_id uuid not null references cpd.organisation (id),
  primary key (school_id, person_id),
  check (home_school_id <> school_id),
  foreign key (school_id, person_id) references cpd.person (school_id, id)
);
alter table cpd.home_school enable row level security, force row level security;
grant select, insert, update, delete on cpd.home_school to cpd_app;
create policy readers on cpd.home_school for select to cpd_app
  using (school_id = (select auth.school())
    and ((select auth.is_system()) or person_id = (select auth.person()) or ${OFFICE}));
create policy keep on cpd.home_school for insert to cpd_app
  with check (school_id = (select auth.school()) and (select auth.is_system()));
create policy mend on cpd.home_school for update to cpd_app
  using (school_id = (select auth.school()) and (select auth.is_system()));
create policy strike on cpd.home_school for delete to cpd_app
  using (school_id = (select auth.school()) and (select auth.is_system()));
`;
