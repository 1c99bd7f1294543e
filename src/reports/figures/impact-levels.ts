import { seen } from '../../impact/index.js';
import type { Level } from '../../impact/index.js';
import type { BookingCost } from '../costs/booking-costs.queries.js';
import { figure } from './figure.js';
import type { Figure, FigureRow, FigureSpec } from './figure.js';
import { costsOfYear } from './value-for-money.js';

const section = 'impact';
const row = (it: BookingCost, counts: boolean): FigureRow => ({
  ...{ kind: 'response', id: it.bookingId, label: it.activity, people: [it.personId], counts, amount: 0 },
  part: [it.theme ?? 'noTheme'],
});

const ofLevel = (level: Level, what: Pick<FigureSpec, 'title' | 'words' | 'nothing'>): Figure =>
  figure({
    ...{ name: `level${level}`, section, unit: 'bookings', kind: 'share', ...what },
    records: async (tx, year) =>
      (await costsOfYear(tx, year)).bookings.flatMap((it) => {
        const is = seen(level, it);
        return is === null ? [] : [row(it, is)];
      }),
  });

/** Guskey's levels, each for itself: none is taken to cause the next. By theme of the need behind the booking. */
export const levelFigures: readonly Figure[] = [
  ofLevel(1, {
    title: 'Level 1: worth the time',
    nothing: 'Nobody has said what they think of anything.',
    words: 'Answers of 4 or 5 on a scale of 5 to “was it worth the time?”, of all answers on the day.',
  }),
  ofLevel(2, {
    title: 'Level 2: learnt something',
    nothing: 'Nobody has said what they learnt.',
    words: 'Answers of 4 or 5 on a scale of 5 to “did you learn something?”, of all answers on the day.',
  }),
  ofLevel(3, {
    title: 'Level 3: supported by the school',
    nothing: 'Nobody has said how the school supports them.',
    words: 'Answers of 4 or 5 on a scale of 5 to “does the school support it?”, of all answers on the day.',
  }),
  ofLevel(4, {
    title: 'Level 4: used in daily work',
    nothing: 'Nobody has said yet what is used.',
    words:
      'People who use what they learnt often or always, of all that were asked some weeks later and answered. Where the line manager answered, their answer counts.',
  }),
  ofLevel(5, {
    title: 'Level 5: changed something for pupils or the service',
    nothing: 'No outcome has been judged.',
    words:
      'Outcomes judged met with evidence, a measure or a benefit to look at, of all that were judged met, partly met or not met. A group’s judgement is no single person’s and is not counted here.',
  }),
];
