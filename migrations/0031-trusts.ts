/**
 * Where a school stands in the tree of trusts and local authorities decides who may read a need that is referred to them and
 * who may offer it places. So nobody at a school can move it: the technician does, with a worker's secret.
 */
export class Trusts1790000000031 {
  readonly name = 'Trusts1790000000031';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(UP);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const UP = `
revoke insert, update on cpd.organisation from cpd_app;
grant insert (id, kind, name, urn, phase, zone), update (name, urn, phase, zone) on cpd.organisation to cpd_app;
grant update (parent_id) on cpd.organisation to cpd_engine;

-- Puts an organisation under another, or under none. A school belongs to a trust or a local authority, a trust to a local
-- authority; nothing is above itself.
create function cpd.place_under(p_worker text, p_organisation uuid, p_parent uuid) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare below text; above text;
begin
  if not engine.is_worker(p_worker) then
    raise exception 'proof refused' using errcode = '28000';
  end if;
  select o.kind into below from cpd.organisation o where o.id = p_organisation;
  select o.kind into above from cpd.organisation o where o.id = p_parent;
  if below is null or (p_parent is not null and above is null) then
    raise exception 'there is no such organisation' using errcode = 'P0002';
  end if;
  if p_parent is not null and not ((below = 'school' and above in ('trust', 'localAuthority'))
    or (below = 'trust' and above = 'localAuthority')) then
    raise exception 'a % does not belong to a %', below, above using errcode = '23514';
  end if;
  update cpd.organisation set parent_id = p_parent where id = p_organisation;
end $$;
grant create on schema cpd to cpd_engine;
alter function cpd.place_under(text, uuid, uuid) owner to cpd_engine;
revoke create on schema cpd from cpd_engine;
revoke execute on function cpd.place_under(text, uuid, uuid) from public;
grant execute on function cpd.place_under(text, uuid, uuid) to cpd_app;
`;

const DOWN = `
drop function cpd.place_under(text, uuid, uuid);
revoke update (parent_id) on cpd.organisation from cpd_engine;
revoke insert (id, kind, name, urn, phase, zone), update (name, urn, phase, zone) on cpd.organisation from cpd_app;
grant insert, update on cpd.organisation to cpd_app;
`;
