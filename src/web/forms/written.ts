const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * A date as people write it: '12/10/2026', '12.10.26', '12 Oct', '12th October 2026', 'Monday 12 October', '2026-10-12'.
 * Without a year the one nearest to today. What cannot be read comes back as it was typed, for the schema to refuse.
 */
export function writtenDate(text: string, today: string): string {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,?\s+/, '');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(plain);
  if (iso) return written(Number(iso[1]), Number(iso[2]), Number(iso[3])) ?? text;
  const parts =
    /^(\d{1,2})(?:st|nd|rd|th)?(?:\s*[/.\s-]\s*|\s+of\s+)([a-z]{3,9}|\d{1,2})\.?(?:\s*[/.,\s-]\s*(\d{4}|\d{2}))?$/.exec(
      plain,
    );
  if (!parts) return text;
  const [, day = '', name = '', year] = parts;
  const month = /\d/.test(name) ? Number(name) : MONTHS.indexOf(name.slice(0, 3)) + 1;
  const years = year === undefined ? yearsAround(today) : [Number(year.length === 2 ? `20${year}` : year)];
  const dates = years.flatMap((y) => written(y, month, Number(day)) ?? []);
  return dates.sort((a, b) => distance(a, today) - distance(b, today))[0] ?? text;
}

/** Pence from '12.50', '£1,200' or '£ 30'; NaN for what is no amount. */
export function writtenMoney(text: string): number {
  const plain = text.replaceAll(/[£,\s]/g, '');
  return /^\d{1,9}(\.\d{1,2})?$/.test(plain) ? Math.round(Number(plain) * 100) : Number.NaN;
}

function written(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const isReal =
    date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return isReal ? date.toISOString().slice(0, 10) : null;
}

const yearsAround = (today: string): number[] => [-1, 0, 1].map((n) => Number(today.slice(0, 4)) + n);
const distance = (a: string, b: string): number => Math.abs(Date.parse(a) - Date.parse(b));
