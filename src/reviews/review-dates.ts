import { addDays } from '../people/index.js';

/** Days of the year on which a review's parts are due, as a school sets them for everybody or for one staff group. */
export interface ReviewDaysOfYear {
  /** 'MM-DD'; null: the usual day. */
  readonly agreeBy: string | null;
  readonly midYearBy: string | null;
  readonly closingFrom: string | null;
  readonly closeBy: string | null;
}

/** ISO dates of one review. */
export interface ReviewDates {
  readonly agreeBy: string;
  readonly midYearBy: string;
  readonly closingFrom: string;
  readonly closeBy: string;
}

/** The year that a review belongs to, as far as its dates depend on it. ISO dates. */
export interface YearOfReview {
  readonly opensOn: string;
  readonly closesOn: string;
  readonly reviewsDueOn: string;
  readonly runsOnUntil: string;
}

/**
 * The dates of somebody's review: the usual ones of an English year, where the school has set others those, and those of the
 * staff group before both. `usualAgreeBy`: the date for agreeing where nothing is set (the head's is later than others').
 */
export function datesInYear(
  year: YearOfReview,
  usualAgreeBy: string,
  settings: readonly (ReviewDaysOfYear | undefined)[],
): ReviewDates {
  const closes = year.closesOn.slice(0, 4);
  const set = (what: keyof ReviewDaysOfYear, from: string, usual: string): string => {
    const day = settings.find((setting) => setting?.[what])?.[what];
    return day ? firstSuch(day, from) : usual;
  };
  return {
    agreeBy: set('agreeBy', year.opensOn, usualAgreeBy),
    midYearBy: set('midYearBy', year.opensOn, `${closes}-03-31`),
    closingFrom: set('closingFrom', year.opensOn, `${closes}-07-01`),
    closeBy: set('closeBy', year.closesOn, year.runsOnUntil),
  };
}

/**
 * A review that begins late (somebody joined, a school started in mid-year) is not late from its first day: it has at least
 * so many days until it is to be agreed, and as many from there until its mid-year meeting.
 */
export function fromTheDayItBegins(
  dates: ReviewDates,
  begins: string,
  leastDays: number,
  agreed: boolean,
): ReviewDates {
  const agreeBy = later(dates.agreeBy, addDays(begins, leastDays));
  const midYearBy = later(dates.midYearBy, addDays(agreed ? begins : agreeBy, leastDays));
  const closingFrom = agreed ? dates.closingFrom : later(dates.closingFrom, agreeBy);
  return { agreeBy, midYearBy, closingFrom, closeBy: later(dates.closeBy, closingFrom) };
}

const later = (one: string, other: string): string => (one > other ? one : other);

/** The first day of that month and day on or after a date. */
function firstSuch(monthAndDay: string, from: string): string {
  const year = Number(from.slice(0, 4));
  const same = `${year}-${monthAndDay}`;
  return same >= from ? same : `${year + 1}-${monthAndDay}`;
}
