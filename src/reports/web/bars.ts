import { capital } from '../../web/index.js';
import { hours, pounds } from '../amount.js';

import type { ChartData, Table } from '../document/index.js';
import { grouped } from '../formats/shown/in-words.js';

/** A piece of a bar: from where to where, in hundredths of the widest. */
export interface Piece {
  readonly kind: 'yes' | 'rest' | 'not' | 'unknown';
  readonly x: number;
  readonly width: number;
}

export interface BarLine {
  readonly label: string;
  readonly href: string | null;
  readonly said: string;
  readonly pieces: readonly Piece[];
}

export interface BarsModel {
  /** A sentence that says what the picture shows. */
  readonly heading: string;
  readonly about: string;
  readonly key: readonly { readonly kind: Piece['kind']; readonly text: string }[];
  readonly lines: readonly BarLine[];
}

/** Judged outcomes: not met is a finding, and what nobody judged stands beside it. */
const JUDGED = new Set(['prioritiesMet-chart', 'metByKind-chart']);
const JUDGED_KEY = [
  { kind: 'yes', text: 'Met' },
  { kind: 'not', text: 'Judged, not met' },
  { kind: 'unknown', text: 'Not known' },
] as const;

/** A chart as lines of bars with the number beside each. `hrefOf`: where a bar opens to. Pure. */
export function barsOf(
  chart: ChartData,
  tables: readonly Table[],
  hrefOf: ((label: string) => string) | null,
): BarsModel {
  const lines = linesOf(chart);
  const table = tables.find(({ id }) => id === chart.tableId);
  const isJudged = JUDGED.has(chart.id);
  const withUnknown = lines.map((line) => ({
    ...line,
    unknown: isJudged ? unknownOf(table, line.label) : 0,
  }));
  const widest = Math.max(1, ...withUnknown.map(({ yes, rest, unknown }) => yes + rest + unknown));
  const isShares = lines.some(({ isOf }) => isOf);
  return {
    heading: sentenceOf(lines, chart.type),
    about: capital(chart.title),
    key: isJudged
      ? JUDGED_KEY.filter(({ kind }) => kind !== 'unknown' || withUnknown.some((it) => it.unknown > 0))
      : [],
    lines: withUnknown.map(({ label, yes, rest, isOf, unknown }) => {
      // Shares are compared by how full a bar is, sums by how long.
      const whole = isShares ? Math.max(1, yes + rest + unknown) : widest;
      return {
        label: capital(label),
        href: hrefOf?.(label) ?? null,
        said: isOf ? `${grouped(yes)} of ${grouped(yes + rest)}` : said(yes, chart.type),
        pieces: piecesOf([
          { kind: 'yes', n: yes / whole },
          { kind: isJudged ? 'not' : 'rest', n: rest / whole },
          { kind: 'unknown', n: unknown / whole },
        ]),
      };
    }),
  };
}

interface Line {
  readonly label: string;
  readonly yes: number;
  readonly rest: number;
  readonly isOf: boolean;
}

function linesOf({ bars }: ChartData): Line[] {
  return [...new Set(bars.map(({ label }) => label))].map((label) => {
    const own = bars.filter((bar) => bar.label === label);
    const sum = (series: readonly string[]) =>
      own.filter((bar) => series.includes(bar.series)).reduce((all, { value }) => all + value, 0);
    return {
      label,
      yes: sum(['yes', 'total']),
      rest: sum(['no']),
      isOf: own.some(({ series }) => series === 'yes'),
    };
  });
}

/** What the same line of the table counts as not known. */
function unknownOf(table: Table | undefined, label: string): number {
  const at = table?.columns.findIndex(({ id }) => id === 'prioritiesUnknown') ?? -1;
  const cell = table?.rows.find(([first]) => first === label)?.[at];
  return typeof cell === 'number' ? cell : 0;
}

/** The furthest apart, in one sentence; nothing is made of parts that stand alike. */
function sentenceOf(lines: readonly Line[], type: ChartData['type']): string {
  const measured = lines.filter(({ yes, rest, isOf }) => !isOf || yes + rest > 0);
  const size = ({ yes, rest, isOf }: Line) => (isOf ? yes / (yes + rest) : yes);
  const ordered = [...measured].sort((a, b) => size(b) - size(a));
  const [most, least] = [ordered[0], ordered.at(-1)];
  if (!most || !least) return 'Nothing was counted yet';
  const say = (line: Line) => (line.isOf ? `${line.yes} of ${line.yes + line.rest}` : said(line.yes, type));
  if (size(most) === size(least)) {
    return `${capital(lines.length === 2 ? `${most.label} and ${least.label}` : 'all of them')} stand level at ${say(most)}`;
  }
  return `Most: ${most.label} (${say(most)}); least: ${least.label} (${say(least)})`;
}

function piecesOf(parts: readonly { readonly kind: Piece['kind']; readonly n: number }[]): Piece[] {
  let x = 0;
  return parts.flatMap(({ kind, n }) => {
    const width = Math.round(n * 1000) / 10;
    const piece = { kind, x, width };
    x = Math.round((x + width) * 10) / 10;
    return width > 0 ? [piece] : [];
  });
}

function said(value: number, type: ChartData['type']): string {
  if (type === 'pence') return pounds(value).replace(/\.00$/, '');
  return type === 'minutes' ? hours(value) : grouped(value);
}
