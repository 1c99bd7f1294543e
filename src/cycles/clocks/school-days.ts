import { defaultCalendar, schoolCalendar } from '../../platform/calendar/index.js';
import type {
  Absence,
  PersonCalendar,
  SchoolCalendar,
  Term,
  Weekday,
} from '../../platform/calendar/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { defaultPolicy } from '../policy/index.js';

/** Everything that a school's clocks rest on, as it stood at one version. */
export interface SchoolDays {
  readonly calendar: SchoolCalendar;
  /** Policy numbers by key, the school's own before the defaults. */
  readonly policy: Readonly<Record<string, number>>;
  /** People whose days differ from the school's, by id. Absences here may have no end. */
  readonly people: Readonly<Record<string, PersonCalendar>>;
}

/** What stands in for a school's own dates until it brings them in: the usual English year. */
export const usualCalendar: SchoolCalendar = defaultCalendar(2025, 2030);

interface Row {
  readonly zone: string;
  readonly terms: Term[] | null;
  readonly inset_days: string[] | null;
  readonly bank_holidays: string[] | null;
  readonly closures: string[] | null;
  readonly policy: Record<string, number> | null;
  readonly people: [id: string, days: number[], termTimeOnly: boolean][] | null;
  readonly absences: [id: string, from: string, to: string | null][] | null;
}

const SCHOOL_DAYS = `
select o.zone, c.terms, c.inset_days, c.bank_holidays, c.closures,
  (select jsonb_object_agg(key, number) from cpd.policy where school_id = o.id and number is not null) as policy,
  (select jsonb_agg(jsonb_build_array(p.id, p.contract_days, p.term_time_only)) from cpd.person p
    where p.school_id = o.id and (p.contract_days <> '{1,2,3,4,5}' or exists (select from cpd.absence a
      where a.school_id = o.id and a.person_id = p.id))) as people,
  (select jsonb_agg(jsonb_build_array(a.person_id, a.from_date, a.to_date)) from cpd.absence a
    where a.school_id = o.id) as absences
from cpd.organisation o left join cpd.school_calendar c on c.school_id = o.id
where o.id = auth.school()`;

/** Reads them, as the system of the school. */
export async function readSchoolDays(system: Tx): Promise<SchoolDays> {
  const [row] = await system.query<Row>({ name: 'cycles.school_days', text: SCHOOL_DAYS });
  const zone = row?.zone ?? usualCalendar.zone;
  return {
    calendar: row?.terms
      ? schoolCalendar({
          zone,
          terms: row.terms,
          insetDays: row.inset_days ?? [],
          bankHolidays: row.bank_holidays ?? [],
          closures: row.closures ?? [],
        })
      : { ...usualCalendar, zone },
    policy: { ...defaultPolicy, ...row?.policy },
    people: peopleOf(row?.people ?? [], row?.absences ?? []),
  };
}

const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5];

function peopleOf(
  people: NonNullable<Row['people']>,
  absences: NonNullable<Row['absences']>,
): Record<string, PersonCalendar> {
  const away = new Map<string, Absence[]>();
  for (const [id, from, to] of absences) away.set(id, [...(away.get(id) ?? []), { from, to }]);
  return Object.fromEntries(
    people.map(([id, days, termTimeOnly]) => {
      // Somebody who works at weekends only has no school working day of their own: the school's days count.
      const weekdays = WEEK.filter((day) => days.includes(day));
      const pattern = { days: weekdays.length > 0 ? weekdays : WEEK, termTimeOnly };
      return [id, { pattern, absences: away.get(id) ?? [] }];
    }),
  );
}
