/** Who comes over from another school: a dated move or a conversion, as the school that takes them on may see it. */
export class ComingStaff1790000000014 {
  readonly name = 'ComingStaff1790000000014';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(UP);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const UP = `
grant select on cpd.transfer to cpd_engine;
create policy engine on cpd.transfer for select to cpd_engine using (true);

-- People of another school are invisible here, save what a staff file would say of those who come: names, address, job.
create function cpd.coming_staff() returns table (id uuid, forename text, surname text, email text, job_title text,
  staff_group text, on_date date, from_school text, from_urn text)
language sql stable security definer set search_path = pg_catalog as $$
  select p.id, p.forename, p.surname, p.email, p.job_title, p.staff_group, t.on_date, o.name, o.urn
    from cpd.transfer t
    join cpd.person p on p.school_id = t.school_id and p.id = t.person_id
    join cpd.organisation o on o.id = t.school_id
   where t.to_school_id = auth.school() and (auth.is_system() or auth.holds('administrator') or auth.holds('head')
     or auth.holds('deputy') or auth.holds('cpdLeader'))
   order by t.on_date, p.surname, p.forename, p.id
$$;
grant create on schema cpd to cpd_engine;
alter function cpd.coming_staff() owner to cpd_engine;
revoke create on schema cpd from cpd_engine;
`;

const DOWN = `
drop function cpd.coming_staff();
drop policy engine on cpd.transfer;
revoke select on cpd.transfer from cpd_engine;
`;
