import { describe, expect, it } from '@jest/globals';
import {
  addWorkingDays,
  assumptions,
  coverage,
  defaultCalendar,
  isWorkingDay,
  schoolCalendar,
} from '../../../src/platform/calendar/index.js';

describe('days for which no term dates are known', () => {
  const calendar = defaultCalendar(2026);

  it('are taken as Monday to Friday without bank holidays, after the last known summer', () => {
    expect(isWorkingDay(calendar, '2027-08-27')).toBe(false);
    expect(isWorkingDay(calendar, '2027-09-01')).toBe(true);
    expect(isWorkingDay(calendar, '2027-12-27')).toBe(false);
    expect(addWorkingDays(calendar, '2027-08-31', 10)).toBe('2027-09-14');
  });

  it('are named in words', () => {
    expect(assumptions(calendar, '2026-09-01', '2027-08-31')).toEqual([]);
    expect(assumptions(calendar, '2027-07-01', '2028-01-31')).toEqual([
      'No term dates are known from 1 September 2027 to 31 January 2028: ' +
        'every Monday to Friday that is not a bank holiday is taken as a working day.',
      'No bank holidays are known for 2028: none are left out of the working days.',
    ]);
  });

  it('begin with the last term where the dates stop in the middle of a year', () => {
    const toEaster = { ...calendar, terms: calendar.terms.slice(0, 4), insetDays: [] };
    expect(coverage(toEaster)).toEqual([{ from: '2026-09-01', to: '2027-03-19' }]);
    expect(isWorkingDay(toEaster, '2027-03-22')).toBe(true);
    expect(assumptions(toEaster, '2027-03-01', '2027-04-30')).toHaveLength(1);
  });

  it('include a year left out between two known ones: it is not one long holiday', () => {
    const [one, three] = [defaultCalendar(2025), defaultCalendar(2027)];
    const gap = schoolCalendar({ terms: [...three.terms, ...one.terms], bankHolidays: three.bankHolidays });
    expect(coverage(gap)).toHaveLength(2);
    expect(isWorkingDay(gap, '2026-11-04')).toBe(true);
    expect(isWorkingDay(gap, '2026-08-04')).toBe(false);
  });

  it('are all days of a school that has given no dates', () => {
    expect(coverage(schoolCalendar({}))).toEqual([]);
    expect(assumptions(schoolCalendar({}), '2026-09-01', '2026-10-01')).toHaveLength(2);
  });

  it('do not include a term that begins in the last days of August', () => {
    const early = schoolCalendar({ terms: [{ name: 'Autumn', start: '2026-08-26', end: '2026-12-18' }] });
    expect(coverage(early)).toEqual([{ from: '2026-08-26', to: '2026-12-18' }]);
    expect(isWorkingDay(early, '2026-08-26')).toBe(true);
  });
});
