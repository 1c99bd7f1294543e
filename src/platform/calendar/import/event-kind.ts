import type { EntryKind } from './entry.js';

/** A half term off school lasts at most two weeks with its weekends; a taught half term is longer. */
const LONGEST_BREAK = 16;

/**
 * What an event in a school's calendar feed is by its wording and length in days; undefined for all that has nothing
 * to do with working days (concerts, parents' evenings). 'Autumn half term' is the week off when it is short, and
 * the taught half when it is long.
 */
export function eventKind(wording: string, days: number): EntryKind | undefined {
  const says = (words: RegExp): boolean => words.test(wording);
  if (says(/\binset\b|\bstaff (training|development)\b|\b(training|non-pupil) day\b/i)) return 'inset';
  if (
    says(/\bbank holiday\b|\bgood friday\b|\beaster monday\b|\bboxing day\b|\b(christmas|new year.?s) day\b/i)
  ) {
    return 'bankHoliday';
  }
  if (says(/\bholidays?\b|\bbreak\b/i) && !says(/\bbreak (up|time)|club\b/i)) return 'holiday';
  if (says(/\bhalf[- ]?term\b/i) && days <= LONGEST_BREAK) return 'holiday';
  if (says(/\bclos(ure|ed)\b/i)) return 'closure';
  if (says(/\bterm\b|\b(autumn|spring|summer)\b/i) && days > LONGEST_BREAK) return 'term';
  return undefined;
}
