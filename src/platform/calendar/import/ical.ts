import ICAL from 'ical.js';
import { dayNumber, isoDate } from '../day-numbers.js';
import { SCHOOL_ZONE } from '../types.js';
import { accept } from './accept.js';
import type { Entry, Reading } from './entry.js';
import { eventKind } from './event-kind.js';
import type { CalendarImport, CalendarProblem, ImportOptions, Place } from './outcome.js';
import { readStretch } from './stretch.js';
import { writtenDate } from './written-date.js';

/**
 * Term dates from an iCalendar file: all-day events that are terms, half terms, holidays, INSET days, bank holidays or
 * closures by their summary or category. Other events are left out and named in the warnings. Events with a time of
 * day, with a repetition or in another zone are problems, as a working day must be certain.
 */
export function importTermDatesICal(text: string, options: ImportOptions = {}): CalendarImport {
  try {
    const parsed: unknown = ICAL.parse(text.replace(/^\uFEFF/, ''));
    const root = Array.isArray(parsed) && parsed[0] === 'vcalendar' ? new ICAL.Component(parsed) : undefined;
    if (!root) return { ok: false, problems: [notACalendar(text.slice(0, 40))] };
    return accept(readCalendar(root, options.zone ?? SCHOOL_ZONE), options);
  } catch (error) {
    if (!(error instanceof Error && error.name === 'ParserError')) throw error;
    return { ok: false, problems: [notACalendar(error.message)] };
  }
}

function readCalendar(root: ICAL.Component, zone: string): Reading {
  const entries: Entry[] = [];
  const problems = calendarZone(root, zone);
  const leftOut: string[] = [];
  for (const [index, event] of root.getAllSubcomponents('vevent').entries()) {
    const read = readEvent(event, { path: `VEVENT ${index + 1}` }, zone);
    if (typeof read === 'string') leftOut.push(read);
    else if (Array.isArray(read)) problems.push(...read);
    else entries.push(read);
  }
  const names = [...new Set(leftOut)].slice(0, 5).join('; ');
  const warnings =
    leftOut.length > 0 ? [`${leftOut.length} events are no school dates and were left out: ${names}.`] : [];
  return { entries, problems, warnings };
}

/** An entry, its problems, or the name of an event that is no school date. */
function readEvent(event: ICAL.Component, place: Place, zone: string): Entry | CalendarProblem[] | string {
  const name = textOf(event, 'summary');
  const start = textOf(event, 'dtstart');
  const end = lastDay(event, start);
  // An end that cannot be read leaves the length open: long, so that a term is reported and not left out.
  const length = dayOrNaN(end) - dayOrNaN(start) + 1;
  const days = Number.isNaN(length) ? Infinity : length;
  const kind = eventKind(`${name} ${textOf(event, 'categories')}`, days);
  if (kind === undefined) return name === '' ? 'an event without a summary' : name;

  const dtstart = event.getFirstProperty('dtstart');
  const tzid: unknown = dtstart?.getFirstParameter('tzid');
  if (typeof tzid === 'string' && tzid !== '' && tzid !== zone) {
    return [
      {
        ...place,
        column: 'DTSTART',
        value: `${tzid} (${name})`,
        expected: `an all-day event, or the zone ${zone}`,
      },
    ];
  }
  if (dtstart?.type === 'date-time') {
    return [
      { ...place, column: 'DTSTART', value: `${start} (${name})`, expected: 'an all-day event (VALUE=DATE)' },
    ];
  }
  if (event.hasProperty('rrule')) {
    return [{ ...place, column: 'RRULE', value: name, expected: 'one event for each stretch of days' }];
  }
  return readStretch({ kind, name, from: start, to: end, place }, { from: 'DTSTART', to: 'DTEND' });
}

/** DTEND is the day after the last; a DURATION is whole days or weeks; without either it is one day. */
function lastDay(event: ICAL.Component, start: string): string {
  const end = textOf(event, 'dtend');
  if (end !== '') return shifted(end, -1);
  const duration = /^P(?:(\d+)W)?(?:(\d+)D)?$/.exec(textOf(event, 'duration'));
  if (!duration) return start;
  return shifted(start, Number(duration[1] ?? 0) * 7 + Number(duration[2] ?? 0) - 1);
}

/** A date moved by days; anything that is no date stays as it is, to be reported as written. */
function shifted(text: string, days: number): string {
  const date = writtenDate(text);
  return date === undefined ? text : isoDate(dayNumber(date) + days);
}

function dayOrNaN(text: string): number {
  const date = writtenDate(text.slice(0, 10));
  return date === undefined ? Number.NaN : dayNumber(date);
}

/** A property as it stands in the file: ical.js would quietly turn 31 February into 3 March. */
function textOf(event: ICAL.Component, name: string): string {
  const raw: unknown = event.getFirstProperty(name)?.toJSON();
  return Array.isArray(raw) ? raw.slice(3).map(String).join(' ') : '';
}

function calendarZone(root: ICAL.Component, zone: string): CalendarProblem[] {
  const named = textOf(root, 'x-wr-timezone');
  if (named === '' || named === zone || named === 'UTC') return [];
  return [{ path: 'VCALENDAR', column: 'X-WR-TIMEZONE', value: named, expected: zone }];
}

function notACalendar(value: string): CalendarProblem {
  return {
    path: 'file',
    column: 'file',
    value,
    expected: 'an iCalendar file (BEGIN:VCALENDAR ... END:VCALENDAR)',
  };
}
