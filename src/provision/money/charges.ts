import type { CancellationCharge } from '../../../workflows/booking/booking.types.js';
import { addDays } from '../../../workflows/dates.js';

/** What a provider charges when somebody withdraws from so many days before: a part of the fee. */
export interface ChargeRule {
  readonly daysBefore: number;
  /** 0 to 100. */
  readonly percent: number;
}

/** The rules as dates and pence for one booking, in order of days: the charge of a day is the last one that has begun. */
export function chargesFrom(
  rules: readonly ChargeRule[],
  feePence: number,
  startsOn: string,
): CancellationCharge[] {
  return [...rules]
    .sort((one, other) => other.daysBefore - one.daysBefore)
    .map(({ daysBefore, percent }) => ({
      from: addDays(startsOn, -daysBefore),
      pence: Math.round((feePence * percent) / 100),
    }));
}
