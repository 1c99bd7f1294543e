/** Working days of a school and its people, clocks counted in them, and the import of term dates. Pure. */
export { CalendarError, ClockRuleError } from './errors.js';
export type { CalendarErrorCode } from './errors.js';
export { schoolCalendar, SCHOOL_ZONE } from './types.js';
export type {
  Absence,
  Instant,
  IsoDate,
  PersonCalendar,
  SchoolCalendar,
  Term,
  Weekday,
  Who,
  WorkingPattern,
} from './types.js';
export { prepareCalendar } from './prepared-calendar.js';
export type { AnyCalendar, PreparedCalendar } from './prepared-calendar.js';
export {
  addSchoolWeeks,
  addWorkingDays,
  isContractedDay,
  isWorkingDay,
  nextWorkingDay,
  workingDaysBetween,
} from './working-days.js';
export { nextWorkingMoment } from './quiet-hours.js';
export type { QuietHours } from './quiet-hours.js';
export { assumptions, coverage } from './coverage.js';
export type { KnownRange } from './coverage.js';
export { atLocal, localDate, startOfDay } from './local-time.js';
export { financialYearOf, schoolYearOf, schoolYearStarting } from './years.js';
export type { FinancialYearStart, SplitYear } from './years.js';
export { spokenDate } from './spoken-date.js';
export { dueAt } from './due-at.js';
export type { ClockDistance, ClockRuleLike, DueInput } from './clock-rule.js';
export { bankHolidaysOf, englandAndWalesBankHolidays } from './data/bank-holidays.js';
export { usualBankHolidays } from './data/usual-bank-holidays.js';
export { defaultCalendar } from './data/default-calendar.js';
export { importTermDatesCsv } from './import/csv.js';
export { importTermDatesJson } from './import/json.js';
export { importTermDatesICal } from './import/ical.js';
export { importBankHolidays } from './import/bank-holidays.js';
export type { BankHolidayImport } from './import/bank-holidays.js';
export type { CalendarImport, CalendarProblem, ImportOptions, Place } from './import/outcome.js';
