import type { IsoDate } from '../../platform/calendar/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { uidOf } from './entry.js';
import type { CalendarEntry } from './entry.js';

/** An entry, whose calendar it stands in, and how often its record has changed. */
export interface PersonalEntry {
  readonly person: string;
  readonly entry: CalendarEntry;
  readonly revision: number;
}

interface Row {
  readonly person: string;
  readonly ids: string[];
  readonly title: string;
  readonly on: IsoDate;
  readonly from: string | null;
  readonly to: string | null;
  readonly place: string;
  readonly sure: boolean;
  readonly organiserName: string | null;
  readonly organiserEmail: string | null;
  readonly revision: number;
}

/** Sessions that were not called off, of everybody who has a place. */
const SESSIONS = `
  select b.person_id as person, array[b.id::text, s.id::text] as ids, a.title, s.on_date::text as "on",
      to_char(s.starts_at, 'HH24:MI') as "from", to_char(s.ends_at, 'HH24:MI') as "to", s.room as place,
      i.state ~* '(seated\\.confirmed|attended|closed|filed)' as sure, null::text as "organiserName",
      null::text as "organiserEmail", i.revision
    from cpd.place p join cpd.booking b on b.id = p.booking_id join engine.instance i on i.id = b.id
      join cpd.activity a on a.id = p.activity_id join cpd.session s on s.activity_id = a.id
      join engine.instance v on v.id = a.id
    where p.school_id = auth.school() and s.on_date >= $1::date and ($2::uuid is null or b.person_id = $2)
      and exists (select from jsonb_to_recordset(v.snapshot #> '{context,sessions}') as e(id uuid, state text)
        where e.id = s.id and e.state <> 'cancelled')`;
/** Meetings of reviews, for the two people: the day alone is known. */
const MEETINGS = `
  select p.id as person, array['meeting', i.id::text] as ids, 'Review meeting' as title,
      i.snapshot #>> '{context,meetingOn}' as "on", null as "from", null as "to", '' as place, true as sure,
      trim(r.forename || ' ' || r.surname) as "organiserName", r.email as "organiserEmail", i.revision
    from engine.instance i
      join cpd.person p on p.school_id = i.tenant_id and p.id::text in (i.snapshot #>> '{context,people,reviewee}',
        i.snapshot #>> '{context,people,reviewer}')
      left join cpd.person r on r.school_id = i.tenant_id and r.id::text = i.snapshot #>> '{context,people,reviewer}'
    where i.tenant_id = auth.school() and i.chart = 'review' and i.status = 'active'
      and i.snapshot #>> '{context,meetingOn}' >= $1::date::text and ($2::uuid is null or p.id = $2)`;
/** Who stands in, without why. */
const COVER = `
  select r.covered_by as person, array[r.id::text] as ids,
      'Cover for ' || trim(p.forename || ' ' || p.surname) as title, r.on_date::text as "on",
      to_char(r.from_time, 'HH24:MI') as "from", to_char(r.to_time, 'HH24:MI') as "to", '' as place, true as sure,
      null as "organiserName", null as "organiserEmail", 0 as revision
    from cpd.cover_request r join cpd.booking b on b.id = r.booking_id join cpd.person p on p.id = b.person_id
    where r.school_id = auth.school() and r.stood_down_at is null and r.covered_by is not null and r.on_date >= $1::date
      and ($2::uuid is null or r.covered_by = $2)`;

const ENTRIES = {
  name: 'calendar.entries',
  text: `${SESSIONS} union all ${MEETINGS} union all ${COVER} order by "on", "from", person, ids`,
};

const SCHOOL_COVER = {
  name: 'calendar.cover',
  text: `select null as person, array[r.id::text] as ids, 'Cover for ' || trim(p.forename || ' ' || p.surname)
      || coalesce(': ' || coalesce(trim(c.forename || ' ' || c.surname), r.covered_by_name), ' (nobody yet)') as title,
      r.on_date::text as "on", to_char(r.from_time, 'HH24:MI') as "from", to_char(r.to_time, 'HH24:MI') as "to", '' as place,
      r.arranged_at is not null as sure, null as "organiserName", null as "organiserEmail", 0 as revision
    from cpd.cover_request r join cpd.booking b on b.id = r.booking_id join cpd.person p on p.id = b.person_id
      left join cpd.person c on c.id = r.covered_by
    where r.school_id = auth.school() and r.stood_down_at is null and r.on_date >= $1::date
    order by r.on_date, r.from_time, r.id`,
};

/** Sessions, review meetings and cover from a day on, as the system of the school; `person`: only theirs. */
export async function readEntries(tx: Tx, from: IsoDate, person: string | null): Promise<PersonalEntry[]> {
  return (await tx.query<Row>(ENTRIES, [from, person])).map(shown);
}

/** Everybody's cover of the school: who is away and who stands in, never why. */
export async function readCover(tx: Tx, from: IsoDate): Promise<CalendarEntry[]> {
  return (await tx.query<Row>(SCHOOL_COVER, [from])).map((row) => shown(row).entry);
}

function shown({ person, ids, revision, organiserName, organiserEmail, ...row }: Row): PersonalEntry {
  const organiser = organiserName && organiserEmail ? { name: organiserName, email: organiserEmail } : null;
  return { person, revision, entry: { uid: uidOf(...ids), ...row, organiser } };
}
