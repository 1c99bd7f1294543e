import { describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { feedOf, invitationOf } from '../../../src/reminders/calendar/ics.js';
import type { Versioned } from '../../../src/reminders/calendar/ics.js';
import { changesOf } from '../../../src/reminders/calendar/plan-invitations.js';
import { readSecondly, secondReaderInstalled } from './second-reader.js';

const ENTRY = {
  uid: 'b1.s1@cpd-cycle-engine',
  title: 'Reading aloud; with “care”, and a comma',
  on: '2026-10-14',
  from: '15:30',
  to: '17:00',
  place: 'Room 4',
  sure: true,
  organiser: null,
};
const VERSION: Versioned = {
  entry: ENTRY,
  sequence: 3,
  cancelled: false,
  changedAt: '2026-10-01T08:00:00.000Z',
};
const TARA = { name: 'Tara Quill', email: 'tara@school.example' };
const SCHOOL = { name: 'Brook Lane Primary', email: 'cpd@school.example' };
const ZONE = 'Europe/London';
const itSecondly = secondReaderInstalled() ? it : it.skip;

const events = (ics: string) => {
  const calendar = new ICAL.Component(ICAL.parse(ics));
  const method = calendar.getFirstPropertyValue('method');
  return { method, all: calendar.getAllSubcomponents('vevent').map((each) => new ICAL.Event(each)) };
};

describe('an invitation', () => {
  const ics = invitationOf(VERSION, TARA, SCHOOL, ZONE);

  it('is read back by ical.js as it was meant, in summer time', () => {
    const { method, all } = events(ics);
    expect(method).toBe('REQUEST');
    const [event] = all;
    expect(event?.uid).toBe(ENTRY.uid);
    expect(event?.sequence).toBe(3);
    expect(event?.summary).toBe(ENTRY.title);
    expect(event?.location).toBe('Room 4');
    expect(event?.startDate.toJSDate().toISOString()).toBe('2026-10-14T14:30:00.000Z');
    expect(event?.organizer).toBe('mailto:cpd@school.example');
    expect(event?.attendees.map((each) => each.getFirstValue())).toEqual(['MAILTO:tara@school.example']);
  });

  itSecondly('is read back by a second reader alike', () => {
    expect(readSecondly(ics)).toMatchObject({
      method: 'REQUEST',
      events: [
        {
          ...{ uid: ENTRY.uid, sequence: 3, summary: ENTRY.title, status: 'CONFIRMED' },
          ...{ start: '2026-10-14T14:30:00+00:00', end: '2026-10-14T16:00:00+00:00' },
          organiser: 'mailto:cpd@school.example',
        },
      ],
    });
  });

  it('that is withdrawn has the same UID, a higher SEQUENCE and METHOD:CANCEL', () => {
    const { method, all } = events(
      invitationOf({ ...VERSION, sequence: 4, cancelled: true }, TARA, SCHOOL, ZONE),
    );
    expect(method).toBe('CANCEL');
    expect(all[0]?.uid).toBe(ENTRY.uid);
    expect(all[0]?.sequence).toBe(4);
    expect(all[0]?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
  });

  const day = { ...VERSION, entry: { ...ENTRY, from: null, to: null, on: '2027-03-28', organiser: TARA } };
  it('of a whole day is one day, also on the night the clocks change', () => {
    const [event] = events(invitationOf(day, TARA, SCHOOL, ZONE)).all;
    expect(event?.startDate.isDate).toBe(true);
    expect(event?.startDate.toString()).toBe('2027-03-28');
    expect(event?.endDate.toString()).toBe('2027-03-29');
    expect(event?.organizer).toBe('mailto:tara@school.example');
  });

  itSecondly('of a whole day is one day to the second reader too', () => {
    const [event] = readSecondly(invitationOf(day, TARA, SCHOOL, ZONE)).events;
    expect(event).toMatchObject({ start: '2027-03-28', end: '2027-03-29' });
  });

  it('keeps lines short and ends them as the standard asks', () => {
    const lines = ics.split('\r\n');
    expect(lines.every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    expect(ics).not.toMatch(/[^\r]\n/);
  });
});

describe('a calendar to subscribe to', () => {
  it('is published, asks nobody to answer, and says what is not sure yet', () => {
    const ics = feedOf('Professional development', [{ ...VERSION, entry: { ...ENTRY, sure: false } }], ZONE);
    const { method, all } = events(ics);
    expect(method).toBe('PUBLISH');
    expect(all[0]?.component.getFirstPropertyValue('status')).toBe('TENTATIVE');
    expect(ics).not.toMatch(/ATTENDEE|ORGANIZER/);
  });
});

describe('what people’s calendars are told', () => {
  const known = { id: 'i1', person: 'tara', uid: ENTRY.uid, sequence: 3, entry: ENTRY };
  const now = (entry = ENTRY, revision = 1) => [{ person: 'tara', entry, revision }];

  it('is nothing when nothing has changed, in whatever order the keys come back', () => {
    const turned = Object.fromEntries(Object.entries(ENTRY).reverse()) as typeof ENTRY;
    expect(changesOf([{ ...known, entry: turned }], now())).toEqual([]);
  });

  it('is a change with the same UID and a higher number', () => {
    const moved = { ...ENTRY, on: '2026-10-21' };
    expect(changesOf([known], now(moved))).toMatchObject([
      { uid: ENTRY.uid, sequence: 4, cancelled: false, entry: { on: '2026-10-21' } },
    ]);
    expect(changesOf([known], now(moved, 9))).toMatchObject([{ sequence: 9 }]);
  });

  it('is a withdrawal when the entry is gone', () => {
    expect(changesOf([known], [])).toMatchObject([{ uid: ENTRY.uid, sequence: 4, cancelled: true }]);
  });

  it('is an invitation for somebody new, whose entries are their own', () => {
    expect(changesOf([known], [...now(), { person: 'cole', entry: ENTRY, revision: 0 }])).toMatchObject([
      { person: 'cole', sequence: 0, cancelled: false },
    ]);
  });
});
