import ical, { ICalCalendarMethod, ICalEventStatus } from 'ical-generator';
import { atLocal } from '../../platform/calendar/index.js';

/** What a calendar entry is made of. */
export interface BookingInCalendar {
  readonly id: string;
  readonly title: string;
  readonly state: string;
  /** Counts up with every step: a later file replaces an earlier one. */
  readonly revision: number;
  readonly startsOn: string;
  readonly sessions: readonly {
    readonly id: string;
    readonly on: string;
    readonly startsAt: string;
    readonly endsAt: string;
    readonly room: string;
  }[];
}

/**
 * The sessions of a booking as iCalendar. The UID of a session never changes and SEQUENCE counts up, so that a calendar
 * moves its entry instead of making a second one; a booking that ended takes its entries out with METHOD:CANCEL.
 */
export function calendarOf(booking: BookingInCalendar, at: string): string {
  const over = /^(ended|releasing)/.test(booking.state);
  const calendar = ical({
    prodId: { company: 'cpd-cycle-engine', product: 'bookings', language: 'EN' },
    method: over ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST,
  });
  for (const session of booking.sessions) {
    calendar.createEvent({
      id: `${booking.id}.${session.id}@cpd-cycle-engine`,
      sequence: booking.revision,
      stamp: new Date(at),
      start: new Date(atLocal(session.on, session.startsAt)),
      end: new Date(atLocal(session.on, session.endsAt)),
      summary: booking.title,
      location: session.room || null,
      status: over ? ICalEventStatus.CANCELLED : statusOf(booking.state),
    });
  }
  return calendar.toString();
}

/** Approved is not booked: only a confirmed place is sure. */
const statusOf = (state: string): ICalEventStatus =>
  /seated\.confirmed|attended|closed|filed/i.test(state)
    ? ICalEventStatus.CONFIRMED
    : ICalEventStatus.TENTATIVE;
