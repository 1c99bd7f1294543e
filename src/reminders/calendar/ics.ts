import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalCalendarMethod,
  ICalEventStatus,
} from 'ical-generator';
import { addDays } from '../../people/index.js';
import { atLocal } from '../../platform/calendar/index.js';
import type { Instant } from '../../platform/calendar/index.js';
import type { Attendee, CalendarEntry } from './entry.js';

/** An entry with what a calendar needs to tell its versions apart. */
export interface Versioned {
  readonly entry: CalendarEntry;
  readonly sequence: number;
  readonly cancelled: boolean;
  readonly changedAt: Instant;
}

const PRODUCT = { company: 'cpd-cycle-engine', product: 'calendar', language: 'EN' };

/** One invitation (REQUEST) or its withdrawal (CANCEL), for one person. `school` organises what nobody in particular does. */
export function invitationOf(version: Versioned, attendee: Attendee, school: Attendee, zone: string): string {
  const method = version.cancelled ? ICalCalendarMethod.CANCEL : ICalCalendarMethod.REQUEST;
  const calendar = ical({ prodId: PRODUCT, method });
  const event = calendar.createEvent(eventOf(version, zone));
  event.organizer(version.entry.organiser ?? school);
  event.createAttendee({
    ...{ name: attendee.name, email: attendee.email, rsvp: false },
    ...{ role: ICalAttendeeRole.REQ, status: ICalAttendeeStatus.ACCEPTED },
  });
  return calendar.toString();
}

/** A calendar to subscribe to. */
export function feedOf(name: string, versions: readonly Versioned[], zone: string): string {
  const calendar = ical({ prodId: PRODUCT, name, method: ICalCalendarMethod.PUBLISH, ttl: 3600 });
  for (const version of versions) calendar.createEvent(eventOf(version, zone));
  return calendar.toString();
}

/** Times are written in UTC, so that no reader needs a table of time zones; a whole day has a date and no time. */
function eventOf({ entry, sequence, cancelled, changedAt }: Versioned, zone: string) {
  const { uid, title, on, from, to, place, sure } = entry;
  const status = sure ? ICalEventStatus.CONFIRMED : ICalEventStatus.TENTATIVE;
  const time =
    from && to
      ? { start: new Date(atLocal(on, from, zone)), end: new Date(atLocal(on, to, zone)) }
      : { start: new Date(`${on}T00:00:00`), end: new Date(`${addDays(on, 1)}T00:00:00`), allDay: true };
  return {
    ...{ id: uid, sequence, stamp: new Date(changedAt), summary: title, location: place || null },
    ...time,
    status: cancelled ? ICalEventStatus.CANCELLED : status,
  };
}
