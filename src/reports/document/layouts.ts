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
    ...{ id: 'pots', section: 'cash', title: 'Budget and plan', label: 'Financial year and pot' },
    figures: ['budget', 'planned'],
    note: '',
  },
  {
    ...{ id: 'cash-by-kind', section: 'cash', title: 'Cash by kind', label: 'Financial year and kind' },
    figures: ['committed', 'spent', 'coverCommitted', 'coverSpent'],
    note: 'Cash only. Paid time stands by itself and is never added.',
  },
  {
    ...{ id: 'staff', section: 'whoGotWhat', title: 'Who took part', label: 'Part of the staff' },
    figures: ['staffReached', 'timeByGroup'],
    note: 'Everybody in post at some time of the year, teachers and support staff alike.',
  },
];
