import { Temporal } from '@js-temporal/polyfill';

/** A date so many calendar days later. */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}
