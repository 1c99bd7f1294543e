/** When reviews are due, where a school or one of its staff groups differs from the usual year. */
export class ReviewDates1790000000012 {
  readonly name = 'ReviewDates1790000000012';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(UP);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query('drop table cpd.review_dates');
  }
}

const OFFICE = ['cpdLeader', 'head', 'deputy', 'administrator']
  .map((post) => `(select auth.holds('${post}'))`)
  .join(' or ');

const UP = `
-- Months and days, so that they hold for every year; null where the usual day does. staff_group: also 'everybody', 'head'.
create table cpd.review_dates (
  school_id uuid not null references cpd.organisation (id),
  staff_group text not null check (length(staff_group) between 1 and 40),
  agree_by text check (agree_by ~ '^[0-9]{2}-[0-9]{2}$'),
  mid_year_by text check (mid_year_by ~ '^[0-9]{2}-[0-9]{2}$'),
  closing_from text check (closing_from ~ '^[0-9]{2}-[0-9]{2}$'),
  close_by text check (close_by ~ '^[0-9]{2}-[0-9]{2}$'),
  primary key (school_id, staff_group)
);
alter table cpd.review_dates enable row level security, force row level security;
grant select, insert, update on cpd.review_dates to cpd_app;
create policy readers on cpd.review_dates for select to cpd_app using (school_id = (select auth.school()));
create policy keep on cpd.review_dates for insert to cpd_app
  with check (school_id = (select auth.school()) and (${OFFICE}));
create policy mend on cpd.review_dates for update to cpd_app
  using (school_id = (select auth.school()) and (${OFFICE}));
`;
