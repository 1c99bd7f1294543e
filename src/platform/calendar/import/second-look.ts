import { assumptions } from '../coverage.js';
import { dayNumber } from '../day-numbers.js';
import { prepareCalendar } from '../prepared-calendar.js';
import { spokenDate } from '../spoken-date.js';
import type { SchoolCalendar } from '../types.js';
import { schoolYearOf, schoolYearStarting } from '../years.js';
import type { SplitYear } from '../years.js';

/** What in an accepted calendar may be a slip: nothing here is wrong by itself. */
export function secondLook(calendar: SchoolCalendar): string[] {
  const years = [...new Set(calendar.terms.map(({ end }) => schoolYearOf(end).startYear))].map(
    schoolYearStarting,
  );
  return [...idleInsetDays(calendar), ...years.flatMap((year) => yearNotes(calendar, year))];
}

function idleInsetDays(calendar: SchoolCalendar): string[] {
  const ready = prepareCalendar(calendar);
  return calendar.insetDays
    .filter((date) => !ready.isWorking(dayNumber(date)))
    .map(
      (date) =>
        `The INSET day on ${spokenDate(date)} is a weekend, bank holiday or closure and does not count.`,
    );
}

function yearNotes(calendar: SchoolCalendar, year: SplitYear): string[] {
  const ready = prepareCalendar(calendar);
  const inset = calendar.insetDays.filter((date) => date >= year.from && date <= year.to);
  const working = ready.count(dayNumber(year.from), dayNumber(year.to) + 1);
  const gaps = assumptions(calendar, year.from, year.to);
  const pupil = working - inset.filter((date) => ready.isWorking(dayNumber(date))).length;
  const unusual = gaps.length === 0 && (pupil !== 190 || inset.length !== 5);
  const count = `${year.name} has ${pupil} pupil days and ${inset.length} INSET days; most schools have 190 and 5.`;
  return unusual ? [count] : gaps;
}
