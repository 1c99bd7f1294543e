import { describe, expect, it } from '@jest/globals';
import {
  bankHolidaysOf,
  coverage,
  defaultCalendar,
  isWorkingDay,
  schoolYearStarting,
  usualBankHolidays,
  workingDaysBetween,
} from '../../../src/platform/calendar/index.js';

const YEARS = [2025, 2026, 2027, 2028, 2029, 2030];

describe('the default English school calendar', () => {
  it.each(YEARS)('has 190 pupil days and 5 INSET days in the year from September %i', (year) => {
    const calendar = defaultCalendar(year);
    const { from, to } = schoolYearStarting(year);
    expect(workingDaysBetween(calendar, `${year}-08-31`, to)).toBe(195);
    expect(calendar.insetDays.every((day) => isWorkingDay(calendar, day))).toBe(true);
    expect(new Set(calendar.insetDays).size).toBe(5);
    expect(coverage(calendar)).toEqual([{ from, to }]);
  });

  it.each(YEARS)('has six half terms of four to nine weeks, ending between 15 and 29 July (%i)', (year) => {
    const { terms } = defaultCalendar(year);
    expect(terms).toHaveLength(6);
    for (const { start, end } of terms) {
      const days = (Date.parse(end) - Date.parse(start)) / 86_400_000;
      expect([start, days >= 24, days <= 60]).toEqual([start, true, true]);
    }
    expect(terms[5]?.end.slice(5) ?? '').toMatch(/^07-(1[5-9]|2\d)$/);
  });

  it('joins several years into one calendar', () => {
    const calendar = defaultCalendar(2026, 2027);
    expect(coverage(calendar)).toEqual([{ from: '2026-09-01', to: '2028-08-31' }]);
    expect(isWorkingDay(calendar, '2027-08-10')).toBe(false);
  });

  it('refuses years that it was not made for', () => {
    expect(() => defaultCalendar(2024)).toThrow(/2025-26 to 2030-31/);
    expect(() => defaultCalendar(2026, 2031)).toThrow(/2025-26 to 2030-31/);
  });
});

describe('bank holidays of England and Wales', () => {
  it('follow the rules in every published year but those with a proclamation', () => {
    const differing = [2019, 2020, 2021, 2022, 2023, 2024, 2025, 2026, 2027, 2028].filter(
      (year) => JSON.stringify(bankHolidaysOf(year)) !== JSON.stringify(usualBankHolidays(year)),
    );
    expect(differing).toEqual([2020, 2022, 2023]);
  });

  it('are worked out by rule after the published list ends', () => {
    expect(bankHolidaysOf(2029)).toEqual([
      '2029-01-01', '2029-03-30', '2029-04-02', '2029-05-07', '2029-05-28', '2029-08-27', '2029-12-25', '2029-12-26',
    ]); // prettier-ignore
  });
});
