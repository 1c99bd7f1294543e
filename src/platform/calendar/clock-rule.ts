import type { Absence, Instant, IsoDate, PersonCalendar } from './types.js';
import type { AnyCalendar } from './prepared-calendar.js';

/** A number, or the name of one in the school's policy. */
export type Amount = number | string;

/** What a clock rule may say about distance; several units add up. */
export interface ClockDistance {
  readonly workingDays?: Amount;
  readonly schoolWeeks?: Amount;
  readonly days?: Amount;
  readonly hours?: Amount;
  readonly minutes?: Amount;
}

/** When a named delay falls due: the part of a chart's clock rule that is counted here. */
export interface ClockRuleLike {
  readonly says: string;
  /** Context key of the ISO date or instant where counting starts; else, or while null, the state's entry. */
  readonly from?: string;
  /** Without it: at that very date. */
  readonly after?: ClockDistance;
  /** Roles of `context.people` whose contracted days and absences count. */
  readonly of?: readonly string[];
  /** 17:00 ('close', the default) or 07:00 of the day. */
  readonly at?: 'open' | 'close';
}

/** Days in which clocks stood still, both included; `to` null while it lasts. */
export type PauseLike = Absence;

/** What a clock rule is applied to. */
export interface DueInput {
  /** Name of the delay in the chart, for errors; the rule's own words where it is not given. */
  readonly delay?: string;
  /** The chart's context. Read: the rule's `from`, `people` (id, ids or null by role) and `pauses`. */
  readonly context: Readonly<Record<string, unknown>>;
  /** When the state was entered. */
  readonly enteredAt: Instant;
  readonly calendar: AnyCalendar;
  /** By person id. A person who is not in it works the school's days. */
  readonly personCalendars: Readonly<Record<string, PersonCalendar>>;
  /** Numbers of the school's policy, by name. */
  readonly policy: Readonly<Record<string, number>>;
}

/** Local times at which a working day begins and ends for clocks. */
export const DAY_OPENS = '07:00';
export const DAY_CLOSES = '17:00';

/** Where counting starts: a date, or an instant. */
export type Base = { readonly date: IsoDate } | { readonly instant: Instant; readonly entered: boolean };
