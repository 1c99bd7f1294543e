/** Anything the calendar cannot do with what it was given. `message` is a sentence for people. */
export class CalendarError extends Error {
  override name = 'CalendarError';
  constructor(
    readonly code: CalendarErrorCode,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

export type CalendarErrorCode =
  | 'notADate'
  | 'notATime'
  | 'notAnInstant'
  | 'unknownZone'
  | 'notAWholeNumber'
  | 'outOfRange'
  /** Nobody (or not everybody) asked about works on any day in the years searched. */
  | 'noWorkingDay';

/**
 * A clock's due time cannot be worked out: an unknown policy number, a wrong value in the context, or people without
 * a common working day (`code` 'noWorkingDay'). `delay` is the name in the chart.
 */
export class ClockRuleError extends Error {
  override name = 'ClockRuleError';
  constructor(
    readonly delay: string,
    readonly code: CalendarErrorCode | 'unknownPolicy' | 'badContext' | 'badAmount',
    reason: string,
    options?: ErrorOptions,
  ) {
    super(`Clock '${delay}': ${reason}`, options);
  }
}
