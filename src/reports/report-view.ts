import type { Section } from '../../workflows/report/report.types.js';
import type { Earlier, FigureChange, Item } from './document/document.js';
import type { FigurePart, Unit } from './figures/figure.js';

/** What each section is called, in the order in which head and governors want them. */
export const SECTION_TITLES: Readonly<Record<Section, string>> = {
  priorities: 'School priorities: what changed, and how well that is known',
  cash: 'Cash',
  statutory: 'Statutory training',
  needs: 'Training needs',
  whoGotWhat: 'Who got what',
  inHouse: 'In-house and bought',
  stopKeepChange: 'What to stop, keep and change',
  earlyCareer: 'Early-career teachers, qualifications and retention',
  nextYear: 'Next year',
  plan: 'What was planned and what happened',
  impact: 'What changed, level by level',
  standards: 'Standards, before and after',
  valueForMoney: 'Value for money',
  recommendations: 'Recommendations',
  method: 'How this was made, and what it cannot say',
};

/** A figure as somebody reads it. `value` null: not known, and `reason` says why. Money in pence, time in minutes. */
export interface FigureView {
  readonly name: string;
  readonly title: string;
  readonly words: string;
  readonly unit: Unit;
  readonly appendix: boolean;
  /** It stands in a table beside others, not among the figures of its section. */
  readonly inTable: boolean;
  readonly value: number | null;
  readonly of: number | null;
  readonly reason: string | null;
  readonly parts: readonly FigurePart[];
  /** As earlier years published it, latest first. */
  readonly earlier: readonly Earlier[];
}

export interface QuestionView {
  readonly id: string;
  readonly section: Section;
  readonly body: string;
  readonly askedAt: string;
  readonly answer: string | null;
}

export interface SectionView {
  readonly section: Section;
  readonly title: string;
  readonly figures: readonly FigureView[];
  /** Examples, recommendations, asks. */
  readonly items: readonly Item[];
  readonly commentary: string;
  readonly notKnown: string;
}

/** Why an edition replaced a published one. */
export interface ErratumView {
  readonly edition: number;
  /** An instant. */
  readonly at: string;
  readonly words: string;
  readonly changes: readonly FigureChange[];
}

/** A report as it is read: the live one, or one that was frozen. */
export interface ReportView {
  readonly school: string;
  /** Six digits; null: the school has none yet. */
  readonly urn: string | null;
  readonly year: string;
  readonly startsOn: string;
  readonly endsOn: string;
  /** When the figures were computed, an instant; null: there are none yet. */
  readonly computedAt: string | null;
  /** Counts up whenever figures are computed anew; 0 before the first. */
  readonly edition: number;
  /** The last step of any record that the figures know of; null: there are none yet. */
  readonly dataVersion: string | null;
  readonly sections: readonly SectionView[];
  readonly errata: readonly ErratumView[];
  readonly addendum: string | null;
}
