import { describe, expect, it } from '@jest/globals';
import { documentOf, isNotShown } from '../../src/reports/index.js';
import type { DocumentSection, ReportView } from '../../src/reports/index.js';
import { emptyReport, figureView, sectionWith } from './support/report-view.js';

const made = { readers: 'leaders', frozenAt: null } as const;
const sectionOf = (report: ReportView, id: string): DocumentSection => {
  const found = documentOf(report, made).sections.find((it) => it.id === id);
  if (!found) throw new Error(`no section ${id}`);
  return found;
};

describe('the report as data', () => {
  const met = figureView('prioritiesMet', {
    ...{ unit: 'evaluations', value: 5, of: 8, title: 'Outcomes met' },
    parts: [
      { path: ['P1 Reading'], value: 4, of: 5 },
      { path: ['P2 Writing'], value: 1, of: 3 },
    ],
  });
  const unknownYet = figureView('prioritiesUnknown', {
    ...{ unit: 'evaluations', value: 2, parts: [{ path: ['P1 Reading'], value: 2, of: null }] },
  });
  const report: ReportView = {
    ...emptyReport,
    sections: [
      sectionWith('priorities', [met, unknownYet], { commentary: '<b>Reading</b>\nmoved' }),
      sectionWith('cash', [
        figureView('spent', { value: null, reason: 'No costs are recorded.', unit: 'pence' }),
      ]),
    ],
  };

  it('shows breakdowns of the same things side by side, with typed columns that lead to their figures', () => {
    const [table] = sectionOf(report, 'priorities').tables;
    expect(table?.columns.map(({ type, figureId }) => [type, figureId])).toEqual([
      ['text', null],
      ['share', 'prioritiesMet'],
      ['count', 'prioritiesUnknown'],
    ]);
    expect(table?.rows[0]).toEqual(['P1 Reading', { value: 4, of: 5 }, 2]);
  });

  it('puts no nought where a breakdown has nothing', () => {
    const cell = sectionOf(report, 'priorities').tables[0]?.rows[1]?.[2];
    expect(cell !== undefined && isNotShown(cell)).toBe(true);
  });

  it('says what is not known, in the headline, in the list and on the first page', () => {
    const cash = sectionOf(report, 'cash');
    expect(cash.headline).toContain('Not known');
    expect(cash.notKnown).toEqual(['spent: No costs are recorded.']);
    expect(sectionOf(report, 'year').lines).toEqual([
      'Of what was judged for school priorities, 5 of 8 evaluations met the outcome.',
      'Not known: spent. No costs are recorded.',
    ]);
  });

  it('leaves what people wrote as it is: whoever shows it escapes it', () => {
    expect(sectionOf(report, 'priorities').commentary).toBe('<b>Reading</b>\nmoved');
  });

  it('says every chart in words and draws both sides of a share', () => {
    const [chart] = sectionOf(report, 'priorities').charts;
    expect(chart?.tableId).toBe('by-priority');
    expect(chart?.description).toBe(
      'Outcomes met. P1 Reading: 4 of 5 evaluations; P2 Writing: 1 of 3 evaluations.',
    );
    expect(chart?.bars.filter(({ label }) => label === 'P1 Reading').map(({ value }) => value)).toEqual([
      4, 1,
    ]);
  });

  it('gives a cost for each case the number of its cases beside it', () => {
    const cost = figureView('costPerOutcome', {
      ...{
        unit: 'pence',
        value: 900,
        of: 12,
        appendix: true,
        parts: [{ path: ['course'], value: 900, of: 12 }],
      },
    });
    const { tables } = sectionOf(
      { ...emptyReport, sections: [sectionWith('stopKeepChange', [cost])] },
      'stopKeepChange',
    );
    expect(tables[0]?.columns.map(({ type }) => type)).toEqual(['text', 'pence', 'count']);
    expect(tables[0]?.rows).toEqual([['course', 900, 12]]);
  });

  it('defines every figure, and names each table once', () => {
    const document = documentOf(report, made);
    const defined = document.definitions.map(({ id }) => id);
    for (const figure of document.sections.flatMap((it) => it.figures))
      expect(defined).toContain(figure.definitionId);
    const tables = document.sections.flatMap((it) => it.tables.map(({ id }) => id));
    expect(new Set(tables).size).toBe(tables.length);
  });
});
