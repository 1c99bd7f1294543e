import { hours, pounds } from '../../amount.js';
import type { Bar, ChartData } from '../../document/index.js';
import { grouped } from '../shown/in-words.js';

const FONT = 'Atkinson Hyperlegible Next, Atkinson Hyperlegible Next Variable, sans-serif';
const INK = '#16261f';
const MUTED = '#4a5a53';
/** Pine for what was reached, sand for the rest; further series in steps that differ in lightness too. */
const COLOURS = ['#1d4b3a', '#8fb79a', '#c9733b', '#d6cfbe', '#1f4a63', '#b9c4bd'];
/** What is stacked where so many of so many are drawn: words beside the bar say it, so no key is needed. */
const SHARE = ['yes', 'no'];
/** Pixels; the SVG scales to the page. */
const WIDTH = 420;
const BAR = 34;
/** Signs in a line of a label, and lines; the table has the whole of it. */
const LABEL = { line: 30, lines: 2 };

/**
 * A Vega-Lite specification of a chart: a horizontal bar for each label, what belongs to it stacked, and at its end the
 * number in words. Nothing but the bars' own numbers is drawn. Pure.
 */
export function chartSpec({ bars, type, description }: ChartData): object {
  const series = [...new Set(bars.map((bar) => bar.series))];
  const labels = [...new Set(bars.map(({ label }) => label))];
  const rowOf = ({ label }: Bar): number => labels.indexOf(label);
  const y = { field: 'row', type: 'ordinal', axis: null };
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    ...{ description, width: WIDTH, height: { step: BAR }, background: null, padding: 2, config: CONFIG },
    layer: [
      {
        data: {
          values: bars.map((bar) => ({
            ...{ row: rowOf(bar), value: bar.value, series: bar.series },
            ...{ order: series.indexOf(bar.series), said: sayBar(bar, type) },
          })),
        },
        mark: { type: 'bar', height: 18 },
        encoding: {
          y,
          x: { field: 'value', type: 'quantitative', stack: 'zero', axis: null },
          order: { field: 'order', type: 'quantitative' },
          color: {
            ...{ field: 'series', type: 'nominal', scale: { domain: series, range: coloursOf(series) } },
            legend: needsKey(series) ? { orient: 'top', title: null, symbolType: 'square' } : null,
          },
          description: { field: 'said', type: 'nominal' },
        },
      },
      {
        data: { values: labels.map((label, row) => ({ row, label: linesOf(label) })) },
        mark: { ...TEXT, align: 'right', dx: -10, color: INK, x: 0 },
        encoding: { y, text: { field: 'label' } },
      },
      {
        data: { values: labels.map((label, row) => ({ row, ...endOf(label, bars, type) })) },
        mark: { ...TEXT, align: 'left', dx: 8, color: MUTED },
        encoding: { y, x: { field: 'end', type: 'quantitative' }, text: { field: 'said' } },
      },
    ],
  };
}

/** What these texts say the bars' own descriptions say too. */
const TEXT = { type: 'text', baseline: 'middle', fontSize: 13, aria: false };
const CONFIG = {
  font: FONT,
  view: { stroke: null },
  legend: { labelFontSize: 13, labelColor: MUTED, labelLimit: 160, columnPadding: 16 },
};

/** Several series need a key, but for the two sides of a share: words beside the bar say those. */
const needsKey = (series: readonly string[]): boolean =>
  series.length > 1 && !series.every((it) => SHARE.includes(it));

/** A label in lines that fit, broken between words where that is possible; what does not fit ends in dots. Pure. */
export function linesOf(label: string): string[] {
  const lines: string[] = [''];
  for (const word of label.split(/\s+/)) {
    const last = lines.length - 1;
    const longer = lines[last] === '' ? word : `${lines[last]} ${word}`;
    if (longer.length <= LABEL.line || lines[last] === '') lines[last] = longer;
    else lines.push(word);
  }
  const kept = lines.slice(0, LABEL.lines);
  const cut = kept.map((line) => (line.length > LABEL.line ? `${line.slice(0, LABEL.line - 1)}…` : line));
  const end = cut.length - 1;
  if (lines.length > kept.length)
    cut[end] = `${(cut[end] ?? '').replace(/…$/, '').slice(0, LABEL.line - 1)}…`;
  return cut;
}

function coloursOf(series: readonly string[]): string[] {
  const isShare = series.every((it) => SHARE.includes(it));
  return series.map((it, at) => (isShare && it === 'no' ? '#d6cfbe' : (COLOURS[at % COLOURS.length] ?? INK)));
}

/** Where the bars of a label end, and what stands there: of a share so many of so many, else the whole. */
function endOf(label: string, bars: readonly Bar[], type: ChartData['type']) {
  const own = bars.filter((bar) => bar.label === label);
  const end = own.reduce((sum, { value }) => sum + value, 0);
  const yes = own.find(({ series }) => series === 'yes');
  return { end, said: yes ? `${grouped(yes.value)} of ${grouped(end)}` : said(end, type) };
}

function sayBar({ label, series, value }: Bar, type: ChartData['type']): string {
  const words = series === 'total' ? '' : SHARE.includes(series) ? ` (${series})` : `, ${series}`;
  return `${label}${words}: ${said(value, type)}`;
}

function said(value: number, type: ChartData['type']): string {
  if (type === 'pence') return pounds(value);
  return type === 'minutes' ? hours(value) : grouped(value);
}
