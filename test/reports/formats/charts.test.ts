import { afterAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { closeDocuments } from '../../../src/platform/documents/index.js';
import type { ChartData } from '../../../src/reports/document/index.js';
import { linesOf } from '../../../src/reports/formats/charts/chart-spec.js';
import { chartsOfReport, chartSvg } from '../../../src/reports/formats/index.js';
import { anyText } from './support/any-report.js';
import { SAMPLE } from './support/sample-report.js';

const CHART = SAMPLE.sections[1]?.charts[0] as ChartData;
/** Words and width of each bar, as they stand in the picture. */
const bars = (svg: string): [words: string, width: number][] =>
  [...svg.matchAll(/<path aria-label="([^"]*)"[^>]*aria-roledescription="bar" d="M[\d.,-]+h([\d.]+)v/g)].map(
    ([, words = '', width]) => [words, Number(width)],
  );

describe('a chart of the report', () => {
  afterAll(closeDocuments);

  it('has a name, a description and roles, and each bar says its own number', async () => {
    const svg = await chartSvg(CHART);
    expect(svg).toMatch(
      /^<svg role="graphics-document" aria-roledescription="chart" aria-labelledby="prioritiesMet-chart-title"/,
    );
    expect(svg).toContain('<title id="prioritiesMet-chart-title">Outcomes met</title>');
    expect(svg).toContain('47 of 62; Mathematics talk: 14 of 19.</desc>');
    expect(bars(svg).map(([words]) => words)).toEqual([
      ...['Guided reading (yes): 47', 'Guided reading (no): 15'],
      ...['Mathematics talk (yes): 14', 'Mathematics talk (no): 5'],
    ]);
    expect(svg).toContain('>47 of 62</text>');
    expect(svg).not.toMatch(/<script|\bon\w+=|javascript:|<style|\bstyle=/i);
  });

  it('draws bars as long as their numbers', async () => {
    const [[, yes = 0] = [], [, no = 0] = [], [, other = 0] = []] = bars(await chartSvg(CHART));
    expect(yes / no).toBeCloseTo(47 / 15, 2);
    expect(yes / other).toBeCloseTo(47 / 14, 2);
  });

  it('says money in pounds and time in hours', async () => {
    const one = { ...CHART, bars: [{ label: 'fee', series: 'total', value: 600_001 }] };
    expect(await chartSvg({ ...one, type: 'pence' })).toContain('>£6,000.01</text>');
    expect(await chartSvg({ ...one, type: 'minutes' })).toContain('>10000 h 1 min</text>');
  });

  it('gives ids of its own to every chart on a page', async () => {
    const again = { ...CHART, id: 'other "chart"' };
    const section = { ...SAMPLE.sections[1], charts: [CHART, again] } as (typeof SAMPLE.sections)[number];
    const drawn = await chartsOfReport({ sections: [section] });
    const ids = [...drawn.values()].flatMap((svg) =>
      [...svg.matchAll(/\bid="([^"]*)"/g)].map(([, id]) => id),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toContain('other--chart--title');
  });

  it('shows any words as words', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const label = text || 'x';
        const chart = {
          ...CHART,
          title: text,
          description: text,
          bars: [{ label, series: 'total', value: 3 }],
        };
        const svg = await chartSvg(chart);
        expect(
          svg.match(/<(?!\/?(?:svg|g|path|line|rect|text|tspan|title|desc|defs|clipPath)\b)/g),
        ).toBeNull();
      }),
      { numRuns: 25, endOnFailure: true },
    );
  });

  it('breaks labels between words, in two lines at most', () => {
    expect(linesOf('support staff, higher level teaching assistants')).toEqual([
      ...['support staff, higher level', 'teaching assistants'],
    ]);
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (label) => {
        const lines = linesOf(label);
        expect(lines.length).toBeLessThanOrEqual(2);
        for (const line of lines) expect(line.length).toBeLessThanOrEqual(30);
      }),
    );
  });
});
