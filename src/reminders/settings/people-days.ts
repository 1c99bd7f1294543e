import { Injectable } from '@nestjs/common';
import { SchoolClocks } from '../../cycles/index.js';
import { addDays } from '../../people/index.js';
import {
  isWorkingDay,
  localDate,
  nextWorkingMoment,
  prepareCalendar,
} from '../../platform/calendar/index.js';
import type { Absence, Instant, IsoDate, PreparedCalendar, Who } from '../../platform/calendar/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import type { MailSettings } from './mail-settings.js';

/** The days of a school and its people, as they stand now. */
export interface PeopleDays {
  readonly calendar: PreparedCalendar;
  /** Contract and absences of a person; nothing where they work whenever the school does. */
  of(person: string): Who;
  /** Whether they are at work on a date: a working day of the school and of theirs, and they are not away. */
  works(person: string, date: IsoDate): boolean;
  /** The first moment from `at` on at which they may be written to. */
  moment(person: string, at: Instant, quiet: MailSettings): Instant;
  today(at: Instant): IsoDate;
}

/** An absence whose end is not known lasts, for every plan, as long as anybody plans ahead. */
const LONG = 365;

/** Reads whose working days are which; kept at hand for as long as nothing about them changes. */
@Injectable()
export class WorkingDays {
  private readonly clocks = new SchoolClocks();

  async read(tx: Tx): Promise<PeopleDays> {
    const { calendar, people } = await this.clocks.daysOf(tx);
    const prepared = prepareCalendar(calendar);
    const horizon = addDays(localDate(tx.at, calendar.zone), LONG);
    const of = (person: string): Who => {
      const own = people[person];
      return own && { pattern: own.pattern, absences: own.absences.map((one) => ended(one, horizon)) };
    };
    return {
      calendar: prepared,
      of,
      works: (person, date) => isWorkingDay(prepared, date, of(person)),
      moment: (person, at, { quietFrom, quietTo }) =>
        nextWorkingMoment(prepared, at, { from: quietFrom, to: quietTo }, of(person)),
      today: (at) => localDate(at, calendar.zone),
    };
  }
}

function ended({ from, to }: Absence, horizon: IsoDate): Absence {
  return { from, to: to ?? horizon };
}
