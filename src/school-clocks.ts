import type { Clocks } from './engine/index.js';
import { defaultCalendar, dueAt } from './platform/calendar/index.js';
import type { ClockRuleLike } from './platform/calendar/index.js';

/** Clocks by the usual English school calendar, until a school's own calendar is read (src/cycles). */
export const schoolClocks: Clocks = {
  prepare: () =>
    Promise.resolve(({ rule, context, enteredAt, delay }) =>
      dueAt(rule as ClockRuleLike, {
        context,
        enteredAt,
        calendar: defaultCalendar(2026, 2028),
        personCalendars: {},
        policy: {},
        delay,
      }),
    ),
  check: () => [],
};
