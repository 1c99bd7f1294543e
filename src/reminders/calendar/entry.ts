import type { IsoDate } from '../../platform/calendar/index.js';

/** One entry of a person's calendar: public titles only, never why somebody goes or is away. */
export interface CalendarEntry {
  /** Never changes, whatever becomes of the entry. */
  readonly uid: string;
  readonly title: string;
  readonly on: IsoDate;
  /** Local times 'HH:MM'; null for a whole day. */
  readonly from: string | null;
  readonly to: string | null;
  readonly place: string;
  /** False while it is not sure yet. */
  readonly sure: boolean;
  readonly organiser: Attendee | null;
}

/** Somebody with an address. */
export interface Attendee {
  readonly name: string;
  readonly email: string;
}

/** The UID of a thing of ours: the same in mails, downloads and feeds. */
export const uidOf = (...ids: readonly string[]): string => `${ids.join('.')}@cpd-cycle-engine`;
