/** Where a record of a workflow is still behind when a phase of the year ends. */
interface Behind {
  /** Paths of states, as the chart nests them; a record within one of them is behind. */
  readonly states: readonly string[];
  /** Key of the record's own date in its context; null: the phase's own date is all there is. */
  readonly due: string | null;
}

/** By workflow. Paused and disputed records are in none of these states: clocks stand still for them. */
export const BEHIND: Readonly<Record<string, Behind>> = {
  review: {
    states: ['planning', 'drafting', 'shared'].map((stage) => `live.work.stage.agreeing.${stage}`),
    due: 'agreeBy',
  },
  standards: { states: ['live.assessing', 'live.confirming', 'live.differing'], due: 'assessBy' },
  need: {
    states: ['live.waiting.asRaised', 'live.waiting.passed', 'live.contested'],
    due: 'triageBy',
  },
  plan: { states: ['drafting', 'submitted', 'approved'], due: null },
};

/** A record as it stands. `due`: its own date; it may lie after the year's (the head's review, a joiner's). */
export interface StandingRecord {
  readonly chart: string;
  /** Where it stands, parallel parts joined by ' + '. */
  readonly state: string;
  readonly due: string | null;
}

/** True where a record is behind on a day: somewhere that it should have left, and its own date has come. */
export function isBehind({ chart, state, due }: StandingRecord, today: string): boolean {
  const within = (path: string, place: string): boolean => place === path || place.startsWith(`${path}.`);
  const places = state.split(' + ');
  const { states } = BEHIND[chart] ?? { states: [] };
  return (due === null || due <= today) && states.some((path) => places.some((place) => within(path, place)));
}
