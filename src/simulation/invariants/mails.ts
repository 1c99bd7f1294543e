import type { Invariant } from '../../engine/index.js';
import { isWorkingDay } from '../../platform/calendar/index.js';
import type { Weekday } from '../../platform/calendar/index.js';
import type { World } from '../school/world.js';
import { none } from './places.js';

/** Mails of the day that reached one person on one date. */
const TWO_A_DAY = `select p.surname || ', ' || (m.closed_at at time zone 'Europe/London')::date as title
  from cpd.mailing m join cpd.person p on p.id = m.person_id where m.kind = 'digest' and m.outcome in ('accepted', 'kept')
  group by p.id, p.surname, (m.closed_at at time zone 'Europe/London')::date having count(*) > 1`;
/** Reminders that a mail carried after they had been found done. */
const OF_FINISHED = `select n.about as title from cpd.notification n join cpd.mailing m on m.id = n.mailing_id
  where n.closed_at < m.closed_at`;
const UNSENT = `select m.kind || ' ' || m.id as title from cpd.mailing m
  where m.closed_at is null and m.next_at < engine.now() - interval '1 hour'
    or m.outcome in ('refused', 'gaveUp')`;
const MAILS = `select p.surname as name, to_char(m.closed_at at time zone 'Europe/London', 'YYYY-MM-DD') as day,
    extract(hour from m.closed_at at time zone 'Europe/London')::int as hour, p.contract_days as days,
    coalesce((select jsonb_agg(jsonb_build_array(a.from_date, a.to_date)) from cpd.absence a where a.person_id = p.id), '[]')
      as absences
  from cpd.mailing m join cpd.person p on p.id = m.person_id where m.outcome in ('accepted', 'kept')`;
const PEOPLE = `select count(*)::int as n from cpd.person where email is not null`;

interface Mail {
  readonly name: string;
  readonly day: string;
  readonly hour: number;
  readonly days: Weekday[];
  readonly absences: [from: string, to: string | null][];
}

/** What must hold of a year's mail. `untold`: what was late and unknown to those above, as seen day by day. */
export async function mailsHold(world: World, untold: readonly string[]): Promise<Invariant[]> {
  return [
    await none(world, 'nobody gets two mails of the day on one day', TWO_A_DAY),
    await none(world, 'no mail carries what was found done', OF_FINISHED),
    await none(world, 'every mail that was due has gone or was overtaken', UNSENT),
    await onWorkingDays(world),
    {
      name: 'whatever is late is known above on the right day',
      ok: untold.length === 0,
      detail: untold.length > 0 ? `${untold.length}: ${untold.slice(0, 3).join('; ')}` : 'none is untold',
    },
    await sanePiles(world),
  ];
}

async function onWorkingDays(world: World): Promise<Invariant> {
  const mails = await world.look<Mail>(MAILS);
  const wrong = mails.filter(({ day, hour, days, absences }) => {
    // Somebody who fell ill today may have had this morning's mail.
    const away = absences.filter(([from]) => from < day).map(([from, to]) => ({ from, to: to ?? day }));
    return (
      hour < 7 || hour >= 18 || !isWorkingDay(world.calendar, day, { pattern: { days }, absences: away })
    );
  });
  return {
    name: 'nobody is written to on a day on which they do not work, or in quiet hours',
    ok: wrong.length === 0,
    detail:
      wrong.length > 0
        ? `${wrong.length}: ${wrong
            .slice(0, 5)
            .map(({ name, day }) => `${name}, ${day}`)
            .join('; ')}`
        : `${mails.length} mails`,
  };
}

const COUNTS = `select count(*)::int as n from cpd.mailing where outcome in ('accepted', 'kept') group by person_id order by n`;
const SPAN = `select greatest(extract(epoch from engine.now() - min(due_at)) / 86400 / 365, 0.05)::float8 as years
  from cpd.mailing`;
/** One a working day is the most there can be; a year has some 190. Half the people should hear from us once a week or less. */
const MOST = 195;
const USUAL = 60;

async function sanePiles(world: World): Promise<Invariant> {
  const counts = (await world.look<{ n: number }>(COUNTS)).map(({ n }) => n);
  const [people] = await world.look<{ n: number }>(PEOPLE);
  const [span] = await world.look<{ years: number }>(SPAN);
  const years = span?.years ?? 1;
  const perYear = (n: number | undefined): number => Math.round((n ?? 0) / years);
  const all = [...Array.from({ length: Math.max((people?.n ?? 0) - counts.length, 0) }, () => 0), ...counts];
  const [median, most] = [perYear(all[Math.floor(all.length / 2)]), perYear(all.at(-1))];
  const total = counts.reduce((sum, n) => sum + n, 0);
  return {
    name: 'mails per person and year are few',
    ok: median <= USUAL && (years < 0.9 || most <= MOST),
    detail: `${total} mails to ${all.length} people: half get at most ${median} a year, nobody more than ${most}`,
  };
}
