import { defaultCalendar, nextWorkingMoment, schoolCalendar } from '../../platform/calendar/index.js';
import type { Instant, IsoDate, SchoolCalendar, Term, Weekday } from '../../platform/calendar/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';

/** Nobody is written to in the evening, at night or before school. */
const QUIET = { from: '18:00', to: '07:00' };
/** School years for which a school without term dates of its own is taken to be an ordinary one. */
const USUAL = [2025, 2030] as const;

interface Row {
  readonly days: Weekday[];
  readonly terms: Term[] | null;
  readonly inset_days: IsoDate[] | null;
  readonly bank_holidays: IsoDate[] | null;
  readonly closures: IsoDate[] | null;
}

const DAYS = {
  name: 'reminders.days',
  text: `select p.contract_days as days, c.terms, c.inset_days, c.bank_holidays, c.closures
    from cpd.person p left join cpd.school_calendar c on c.school_id = p.school_id where p.id = $1`,
};

/** The first moment from `at` on at which a person may be written to: a day on which they work, outside quiet hours. */
export async function workingMomentOf(tx: Tx, person: string, at: Instant): Promise<Instant> {
  const [row] = await tx.query<Row>(DAYS, [person]);
  if (!row) return at;
  const who = { pattern: { days: row.days }, absences: [] };
  return nextWorkingMoment(calendarOf(row), at, QUIET, who);
}

function calendarOf({ terms, inset_days, bank_holidays, closures }: Row): SchoolCalendar {
  if (!terms || terms.length === 0) return defaultCalendar(...USUAL);
  return schoolCalendar({
    terms,
    insetDays: inset_days ?? [],
    bankHolidays: bank_holidays ?? [],
    closures: closures ?? [],
  });
}
