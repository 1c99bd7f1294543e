import { baseOf, nameOf, pausesOf, peopleOf } from './clock-context.js';
import { DAY_CLOSES, DAY_OPENS } from './clock-rule.js';
import type { Amount, Base, ClockRuleLike, DueInput } from './clock-rule.js';
import { both, stepTo, stepWeeks } from './counted-days.js';
import type { DayTest } from './counted-days.js';
import { dayNumber } from './day-numbers.js';
import type { DayNumber } from './day-numbers.js';
import { CalendarError, ClockRuleError } from './errors.js';
import { instantOf, millisecondsOf, minuteOfTime } from './local-time.js';
import { daysLost, outside, standStills, stepCalendarDays } from './pauses.js';
import type { StandStill } from './pauses.js';
import { prepareCalendar } from './prepared-calendar.js';
import type { PreparedCalendar } from './prepared-calendar.js';
import { sharedDays } from './shared-days.js';
import type { Instant } from './types.js';

const OPENS = minuteOfTime(DAY_OPENS);
const CLOSES = minuteOfTime(DAY_CLOSES);

/** A counting under way: what it rests on. */
interface Counting {
  readonly calendar: PreparedCalendar;
  readonly base: Base;
  /** Local day of the base. */
  readonly day: DayNumber;
  readonly stills: readonly StandStill[];
  /** Days on which the people of the rule work. */
  readonly works: DayTest;
  /** The same by their contracts alone: a day away within a pause was taken away by the pause. */
  readonly contracted: DayTest;
}

/**
 * When a clock falls due. Units add up in the order school weeks, days, working days, then hours and minutes as
 * elapsed time; only working days (0 too) and school weeks move the result to a day that counts. Days in pauses do
 * not count. Without hours or minutes the result is the close (17:00) or opening (07:00) of the local day; with them
 * the base's own wall time is kept, a date standing for its start.
 *
 * Without `after`: a date in the context is due on that very date, be it a Sunday, later by as many working days as
 * pauses up to it took away (a chart that means a date set after the pause says `after: { days: 0 }`); an instant in
 * the context is due at that instant unless `at` says otherwise.
 *
 * Always a real instant. Throws `ClockRuleError` for an unknown policy number, an amount that is not a number, a
 * context value of the wrong kind, and with code 'noWorkingDay' where three years pass without a day that counts.
 */
export function dueAt(rule: ClockRuleLike, input: DueInput): Instant {
  try {
    const counting = startCounting(rule, input);
    const due = rule.after ? distant(rule, input, counting) : atThatDate(rule, counting);
    return instantOf(due);
  } catch (error) {
    if (error instanceof CalendarError) {
      throw new ClockRuleError(nameOf(rule, input), error.code, error.message, { cause: error });
    }
    throw error;
  }
}

function startCounting(rule: ClockRuleLike, input: DueInput): Counting {
  const calendar = prepareCalendar(input.calendar);
  const base = baseOf(rule, input);
  const today = calendar.zone.dayOf(millisecondsOf(input.enteredAt));
  const people = peopleOf(rule, input);
  return {
    calendar,
    base,
    day: 'date' in base ? dayNumber(base.date) : calendar.zone.dayOf(millisecondsOf(base.instant)),
    stills: standStills(pausesOf(rule, input), today),
    works: sharedDays(people),
    contracted: sharedDays(people.map(({ pattern }) => ({ pattern, absences: [] }))),
  };
}

function atThatDate(rule: ClockRuleLike, counting: Counting): number {
  const { calendar, base, day, stills, works, contracted } = counting;
  const lost = daysLost(calendar, stills, day, contracted);
  const due = lost === 0 ? day : stepTo(calendar, day, lost, both(works, outside(stills)));
  const keepsItsTime = 'instant' in base && !base.entered && rule.at === undefined;
  return keepsItsTime
    ? atTimeOf(base, calendar, due)
    : calendar.zone.at(due, rule.at === 'open' ? OPENS : CLOSES);
}

function distant(rule: ClockRuleLike, input: DueInput, counting: Counting): number {
  const { calendar, base, stills, works } = counting;
  const amount = (unit: keyof NonNullable<ClockRuleLike['after']>): number | undefined =>
    amountOf(rule.after?.[unit], rule, input);
  const [weeks, days, workingDays] = [amount('schoolWeeks'), amount('days'), amount('workingDays')];
  const [hours, minutes] = [amount('hours'), amount('minutes')];
  const unpaused = outside(stills);
  const test = both(works, unpaused);

  let day = counting.day;
  if (weeks !== undefined) day = stepTo(calendar, stepWeeks(calendar, day, weeks, unpaused), 0, test);
  if (days !== undefined) day = stepCalendarDays(day, whole(days, rule, input), unpaused);
  if (workingDays !== undefined) day = stepTo(calendar, day, workingDays, test);
  if (hours === undefined && minutes === undefined) {
    return calendar.zone.at(day, rule.at === 'open' ? OPENS : CLOSES);
  }
  const elapsed = Math.round((hours ?? 0) * 3_600_000 + (minutes ?? 0) * 60_000);
  return atTimeOf(base, calendar, day) + elapsed;
}

/** The base's wall time on another local day; a date stands for its start. */
function atTimeOf(base: Base, { zone }: PreparedCalendar, day: DayNumber): number {
  if ('date' in base) return zone.startOf(day);
  const instant = millisecondsOf(base.instant);
  if (zone.dayOf(instant) === day) return instant;
  return zone.at(day, zone.minuteOf(instant)) + (instant % 60_000);
}

function amountOf(amount: Amount | undefined, rule: ClockRuleLike, input: DueInput): number | undefined {
  if (amount === undefined) return undefined;
  const named = typeof amount === 'string';
  const value = named ? (Object.hasOwn(input.policy, amount) ? input.policy[amount] : undefined) : amount;
  if (value === undefined) {
    throw new ClockRuleError(
      nameOf(rule, input),
      'unknownPolicy',
      `the school's policy has no number '${amount}'.`,
    );
  }
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw badAmount(named ? `policy '${amount}'` : 'an amount', value, 'a number', rule, input);
}

function whole(days: number, rule: ClockRuleLike, input: DueInput): number {
  if (Number.isSafeInteger(days)) return days;
  throw badAmount('a number of days', days, 'a whole number', rule, input);
}

function badAmount(
  what: string,
  value: unknown,
  expected: string,
  rule: ClockRuleLike,
  input: DueInput,
): Error {
  return new ClockRuleError(
    nameOf(rule, input),
    'badAmount',
    `${what} is ${String(value)}; expected ${expected}.`,
  );
}
