/** What an hour of a staff group costs from a day on: integer pence, ISO date. */
export interface HourlyRate {
  readonly staffGroup: string;
  readonly from: string;
  readonly pence: number;
}

/** Minutes of somebody of a staff group on a day, ISO date. */
export interface TimeSpent {
  readonly staffGroup: string | null;
  readonly on: string;
  readonly minutes: number;
}

/** The rate in force on a day; null: none is set. Pure. */
export function rateOn(rates: readonly HourlyRate[], staffGroup: string | null, on: string): number | null {
  const inForce = rates
    .filter((rate) => rate.staffGroup === staffGroup && rate.from <= on)
    .sort((a, b) => (a.from < b.from ? 1 : -1));
  return inForce[0]?.pence ?? null;
}

/**
 * Paid time in pence, rounded once, half a penny up; null where any of it has no rate: a part of the price would pass for
 * the whole. Nothing for no time. Pure.
 */
export function priceOf(time: readonly TimeSpent[], rates: readonly HourlyRate[]): number | null {
  let penceMinutes = 0;
  for (const { staffGroup, on, minutes } of time.filter((it) => it.minutes > 0)) {
    const rate = rateOn(rates, staffGroup, on);
    if (rate === null) return null;
    penceMinutes += minutes * rate;
  }
  return Math.floor((penceMinutes + 30) / 60);
}
