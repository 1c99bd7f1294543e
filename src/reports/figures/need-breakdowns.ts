import { figure } from './figure.js';
import type { Figure } from './figure.js';
import { endOf, needsOf, rowOf } from './needs.js';
import type { NeedRow } from './needs.js';

/** What needs are looked at by: theme, level (one person, a team, the school), and origin. The staff group is the figures' own. */
const DIMENSIONS = [
  { name: 'Theme', words: 'theme', of: (need: NeedRow) => need.theme },
  {
    name: 'Level',
    words: 'whether it is one person’s, a team’s or the school’s',
    of: (need: NeedRow) => need.level,
  },
  { name: 'Origin', words: 'where it came from', of: (need: NeedRow) => need.origin },
] as const;

const about = { section: 'needs', unit: 'needs', inTable: true } as const;
const NONE = 'No training needs are recorded for this year.';

/** Needs by theme, level and origin, and what became of each. */
export const needBreakdowns: readonly Figure[] = DIMENSIONS.flatMap(({ name, words, of }) => [
  figure({
    ...{ ...about, name: `needsMetBy${name}`, kind: 'share', nothing: NONE, title: 'Met' },
    words: `Training needs of this year that were judged met, of all that were raised, by ${words}.`,
    records: async (tx, year) =>
      (await needsOf(tx, year.id)).map((it) => rowOf(it, of(it), endOf(it) === 'met')),
  }),
  figure({
    ...{ ...about, name: `needsWaitingBy${name}`, kind: 'count', title: 'Waiting' },
    words: `Training needs of this year that are neither met nor declined, by ${words}.`,
    records: async (tx, year) =>
      (await needsOf(tx, year.id)).filter((it) => endOf(it) === 'waiting').map((it) => rowOf(it, of(it))),
  }),
  figure({
    ...{ ...about, name: `needsDeclinedBy${name}`, kind: 'count', title: 'Declined' },
    words: `Training needs of this year that were declined, by ${words}.`,
    records: async (tx, year) =>
      (await needsOf(tx, year.id)).filter((it) => endOf(it) === 'declined').map((it) => rowOf(it, of(it))),
  }),
]);
