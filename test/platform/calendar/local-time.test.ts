import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  atLocal,
  defaultCalendar,
  financialYearOf,
  isWorkingDay,
  localDate,
  nextWorkingMoment,
  schoolYearOf,
  startOfDay,
} from '../../../src/platform/calendar/index.js';
import { dates } from './arbitraries.js';

describe('local time', () => {
  it.each([
    ['2027-03-27', '17:00', '2027-03-27T17:00:00.000Z'],
    ['2027-03-28', '00:30', '2027-03-28T00:30:00.000Z'],
    ['2027-03-28', '01:30', '2027-03-28T01:30:00.000Z'], // skipped: moves on to 02:30 BST
    ['2027-03-28', '17:00', '2027-03-28T16:00:00.000Z'],
    ['2027-10-31', '00:30', '2027-10-30T23:30:00.000Z'],
    ['2027-10-31', '01:30', '2027-10-31T00:30:00.000Z'], // comes twice: the first
    ['2027-10-31', '17:00', '2027-10-31T17:00:00.000Z'],
  ])('%s %s in London is %s', (date, time, instant) => {
    expect(atLocal(date, time)).toBe(instant);
  });

  it('begins summer days at 23:00 UTC of the day before', () => {
    expect(startOfDay('2027-06-01')).toBe('2027-05-31T23:00:00.000Z');
    expect(localDate('2027-05-31T22:59:59Z')).toBe('2027-05-31');
    expect(localDate('2027-05-31T23:00:00Z')).toBe('2027-06-01');
  });

  it('comes back to the date it started from at any time of day', () => {
    fc.assert(
      fc.property(
        dates,
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 0, max: 59 }),
        (date, hour, minute) => {
          const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
          expect(localDate(atLocal(date, time))).toBe(date);
        },
      ),
    );
  });

  it('refuses times, instants and zones that do not exist', () => {
    expect(() => atLocal('2027-03-28', '24:00')).toThrow(/HH:MM/);
    expect(() => localDate('2027-03-28T10:00:00')).toThrow(/not an instant/);
    expect(() => localDate('2027-02-31T10:00:00Z')).toThrow(/not an instant/);
    expect(() => startOfDay('2027-03-28', 'Europe/Warrington')).toThrow(/not a time zone/);
  });
});

describe('the next working moment', () => {
  const calendar = defaultCalendar(2026, 2027);
  const quiet = { from: '18:00', to: '07:00' };

  it.each([
    ['now, in working hours', '2026-11-20T10:15:30.000Z', '2026-11-20T10:15:30.000Z'],
    ['the morning, before seven', '2026-11-20T05:00:00Z', '2026-11-20T07:00:00.000Z'],
    ['Monday morning, on a Friday evening', '2026-11-20T18:00:00Z', '2026-11-23T07:00:00.000Z'],
    ['Monday morning, on a Sunday', '2026-11-22T12:00:00Z', '2026-11-23T07:00:00.000Z'],
    ['after the holidays', '2026-12-22T12:00:00Z', '2027-01-04T07:00:00.000Z'],
    [
      'after the Easter holidays that the clock change lies in',
      '2027-03-28T00:30:00Z',
      '2027-04-05T06:00:00.000Z',
    ],
    ['after half term, on the night the clocks go back', '2027-10-31T00:30:00Z', '2027-11-01T07:00:00.000Z'],
  ])('is %s', (_when, instant, expected) => {
    expect(nextWorkingMoment(calendar, instant, quiet)).toBe(expected);
  });

  it('waits for the day that a part-timer works', () => {
    const who = { pattern: { days: [3 as const] }, absences: [] };
    expect(nextWorkingMoment(calendar, '2026-11-20T10:00:00Z', quiet, who)).toBe('2026-11-25T07:00:00.000Z');
  });

  it('waits for the end of quiet hours within a day', () => {
    const lessons = { from: '09:00', to: '15:00' };
    expect(nextWorkingMoment(calendar, '2026-11-20T10:00:00Z', lessons)).toBe('2026-11-20T15:00:00.000Z');
    expect(nextWorkingMoment(calendar, '2026-11-20T16:00:00Z', lessons)).toBe('2026-11-20T16:00:00.000Z');
  });

  it('is never earlier, never on a day off, and settles', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 1439 }), (date, minute) => {
        const instant = new Date(Date.parse(startOfDay(date)) + minute * 60_000).toISOString();
        const moment = nextWorkingMoment(calendar, instant, quiet);
        expect(moment >= instant).toBe(true);
        expect(isWorkingDay(calendar, localDate(moment))).toBe(true);
        expect(nextWorkingMoment(calendar, moment, quiet)).toBe(moment);
      }),
    );
  });
});

describe('years', () => {
  it('a school year runs from 1 September to 31 August', () => {
    expect(schoolYearOf('2027-08-31')).toEqual({
      startYear: 2026,
      name: '2026-27',
      from: '2026-09-01',
      to: '2027-08-31',
    });
    expect(schoolYearOf('2027-09-01').name).toBe('2027-28');
    expect(schoolYearOf('2099-09-01').name).toBe('2099-00');
  });

  it('a financial year begins in April for maintained schools and in September for academies', () => {
    expect(financialYearOf('2027-03-31', 'april')).toMatchObject({ from: '2026-04-01', to: '2027-03-31' });
    expect(financialYearOf('2027-04-01', 'april').name).toBe('2027-28');
    expect(financialYearOf('2027-04-01', 'september').name).toBe('2026-27');
  });
});
