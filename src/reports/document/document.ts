import type { Section } from '../../../workflows/report/report.types.js';
import type { Unit } from '../figures/figure.js';

/**
 * The whole report as data, ready to be shown: pages, PDF, spreadsheet, CSV and JSON are made from this and from nothing
 * else, so that they show the same numbers. Text is plain text: whoever shows it escapes it. Money is integer pence, time is
 * minutes, instants are ISO instants, days ISO dates.
 */
export interface ReportDocument {
  readonly school: { readonly name: string; readonly urn: string | null };
  readonly cycle: {
    readonly title: string;
    readonly startsOn: string | null;
    readonly endsOn: string | null;
  };
  /** Whom it is for: leaders read everything; governors and staff read totals in which nobody can be found. */
  readonly readers: Readers;
  /** Counts up whenever figures are computed anew; 0: no figures yet. */
  readonly edition: number;
  readonly computedAt: string | null;
  /** When it was frozen; null: it is still being written. */
  readonly frozenAt: string | null;
  /** Which records the figures were computed from: the last entry of the event log then. */
  readonly dataVersion: string | null;
  /** In the order in which head and governors want them, after the year on one page. */
  readonly sections: readonly DocumentSection[];
  /** One for each figure, under the figure's own id. */
  readonly definitions: readonly Definition[];
  /** What was put right after publication, oldest first. */
  readonly errata: readonly Erratum[];
  /** What the autumn brought. */
  readonly addendum: string | null;
}

export type Readers = 'leaders' | 'governors' | 'staff';
/** The year on one page, and the sections that are written about. */
export type DocumentSectionId = 'year' | Section;

export interface DocumentSection {
  readonly id: DocumentSectionId;
  readonly title: string;
  /** One sentence that says the most important. */
  readonly headline: string;
  /** More sentences, one thought each; of the first section the headlines of the others. */
  readonly lines: readonly string[];
  /** Figures with `appendix` belong at the end of the document. */
  readonly figures: readonly DocumentFigure[];
  readonly tables: readonly Table[];
  readonly charts: readonly ChartData[];
  /** Examples, recommendations, asks: each in words. */
  readonly items: readonly Item[];
  /** What the CPD leader wrote, in plain text with line breaks. Empty: nothing. */
  readonly commentary: string;
  /** What cannot be said, one sentence each: what the records lack, then what the CPD leader adds. */
  readonly notKnown: readonly string[];
}

export interface DocumentFigure {
  readonly id: string;
  readonly name: string;
  /** Null: not known, and `reason` says why. Never shown as 0. */
  readonly value: number | null;
  readonly reason: string | null;
  readonly unit: Unit;
  /** Of a share: of how many. Of a cost for each case: how many cases. */
  readonly of: number | null;
  readonly definitionId: string;
  readonly appendix: boolean;
  /** The same figure as earlier years published it, latest first. */
  readonly earlier: readonly Earlier[];
}

export interface Earlier {
  readonly cycle: string;
  readonly value: number | null;
  readonly of: number | null;
}

export type ColumnType = 'text' | 'count' | 'pence' | 'minutes' | 'share';

export interface Column {
  readonly id: string;
  readonly title: string;
  readonly type: ColumnType;
  /** The figure whose breakdown this column is; null for labels. */
  readonly figureId: string | null;
}

/** So many of so many. */
export interface Share {
  readonly value: number;
  readonly of: number;
}

/** Why there is no number: said instead of one. */
export interface NotShown {
  readonly notShown: string;
}

/** text: string. count, pence, minutes: number. share: Share. Any number may be NotShown instead. */
export type Cell = string | number | Share | NotShown;

export interface Table {
  /** Unique in the document; fit for a file or sheet name. */
  readonly id: string;
  readonly title: string;
  /** The first column is the label of the row. */
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly Cell[])[];
  /** What a reader must know to read it; may be empty. */
  readonly note: string;
}

/** A chart of what stands in a table of the same section. Bars with a number only: what is not known has no bar. */
export interface ChartData {
  readonly id: string;
  readonly title: string;
  /** The same in words, for whoever cannot see it. */
  readonly description: string;
  readonly tableId: string;
  readonly type: 'count' | 'pence' | 'minutes';
  readonly bars: readonly Bar[];
}

export interface Bar {
  readonly label: string;
  /** What is stacked on one label; the same for all where nothing is stacked. */
  readonly series: string;
  readonly value: number;
}

export interface Item {
  readonly id: string;
  readonly kind: 'example' | 'stop' | 'keep' | 'change' | 'ask';
  readonly text: string;
  /** What it rests on; may be empty. */
  readonly because: string;
}

export interface Definition {
  readonly id: string;
  readonly name: string;
  readonly section: Section;
  /** What is counted, in words. */
  readonly words: string;
  readonly unit: Unit;
}

export interface Erratum {
  readonly edition: number;
  readonly publishedAt: string;
  /** What was wrong and why. */
  readonly words: string;
  readonly changes: readonly FigureChange[];
}

export interface FigureChange {
  readonly figureId: string;
  readonly name: string;
  readonly unit: Unit;
  readonly before: Earlier;
  readonly after: Earlier;
}

/** Whether a cell or value says why there is no number. */
export const isNotShown = (cell: Cell): cell is NotShown => typeof cell === 'object' && 'notShown' in cell;
export const isShare = (cell: Cell): cell is Share => typeof cell === 'object' && 'of' in cell;
