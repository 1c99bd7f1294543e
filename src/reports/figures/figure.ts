import type { Section } from '../../../workflows/report/report.types.js';
import type { Tx } from '../../platform/database/unit-of-work.js';

/** The year that figures are about. Dates are ISO dates. */
export interface FigureYear {
  readonly id: string;
  readonly reportId: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly previousId: string | null;
  readonly today: string;
}

export type RecordKind =
  | 'evaluation'
  | 'activity'
  | 'booking'
  | 'need'
  | 'person'
  | 'certificate'
  | 'pot'
  | 'commitment'
  | 'planMoney'
  | 'planLine'
  | 'cost'
  | 'response'
  | 'rating'
  | 'ask';

/** One record behind a figure, with what it adds to it. */
export interface FigureRow {
  readonly kind: RecordKind;
  readonly id: string;
  /** For somebody who opens the figure: what it is. */
  readonly label: string;
  /** Whom it speaks of; none: nobody (a pot, an activity). */
  readonly people: readonly string[];
  /** Where it belongs in the breakdown, from the widest to the narrowest; empty: nowhere. */
  readonly part: readonly string[];
  /** For a share: whether it is one of those counted. */
  readonly counts: boolean;
  /** For a sum: pence or minutes. */
  readonly amount: number;
}

export type Unit =
  | 'people'
  | 'needs'
  | 'bookings'
  | 'evaluations'
  | 'activities'
  | 'measures'
  | 'certificates'
  | 'answers'
  | 'ratings'
  | 'lines'
  | 'pence'
  | 'minutes';

/** A part of a figure. `of` is null where the figure is no share. */
export interface FigurePart {
  readonly path: readonly string[];
  readonly value: number;
  readonly of: number | null;
}

/** A computed figure. `value` null: not known, and `reason` says why. */
export interface Figured {
  readonly value: number | null;
  readonly of: number | null;
  readonly reason: string | null;
  readonly parts: readonly FigurePart[];
}

export interface FigureSpec {
  /** Stable, unique: 'needsMet'. */
  readonly name: string;
  readonly section: Section;
  readonly title: string;
  /** What is counted, in words: the whole definition. */
  readonly words: string;
  readonly unit: Unit;
  /** share: how many of all rows count. count: how many rows. sum: of amounts. each: amount for one that counts. */
  readonly kind: 'share' | 'count' | 'sum' | 'each';
  /** Why nothing is known when there is no row. Without it no row means 0, which is then true. */
  readonly nothing?: string;
  /** Fewest that must count before it says anything (a cost for each outcome). */
  readonly least?: number;
  readonly appendix?: boolean;
  /** It stands in a table beside others, not among the figures of its section. */
  readonly inTable?: boolean;
  /** Even those who lead read totals only, in which nobody can be found; its records open to nobody. */
  readonly totalsOnly?: boolean;
  /** Its one query. Read with the rights of whoever asks. */
  readonly records: (tx: Tx, year: FigureYear) => Promise<readonly FigureRow[]>;
}

/** A figure: name, definition and query in one place. */
export interface Figure extends FigureSpec {
  readonly compute: (tx: Tx, year: FigureYear) => Promise<Figured>;
}

/** Computes from the very records that it opens to, so that the two cannot part. */
export function figure(spec: FigureSpec): Figure {
  return { ...spec, compute: async (tx, year) => figured(spec, await spec.records(tx, year)) };
}

/** What rows come to. Pure. */
export function figured(spec: FigureSpec, rows: readonly FigureRow[]): Figured {
  if (rows.length === 0 && spec.nothing !== undefined) return unknown(spec.nothing);
  const counting = rows.filter((row) => row.counts).length;
  if (spec.least !== undefined && counting < spec.least) {
    return unknown(`Fewer than ${spec.least} cases: it would say more about chance than about cost.`);
  }
  return { ...amountOf(spec, rows), reason: null, parts: partsOf(spec, rows) };
}

export const unknown = (reason: string): Figured => ({ value: null, of: null, reason, parts: [] });

/** Value, and of how many, for some of the rows. */
export function amountOf(
  { kind }: FigureSpec,
  rows: readonly FigureRow[],
): { value: number; of: number | null } {
  const counting = rows.filter((row) => row.counts).length;
  const sum = rows.reduce((total, row) => total + row.amount, 0);
  if (kind === 'share') return { value: counting, of: rows.length };
  if (kind === 'each') return { value: Math.round(sum / Math.max(counting, 1)), of: counting };
  return { value: kind === 'count' ? rows.length : sum, of: null };
}

function partsOf(spec: FigureSpec, rows: readonly FigureRow[]): FigurePart[] {
  return byPart(rows).map(({ path, rows: own }) => ({ path, ...amountOf(spec, own) }));
}

/** Rows by their part, in the order of the paths. */
export function byPart(rows: readonly FigureRow[]): { path: readonly string[]; rows: FigureRow[] }[] {
  const parts = new Map<string, { path: readonly string[]; rows: FigureRow[] }>();
  for (const row of rows.filter((it) => it.part.length > 0)) {
    const key = row.part.join('\u0000');
    const part = parts.get(key) ?? { path: row.part, rows: [] };
    part.rows.push(row);
    parts.set(key, part);
  }
  return [...parts.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
}
