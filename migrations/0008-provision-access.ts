/**
 * Who may read and write what of provision, cell by cell of the school's table of confidentiality. Every read of a booking
 * asks the engine's record who it concerns.
 */
export class ProvisionAccess1790000000008 {
  readonly name = 'ProvisionAccess1790000000008';

  async up(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(ROLES);
    await q.query(POLICIES);
    await q.query(FUNCTIONS);
  }

  async down(q: { query(sql: string): Promise<unknown> }): Promise<void> {
    await q.query(DOWN);
  }
}

const ROLES = `
-- Governors who are not on the payroll see totals only.
create function cpd.is_staff() returns boolean language sql stable set search_path = pg_catalog as $$
  select exists (select from cpd.person p where p.id = auth.person() and p.staff_group is not null
    and p.staff_group <> 'governor')
$$;

-- What the caller is to a booking, all of it: 'person', 'lineManager' and 'approver' as the engine's record has them now,
-- 'asked' where a step of approval names them, and the posts that work with bookings: governors where a step falls to them. Null or empty for everybody else, and for whoever is not among the record's own
-- readers. A definer function, so that the principal is looked at once for each row and not once for each question.
create function cpd.booking_roles(p_booking uuid) returns text[] language sql stable security definer
set search_path = pg_catalog as $$
  select array_remove(array[
      case when i.snapshot #> '{context,people,person}' @> to_jsonb(me.person::text) then 'person' end,
      case when i.snapshot #> '{context,people,lineManager}' @> to_jsonb(me.person::text) then 'lineManager' end,
      case when i.snapshot #> '{context,people,approver}' @> to_jsonb(me.person::text) then 'approver' end,
      case when i.snapshot #> '{context,steps}' @> jsonb_build_array(jsonb_build_object('personId', me.person))
        then 'asked' end,
      case when 'post:governor' = any (me.audiences) and 'post:governor' = any (i.audience) then 'governor' end,
      case when 'post:cpdLeader' = any (me.audiences) then 'cpdLeader' end,
      case when 'post:cpdTeam' = any (me.audiences) then 'cpdTeam' end,
      case when 'post:head' = any (me.audiences) then 'head' end,
      case when 'post:deputy' = any (me.audiences) then 'deputy' end,
      case when 'post:finance' = any (me.audiences) then 'finance' end,
      case when 'post:cover' = any (me.audiences) then 'cover' end], null)
    from auth.current_principal() me
    join engine.instance i on i.id = p_booking and i.tenant_id = me.school and i.chart = 'booking'
      and i.audience && me.audiences
$$;

-- Whether the caller organises or leads the activity.
create function cpd.leads_activity(p_activity uuid) returns boolean language sql stable set search_path = pg_catalog as $$
  select auth.is_system() or auth.holds('cpdLeader') or auth.holds('cpdTeam') or auth.holds('head') or auth.holds('deputy')
    or exists (select from engine.instance i where i.id = p_activity and i.tenant_id = auth.school()
      and (i.snapshot #> '{context,people,facilitator}' @> to_jsonb(auth.person()::text)
        or i.snapshot #> '{context,people,organiser}' @> to_jsonb(auth.person()::text)))
$$;
`;

const TABLES = `provider activity activity_cost quality_answer session milestone follow_up blocked_day
  booking_approver booking booking_purpose booking_note booking_access place waiting
  confirmation funding_share commitment cover_request attendance booking_certificate booking_certificate_file
  portfolio_line share_back`.split(/\s+/);
/** Read by definer functions: the facilitator's list of names, and totals for governors. */
const DEFINED = ['activity', 'booking', 'booking_access', 'place', 'attendance', 'session', 'commitment'];

const HERE = 'school_id = (select auth.school())';
const ME = '(select auth.person())';
const SYSTEM = '(select auth.is_system())';
const posts = (...names: string[]): string =>
  `(${[SYSTEM, ...names.map((post) => `(select auth.holds('${post}'))`)].join(' or ')})`;
const LEADS = posts('cpdLeader', 'cpdTeam', 'head', 'deputy');
const MONEY = posts('cpdLeader', 'cpdTeam', 'head', 'deputy', 'finance', 'cover');
const POTS = posts('cpdLeader', 'head', 'finance');
const STAFF = `(${SYSTEM} or (select cpd.is_staff()))`;
const roles = (booking: string, ...names: string[]): string =>
  `(${SYSTEM} or cpd.booking_roles(${booking}) && array[${names.map((n) => `'${n}'`).join(', ')}])`;
/** Booking, cover and cost. */
const CONCERNED = [
  'person',
  'lineManager',
  'approver',
  'cpdLeader',
  'cpdTeam',
  'head',
  'deputy',
  'finance',
  'cover',
];
/** The same without finance and cover: why it is needed, and what came of it. */
const CONFIDED = CONCERNED.slice(0, 7);
/** What those who are asked to approve, governors among them, must know: what and why, the cost, and what was said. */
const DECIDING = ['asked', 'governor'];

const read = (table: string, who: string, where = HERE): string =>
  `create policy readers on cpd.${table} for select to cpd_app using (${where} and ${who});`;
const add = (table: string, who: string): string =>
  `grant insert on cpd.${table} to cpd_app;
create policy adds on cpd.${table} for insert to cpd_app with check (${HERE} and ${who});`;
const mend = (table: string, columns: string, who: string): string =>
  `grant update${columns ? ` (${columns})` : ''} on cpd.${table} to cpd_app;
create policy mends on cpd.${table} for update to cpd_app using (${HERE} and ${who}) with check (${HERE});`;
const strike = (table: string, who: string): string =>
  `grant delete on cpd.${table} to cpd_app;
create policy strikes on cpd.${table} for delete to cpd_app using (${HERE} and ${who});`;

const OWN_PEOPLE = `exists (select from cpd.person p where p.id = booking.person_id and p.school_id = booking.school_id
  and p.line_manager_id = ${ME}) or exists (select from cpd.booking_approver a where a.school_id = booking.school_id
  and a.person_id = booking.person_id and a.approver_id = ${ME})`;

/** Whoever may read a booking may know what it is for: a governor who approves it is not on the staff. */
const BOOKED = (activity: string): string =>
  `exists (select from cpd.booking b where b.activity_id = ${activity})`;

const POLICIES = `
grant select on ${TABLES.map((t) => `cpd.${t}`).join(', ')} to cpd_app;
grant select on ${DEFINED.map((t) => `cpd.${t}`).join(', ')} to cpd_engine;
${DEFINED.map((t) => `create policy engine on cpd.${t} for select to cpd_engine using (true);`).join('\n')}

${read('provider', STAFF)}
${add('provider', posts('cpdLeader', 'cpdTeam', 'head', 'deputy', 'finance', 'administrator'))}
${mend('provider', 'name, kind, contact, link', posts('cpdLeader', 'cpdTeam', 'head', 'deputy', 'finance', 'administrator'))}
${read('activity', `(${STAFF} or ${BOOKED('activity.id')})`, `(${HERE} or host_school_id = (select auth.school()))`)}
${add('activity', `${LEADS} and (${SYSTEM} or made_by = ${ME})`)}
${mend('activity', 'kind, title, description, provider_id, priority_id, statutory, outcome, baseline, evidence', 'cpd.leads_activity(id)')}
${read('activity_cost', MONEY)}
${add('activity_cost', LEADS)}
${mend('activity_cost', 'fee_pence, travel_pence, materials_pence, fixed_pence, pot_id, charges', LEADS)}
${read('quality_answer', STAFF)}
${add('quality_answer', `answered_by = ${ME} and cpd.leads_activity(activity_id)`)}
${mend('quality_answer', 'mark, answer, answered_by, answered_at', 'cpd.leads_activity(activity_id)')}
${read('session', `(${STAFF} or ${BOOKED('session.activity_id')})`)}
${add('session', 'cpd.leads_activity(activity_id)')}
${mend('session', 'on_date, starts_at, ends_at, room, slot, release', 'cpd.leads_activity(activity_id)')}
${read('milestone', STAFF)}
${add('milestone', 'cpd.leads_activity(activity_id)')}
${read('follow_up', 'cpd.leads_activity(activity_id)')}
${add('follow_up', 'cpd.leads_activity(activity_id)')}
${mend('follow_up', 'asked_at', SYSTEM)}
${read('blocked_day', STAFF)}
${add('blocked_day', posts('cpdLeader', 'head', 'deputy', 'administrator'))}
${strike('blocked_day', posts('cpdLeader', 'head', 'deputy', 'administrator'))}

${read('booking_approver', `(${posts('cpdLeader', 'head', 'deputy', 'administrator')} or ${ME} in (person_id, approver_id))`)}
${add('booking_approver', posts('cpdLeader', 'head', 'administrator'))}
${mend('booking_approver', 'approver_id', posts('cpdLeader', 'head', 'administrator'))}
${strike('booking_approver', posts('cpdLeader', 'head', 'administrator'))}
${read('booking', roles('id', ...CONCERNED, ...DECIDING))}
create policy hosts on cpd.booking for select to cpd_app using (host_school_id = (select auth.school()) and ${LEADS});
${add('booking', `(${SYSTEM} or asked_by = ${ME} and (person_id = ${ME} or ${LEADS} or ${OWN_PEOPLE}))`)}
${mend('booking', 'person_id', roles('id', 'lineManager', 'cpdTeam', 'cpdLeader', 'head', 'deputy'))}
${read('booking_purpose', roles('booking_id', ...CONFIDED, ...DECIDING))}
${add('booking_purpose', `written_by = ${ME} and ${roles('booking_id', 'person', 'lineManager', 'cpdLeader', 'cpdTeam', 'head', 'deputy')}`)}
${mend('booking_purpose', 'need_id, outcome, baseline, evidence, reason, written_by, written_at', roles('booking_id', 'person', 'lineManager', 'cpdLeader'))}
${read('booking_note', `(written_by = ${ME} or ${roles('booking_id', ...CONFIDED, ...DECIDING)})`)}
${add('booking_note', `written_by = ${ME} and ${roles('booking_id', ...CONCERNED, ...DECIDING)}`)}
${read('booking_access', roles('booking_id', ...CONFIDED))}
${add('booking_access', roles('booking_id', 'person', 'lineManager', 'cpdLeader', 'cpdTeam'))}
${mend('booking_access', 'body', roles('booking_id', 'person', 'lineManager', 'cpdLeader', 'cpdTeam'))}
${['place', 'waiting']
  .map((t) => [read(t, roles('booking_id', ...CONCERNED)), add(t, SYSTEM), strike(t, SYSTEM)].join('\n'))
  .join('\n')}
${read('confirmation', roles('booking_id', ...CONCERNED))}
${add('confirmation', `entered_by = ${ME} and ${roles('booking_id', 'person', 'cpdLeader', 'cpdTeam', 'finance')}`)}
${mend('confirmation', 'kept_at', SYSTEM)}

${read('funding_share', roles('booking_id', ...CONCERNED, ...DECIDING))}
${add('funding_share', POTS)}
${mend('funding_share', 'replaced_at', POTS)}
${read('commitment', `case when booking_id is null then ${MONEY} else ${roles('booking_id', ...CONCERNED)} end`)}
${add('commitment', SYSTEM)}
${read('cover_request', `(covered_by = ${ME} and stood_down_at is null or ${roles('booking_id', ...CONCERNED)})`)}
${add('cover_request', SYSTEM)}
${mend('cover_request', 'arranged_at, covered_by, covered_by_name, cost_pence, stood_down_at', roles('booking_id', 'cover', 'cpdLeader', 'cpdTeam'))}

${read('attendance', roles('booking_id', ...CONFIDED))}
${add('attendance', SYSTEM)}
${mend('attendance', 'passed_at', SYSTEM)}
${read('booking_certificate', roles('booking_id', ...CONFIDED))}
${add('booking_certificate', `added_by = ${ME} and ${roles('booking_id', 'person', 'cpdLeader', 'cpdTeam')}`)}
${read('booking_certificate_file', 'exists (select from cpd.booking_certificate c where c.id = certificate_id)')}
${add('booking_certificate_file', `exists (select from cpd.booking_certificate c where c.id = certificate_id and c.added_by = ${ME})`)}
${read('portfolio_line', `(person_id = ${ME} or ${roles('booking_id', ...CONFIDED)})`)}
${add('portfolio_line', SYSTEM)}
${read('share_back', `(everybody and ${STAFF} or ${ME} = any (shared_with) or ${roles('booking_id', ...CONFIDED)})`)}
${add('share_back', `written_by = ${ME} and ${roles('booking_id', 'person')}`)}
${mend('share_back', 'body, link, everybody, shared_with', `written_by = ${ME}`)}
`;

const FUNCTIONS = `
-- Who has a place, and what they need to take part: for those who lead or organise the activity, and nothing more.
create function cpd.session_people(p_activity uuid)
returns table (booking_id uuid, person_id uuid, name text, access_requirements text, marks jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  select b.id, b.person_id, p.forename || ' ' || p.surname, coalesce(a.body, ''),
      coalesce((select jsonb_object_agg(t.session_id, t.mark) from cpd.attendance t where t.booking_id = b.id), '{}')
    from cpd.activity v
    join cpd.place l on l.activity_id = v.id
    join cpd.booking b on b.id = l.booking_id
    join cpd.person p on p.id = b.person_id
    left join cpd.booking_access a on a.booking_id = b.id
    where v.id = p_activity and (v.school_id = auth.school() and (cpd.leads_activity(v.id) or auth.holds('administrator'))
      or v.host_school_id = auth.school() and (auth.holds('cpdLeader') or auth.holds('cpdTeam')))
    order by p.surname, p.forename, b.id
$$;

-- Cash of one year, in totals: all that a governor sees of it.
create function cpd.commitment_totals(p_cycle uuid)
returns table (financial_year text, kind text, committed bigint, released bigint, charged bigint, spent bigint)
language sql stable security definer set search_path = pg_catalog as $$
  select c.financial_year, c.kind, coalesce(sum(c.pence) filter (where c.line = 'committed'), 0),
      coalesce(sum(c.pence) filter (where c.line = 'released'), 0),
      coalesce(sum(c.pence) filter (where c.line = 'charge'), 0),
      coalesce(sum(c.pence) filter (where c.line = 'spent'), 0)
    from cpd.commitment c
    where c.school_id = auth.school() and c.cycle_id = p_cycle
      and (auth.is_system() or auth.holds('governor') or auth.holds('cpdLeader') or auth.holds('cpdTeam')
        or auth.holds('head') or auth.holds('deputy') or auth.holds('finance') or auth.holds('cover'))
    group by c.financial_year, c.kind order by 1, 2
$$;
grant create on schema cpd to cpd_engine;
alter function cpd.booking_roles(uuid) owner to cpd_engine;
alter function cpd.session_people(uuid) owner to cpd_engine;
alter function cpd.commitment_totals(uuid) owner to cpd_engine;
revoke create on schema cpd from cpd_engine;
`;

const DOWN = `
drop function cpd.commitment_totals(uuid), cpd.session_people(uuid);
${TABLES.map(
  (t) => `do $do$ declare p text; begin
  for p in select policyname from pg_policies where schemaname = 'cpd' and tablename = '${t}' loop
    execute format('drop policy %I on cpd.${t}', p);
  end loop; end $do$;
revoke all on cpd.${t} from cpd_app, cpd_engine;`,
).join('\n')}
drop function cpd.leads_activity(uuid), cpd.booking_roles(uuid), cpd.is_staff();
`;
