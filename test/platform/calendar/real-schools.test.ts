import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import {
  coverage,
  englandAndWalesBankHolidays,
  importBankHolidays,
  importTermDatesJson,
  workingDaysBetween,
} from '../../../src/platform/calendar/index.js';

const folder = join(process.cwd(), '..', 'shared', 'data', 'calendar');
const there = existsSync(folder);
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');

interface PublishedYear {
  readonly school: string;
  readonly academic_year: string;
  readonly inset_days: readonly string[];
  readonly pupil_days: number;
  readonly inset_count: number;
}

if (!there) {
  process.stderr.write(
    '\n*** NOT TESTED: the term dates of real schools; ../shared/data/calendar is absent. ***\n\n',
  );
}

(there ? describe : describe.skip)('dates of real schools (extra: needs ../shared)', () => {
  const years = there ? (JSON.parse(read('term-dates-real-schools.json')) as readonly PublishedYear[]) : [];

  it.each(years.map((year) => [`${year.school} ${year.academic_year}`, year] as const))(
    '%s: as many working days as the school itself counts',
    (_name, year) => {
      const start = Number(year.academic_year.slice(0, 4));
      const result = importTermDatesJson(JSON.stringify(year));
      if (!result.ok) throw new Error(JSON.stringify(result.problems));
      const { calendar } = result;
      expect(coverage(calendar)).toEqual([{ from: `${start}-09-01`, to: `${start + 1}-08-31` }]);
      expect(workingDaysBetween(calendar, `${start}-08-31`, `${start + 1}-08-31`)).toBe(
        year.pupil_days + year.inset_count,
      );
      expect(result.warnings).toHaveLength(year.pupil_days === 190 && year.inset_count === 5 ? 0 : 1);
    },
  );

  it('two years of one school join into one calendar', () => {
    const own = years.filter(({ school }) => school === years[0]?.school);
    expect(own.length).toBeGreaterThan(1);
    expect(importTermDatesJson(JSON.stringify(own))).toMatchObject({ ok: true });
  });

  it('the published bank holidays are those kept here', () => {
    const result = importBankHolidays(read('bank-holidays-england-and-wales.json'));
    expect(result).toMatchObject({ ok: true, bankHolidays: Object.keys(englandAndWalesBankHolidays) });
  });
});
