import type { Section } from '../../../workflows/report/report.types.js';

/** Which breakdowns stand side by side in one table, and what it is called. */
export interface Layout {
  /** Fit for a file or sheet name. */
  readonly id: string;
  readonly section: Section;
  readonly title: string;
  /** Heading of the first column. */
  readonly label: string;
  /** Names of figures, one column each (a cost for each case: two). */
  readonly figures: readonly string[];
  readonly note: string;
}

/** Tables of more than one figure; a figure that is in none has a table of its own. */
export const layouts: readonly Layout[] = [
  {
    ...{ id: 'by-priority', section: 'priorities', title: 'School priorities', label: 'Priority' },
    figures: ['prioritiesMet', 'prioritiesEvidence', 'prioritiesMeasured', 'prioritiesUnknown'],
    note: 'Judged outcomes only: what is not known stands in a column of its own.',
  },
  {
    ...{ id: 'pots', section: 'cash', title: 'Planned, committed and spent, by pot' },
    label: 'Financial year and pot',
    figures: ['budget', 'planned', 'committedByPot', 'spentByPot', 'leftByPot'],
    note: 'Cover included. Planned is part of the budget; committed is not paid yet.',
  },
  {
    ...{ id: 'cash-by-kind', section: 'cash', title: 'Cash by kind', label: 'Financial year and kind' },
    figures: ['committed', 'spent', 'coverCommitted', 'coverSpent'],
    note: 'Cash only. Paid time stands by itself and is never added.',
  },
  {
    ...{ id: 'paid-time', section: 'cash', title: 'Paid time', label: 'Part of the staff' },
    figures: ['paidTime', 'paidTimePriced', 'paidTimeUnpriced'],
    note: 'Beside cash, never added to it: the pay is due anyway.',
  },
  {
    ...{
      id: 'needs-by-group',
      section: 'needs',
      title: 'Training needs by staff',
      label: 'Part of the staff',
    },
    figures: ['needsMet', 'needsWaiting', 'needsDeclined', 'needsLeft'],
    note: '',
  },
  ...(['Theme', 'Level', 'Origin'] as const).map((dimension) => ({
    id: `needs-by-${dimension.toLowerCase()}`,
    section: 'needs' as const,
    title: `Training needs by ${dimension.toLowerCase()}`,
    label: dimension,
    figures: [`needsMetBy${dimension}`, `needsWaitingBy${dimension}`, `needsDeclinedBy${dimension}`],
    note: '',
  })),
  {
    ...{ id: 'staff', section: 'whoGotWhat', title: 'Who took part', label: 'Part of the staff' },
    figures: ['staffReached', 'timeByGroup', 'timeEach'],
    note: 'Everybody in post at some time of the year, teachers and support staff alike.',
  },
  {
    ...{ id: 'part-time', section: 'whoGotWhat', title: 'Part-time and full-time', label: 'Contract' },
    figures: ['partTimeReached', 'timeByHours'],
    note: '',
  },
  {
    ...{ id: 'phases', section: 'whoGotWhat', title: 'By phase or department', label: 'Phase or department' },
    figures: ['phaseReached', 'timeByPhase'],
    note: '',
  },
  {
    ...{ id: 'provision-mix', section: 'inHouse', title: 'Provision and hours', label: 'Kind of provision' },
    figures: ['inHouseShare', 'hoursByKind'],
    note: 'The first number is of places with the school’s own people.',
  },
  {
    ...{ id: 'plan', section: 'plan', title: 'Planned and done', label: 'Kind of provision' },
    figures: ['planLines', 'activitiesHeld', 'plannedPlaces', 'donePlaces', 'plannedCash', 'doneCash'],
    note: 'Kinds of activity are brought to the kinds that a plan knows.',
  },
  {
    ...{ id: 'levels-by-theme', section: 'impact', title: 'Levels by theme', label: 'Theme' },
    figures: ['level1', 'level2', 'level3', 'level4', 'level5'],
    note: 'Each level stands for itself. Those without a theme took part without a training need behind it.',
  },
  {
    ...{ id: 'answers', section: 'impact', title: 'Answers that came back', label: 'Kind of provision' },
    figures: ['reactionReturned', 'applicationReturned', 'straightLined'],
    note: '',
  },
  {
    ...{ id: 'judgements', section: 'impact', title: 'Judgements', label: 'Kind of provision' },
    figures: ['moderated', 'moderationChanged', 'otherFactors'],
    note: '',
  },
  {
    ...{ id: 'standards', section: 'standards', title: 'Before and after', label: 'Framework and section' },
    figures: ['standardsSecureBefore', 'standardsSecureAfter'],
    note: 'Only people with both pictures. Feeling secure is not the same as being judged so.',
  },
  {
    ...{ id: 'value-by-kind', section: 'valueForMoney', title: 'By kind of provision' },
    label: 'Kind of provision',
    figures: ['placesByKind', 'metPlacesByKind', 'cashByKind', 'coverByKind', 'timeByKind', 'cashPerPlace'],
    note: 'Cash and paid time stand beside each other. Few cases say more about chance than about a kind.',
  },
  {
    ...{ id: 'value-by-theme', section: 'valueForMoney', title: 'By theme', label: 'Theme' },
    figures: ['placesByTheme', 'metPlacesByTheme', 'cashByTheme', 'coverByTheme', 'timeByTheme'],
    note: '',
  },
  {
    ...{ id: 'value-by-level', section: 'valueForMoney', title: 'By the highest level that was seen' },
    label: 'Level',
    figures: ['cashByLevel', 'timeByLevel'],
    note: 'What reaches a level more often costs what it costs: this compares, it does not explain.',
  },
  {
    ...{ id: 'cost-per-outcome', section: 'valueForMoney', title: 'For each outcome met' },
    label: 'Kind of provision',
    figures: ['costPerOutcome', 'timePerOutcome'],
    note: 'Shown from ten outcomes met up, for context only.',
  },
  {
    ...{
      id: 'by-kind',
      section: 'stopKeepChange',
      title: 'What each kind came to',
      label: 'Kind of provision',
    },
    figures: ['metByKind', 'notReturned', 'showedUp'],
    note: '',
  },
  {
    ...{ id: 'quality', section: 'stopKeepChange', title: 'Quality of provision' },
    label: 'Part of the DfE Standard (2016)',
    figures: ['quality', 'qualityAfter'],
    note: 'Answers “yes” of all answers, before approval and after.',
  },
];
