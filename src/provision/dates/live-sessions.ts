/**
 * Sessions that an activity still has or has held, as SQL: the engine's record says which were called off. `$WHERE` is
 * about `s` (cpd.session).
 */
export const LIVE_SESSIONS = `
  select s.id, s.activity_id, s.on_date, s.starts_at, s.ends_at, s.room, s.slot, s.release, e.state
    from cpd.session s
    join engine.instance v on v.id = s.activity_id
    cross join lateral jsonb_to_recordset(v.snapshot #> '{context,sessions}') as e(id uuid, state text)
    where e.id = s.id and e.state <> 'cancelled'`;
