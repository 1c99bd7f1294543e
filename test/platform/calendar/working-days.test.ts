import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addSchoolWeeks,
  addWorkingDays,
  defaultCalendar,
  isContractedDay,
  isWorkingDay,
  nextWorkingDay,
  prepareCalendar,
  schoolCalendar,
  workingDaysBetween,
} from '../../../src/platform/calendar/index.js';
import type { PersonCalendar, Weekday } from '../../../src/platform/calendar/index.js';
import { dates, people } from './arbitraries.js';

const calendar = defaultCalendar(2026, 2027);
const fullTime: PersonCalendar = { pattern: { days: [1, 2, 3, 4, 5] }, absences: [] };
const works = (days: Weekday[]): PersonCalendar => ({ pattern: { days }, absences: [] });

describe('a working day', () => {
  it('is a pupil day or an INSET day, never a weekend, holiday, bank holiday or closure', () => {
    const snowed = { ...calendar, closures: ['2027-01-19'] };
    const cases: [string, boolean][] = [
      ['2026-09-01', true], // INSET before the first term
      ['2026-09-05', false], // Saturday
      ['2026-10-28', false], // half term
      ['2026-12-25', false], // Christmas
      ['2027-01-18', true],
      ['2027-01-19', false], // snow
      ['2027-05-03', false], // bank holiday in term
      ['2027-08-10', false], // summer
    ];
    expect(cases.map(([date]) => [date, isWorkingDay(snowed, date)])).toEqual(cases);
  });

  it('of a person is one of their contracted days on which they are not absent', () => {
    const person: PersonCalendar = {
      pattern: { days: [1, 2] },
      absences: [{ from: '2026-11-09', to: '2026-11-09' }, { from: '2027-02-01', to: null }],
    }; // prettier-ignore
    const days = ['2026-11-02', '2026-11-04', '2026-11-09', '2026-11-10', '2027-06-15'];
    expect(days.map((day) => isWorkingDay(calendar, day, person))).toEqual([true, false, false, true, false]);
  });

  it('does not count an INSET day that fell on a bank holiday', () => {
    expect(isWorkingDay({ ...calendar, insetDays: ['2027-05-03'] }, '2027-05-03')).toBe(false);
  });

  it('is by contract also in the holidays only for people on all-year contracts', () => {
    const allYear: PersonCalendar = { pattern: { days: [1, 2, 3, 4, 5], termTimeOnly: false }, absences: [] };
    expect(isContractedDay(calendar, '2027-08-10', allYear)).toBe(true);
    expect(isContractedDay(calendar, '2027-08-10', fullTime)).toBe(false);
    expect(isContractedDay(calendar, '2027-08-30', allYear)).toBe(false); // bank holiday
    expect(isContractedDay(calendar, '2026-11-04', works([1, 2]))).toBe(false);
  });
});

describe('adding working days', () => {
  it('skips the half term: five working days after the Wednesday before it', () => {
    expect(addWorkingDays(calendar, '2026-10-21', 5)).toBe('2026-11-04');
  });

  it('skips the days a part-timer does not work', () => {
    expect(addWorkingDays(calendar, '2026-11-03', 5, works([1, 2]))).toBe('2026-11-23');
  });

  it('crosses a leap day that is a school day', () => {
    expect(addWorkingDays(calendar, '2028-02-28', 1)).toBe('2028-02-29');
    expect(workingDaysBetween(calendar, '2028-02-28', '2028-03-01')).toBe(2);
  });

  it('of zero days stays on a working day and moves on from any other', () => {
    expect(addWorkingDays(calendar, '2026-11-03', 0)).toBe('2026-11-03');
    expect(addWorkingDays(calendar, '2026-10-31', 0)).toBe('2026-11-02');
  });

  it('from 31 October 2027, a Sunday at the end of half term, comes to the Monday', () => {
    expect(nextWorkingDay(calendar, '2027-10-31')).toBe('2027-11-01');
    expect(addWorkingDays(calendar, '2027-10-31', -1)).toBe('2027-10-22');
  });

  it('says so when nobody is there for three years, rather than searching for ever', () => {
    const away: PersonCalendar = { ...fullTime, absences: [{ from: '2026-11-01', to: null }] };
    expect(() => addWorkingDays(calendar, '2026-11-01', 1, away)).toThrow(
      /within three years of 1 November 2026/,
    );
    expect(() => addWorkingDays(calendar, '2026-11-01', 1, works([]))).toThrow(/contracted days/);
    expect(() => addWorkingDays(calendar, '2026-11-01', 1, [works([1]), works([2])])).toThrow(
      /No working day/,
    );
  });

  it('refuses half days, nonsense dates and dates beyond the kept years', () => {
    expect(() => addWorkingDays(calendar, '2026-11-01', 1.5)).toThrow(/whole numbers/);
    expect(() => addWorkingDays(calendar, '2026-11-01', Number.NaN)).toThrow(/whole numbers/);
    expect(() => addWorkingDays(calendar, '2027-02-29', 1)).toThrow(/'2027-02-29' is not a date/);
    expect(() => addWorkingDays(calendar, '2026-11-01', 1_000_000)).toThrow(/1900 to 2199/);
    expect(() => addWorkingDays(calendar, '2026-11-01', -1_000_000)).toThrow(/1900 to 2199/);
  });

  it('gives the same answer however far the table of days had to grow', () => {
    const early = prepareCalendar(schoolCalendar({}));
    const late = prepareCalendar(schoolCalendar({}));
    addWorkingDays(early, '1950-01-02', 3000);
    expect(addWorkingDays(early, '2026-11-20', 2600)).toBe(addWorkingDays(late, '2026-11-20', 2600));
    expect(addWorkingDays(early, '2026-11-20', -2600)).toBe(addWorkingDays(late, '2026-11-20', -2600));
  });
});

describe('adding school weeks', () => {
  it('leaves out weeks without a school day and keeps the weekday', () => {
    expect(addSchoolWeeks(calendar, '2026-10-14', 1)).toBe('2026-10-21');
    expect(addSchoolWeeks(calendar, '2026-10-14', 2)).toBe('2026-11-04');
    expect(addSchoolWeeks(calendar, '2026-11-04', -2)).toBe('2026-10-14');
  });

  it('moves on from a day that is no working day', () => {
    expect(addSchoolWeeks(calendar, '2027-04-26', 1)).toBe('2027-05-04'); // bank holiday Monday
    expect(addSchoolWeeks(calendar, '2026-11-06', 1, works([1, 2]))).toBe('2026-11-16');
  });

  it('counts a week with a single INSET day', () => {
    const one = schoolCalendar({
      terms: [{ name: 'Autumn', start: '2026-09-07', end: '2026-12-18' }],
      insetDays: ['2026-09-02'],
    });
    expect(addSchoolWeeks(one, '2026-09-11', -1)).toBe('2026-09-07');
  });
});

describe('for any calendar date, distance and people', () => {
  const distance = fc.integer({ min: -120, max: 120 });
  const away = distance.filter((n) => n !== 0);

  it('a result is always a working day', () => {
    fc.assert(
      fc.property(dates, distance, people, (date, n, who) => {
        expect(isWorkingDay(calendar, addWorkingDays(calendar, date, n, who), who)).toBe(true);
      }),
    );
  });

  it('going back undoes going forward, from a working day', () => {
    fc.assert(
      fc.property(dates, distance, people, (date, n, who) => {
        const start = addWorkingDays(calendar, date, 0, who);
        expect(addWorkingDays(calendar, addWorkingDays(calendar, start, n, who), -n, who)).toBe(start);
      }),
    );
  });

  it('more days never lead to an earlier date, nor a later start to an earlier end', () => {
    fc.assert(
      fc.property(dates, dates, away, people, (one, other, n, who) => {
        const [earlier, later] = one < other ? [one, other] : [other, one];
        const end = addWorkingDays(calendar, earlier, n, who);
        expect(end <= addWorkingDays(calendar, later, n, who)).toBe(true);
        expect(end < addWorkingDays(calendar, end, 1, who)).toBe(true);
      }),
    );
  });

  it('the days between are the days that were added', () => {
    fc.assert(
      fc.property(dates, away, people, (date, n, who) => {
        expect(workingDaysBetween(calendar, date, addWorkingDays(calendar, date, n, who), who)).toBe(n);
      }),
    );
  });

  it('the table of days agrees with asking day by day', () => {
    fc.assert(
      fc.property(dates, distance, (date, n) => {
        expect(addWorkingDays(calendar, date, n)).toBe(addWorkingDays(calendar, date, n, fullTime));
      }),
    );
  });

  it('school weeks never land on a day off and never go backwards', () => {
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 40 }), people, (date, n, who) => {
        const end = addSchoolWeeks(calendar, date, n, who);
        expect([isWorkingDay(calendar, end, who), end >= date]).toEqual([true, true]);
      }),
    );
  });
});
