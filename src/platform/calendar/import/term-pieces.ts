import { dayNumber, isoDate } from '../day-numbers.js';
import type { Entry } from './entry.js';

/**
 * Terms in order, each cut where a holiday lies inside it: 'Autumn term' with an October half term becomes
 * 'Autumn term (1)' and 'Autumn term (2)'.
 */
export function withoutHolidays(terms: readonly Entry[], holidays: readonly Entry[]): readonly Entry[] {
  return terms
    .flatMap((term) => {
      const pieces = holidays.reduce<readonly Entry[]>((left, holiday) => left.flatMap(cut(holiday)), [term]);
      return pieces.length < 2
        ? pieces
        : pieces.map((piece, index) => ({ ...piece, name: `${term.name} (${index + 1})` }));
    })
    .sort((one, other) => (one.from < other.from ? -1 : one.from > other.from ? 1 : 0));
}

function cut(holiday: Entry): (term: Entry) => Entry[] {
  return (term) => {
    if (holiday.to < term.from || holiday.from > term.to) return [term];
    const before = { ...term, to: isoDate(dayNumber(holiday.from) - 1) };
    const after = { ...term, from: isoDate(dayNumber(holiday.to) + 1) };
    return [before, after].filter(({ from, to }) => from <= to);
  };
}
