/** Where a need is, in one word: for lists, filters and totals. */
export const PLACES = [
  'contested',
  'passed',
  'triaged',
  'deferred',
  'planned',
  'matched',
  'underWay',
  'evaluating',
  'met',
  'partlyMet',
  'notMet',
  'declined',
  'referred',
  'withdrawn',
  'paused',
  'ended',
] as const;
export type Place = (typeof PLACES)[number];

/** Beginnings of state paths, the more exact first. */
const BEGINNINGS: readonly (readonly [beginning: string, place: Place])[] = [
  ['live.contested', 'contested'],
  ['live.waiting.triaged', 'triaged'],
  ['live.waiting.deferred', 'deferred'],
  ['live.waiting', 'passed'],
  ['live.planned.matched', 'matched'],
  ['live.planned', 'planned'],
  ['live.provided.evaluating', 'evaluating'],
  ['live.provided', 'underWay'],
  ['live.judged.met', 'met'],
  ['live.judged.partlyMet', 'partlyMet'],
  ['live.judged', 'notMet'],
  ['live.declined', 'declined'],
  ['live.referred', 'referred'],
  ['live.withdrawn', 'withdrawn'],
  ['paused', 'paused'],
  ['', 'ended'],
];

/** The place of a state path of the need's chart. A path names its leaf, so a beginning ends where a name ends. */
export function placeOf(state: string): Place {
  return (
    BEGINNINGS.find(([beginning]) => `${state}.`.startsWith(beginning && `${beginning}.`))?.[1] ?? 'ended'
  );
}

/** The same in SQL, from a column that holds a state path. */
export const placeSql = (column: string): string =>
  `case ${BEGINNINGS.map(([beginning, place]) => `when starts_with(${column} || '.', '${beginning && `${beginning}.`}') then '${place}'`).join(' ')} end`;
