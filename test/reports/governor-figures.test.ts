import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { forGovernors, renderReport } from '../../src/reports/index.js';
import type { FigureRow } from '../../src/reports/index.js';
import { figured } from '../../src/reports/figures/figure.js';
import type { FigureSpec } from '../../src/reports/figures/figure.js';
import { namesIn, withoutNames } from '../../src/reports/names.js';
import { amount } from '../../src/reports/amount.js';
import { figures } from '../../src/reports/figures/index.js';
import { emptyReport } from './support/report-view.js';

const spec = (kind: FigureSpec['kind']): FigureSpec => ({
  ...{ name: 'test', section: 'needs', title: 'Test', words: 'Test', unit: 'needs', kind },
  records: () => Promise.resolve([]),
});
const row = fc
  .record({
    person: fc.integer({ min: 1, max: 25 }),
    part: fc.constantFrom(['a', 'x'], ['a', 'y'], ['b', 'z'], ['b', 'w'], ['c'], []),
    counts: fc.boolean(),
  })
  .map(({ person, part, counts }): FigureRow => ({
    ...{ kind: 'need', id: '', label: '', people: [String(person)], part, counts, amount: person },
  }));
const someRows = fc
  .array(row, { maxLength: 60 })
  .map((rows) => rows.map((it, at): FigureRow => ({ ...it, id: String(at) })));
const shownOf = (kind: FigureSpec['kind'], rows: readonly FigureRow[]) => {
  const [shown] = forGovernors([{ spec: spec(kind), rows }]);
  if (!shown) throw new Error('one figure was given');
  return shown;
};
const people = (rows: readonly FigureRow[]): number => new Set(rows.flatMap((it) => it.people)).size;

describe('figures for governors', () => {
  it('speak of nobody or of five people and more, in each part and in what a difference leaves', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const shown = shownOf('share', rows);
        if (shown.value === null) return;
        expect(people(rows) === 0 || people(rows) >= 5).toBe(true);
        const yes = people(rows.filter((it) => it.counts));
        expect(yes === 0 || yes >= 5).toBe(true);
        // Fewer than five rows are fewer than five people: no cell, and no rest of the whole, may be that small.
        const cells = shown.parts.flatMap((part) => [part.value, (part.of ?? 0) - part.value]);
        const placed = shown.parts.reduce((sum, part) => sum + (part.of ?? 0), 0);
        if (shown.parts.length > 0) cells.push((shown.of ?? 0) - placed);
        for (const cell of cells) expect(cell === 0 || cell >= 5).toBe(true);
      }),
    );
  });

  it('keep every row in exactly one part when they show parts', () => {
    fc.assert(
      fc.property(someRows, (rows) => {
        const placed = rows.filter((it) => it.part.length > 0);
        const { parts } = shownOf('count', rows);
        if (parts.length > 0) {
          expect(parts.reduce((sum, part) => sum + part.value, 0)).toBe(placed.length);
        }
      }),
    );
  });

  it('tell nothing of fewer than five by taking a figure from one that holds it', () => {
    fc.assert(
      fc.property(someRows, fc.array(fc.integer({ min: 0, max: 59 }), { maxLength: 60 }), (rows, picked) => {
        const some = rows.filter((_, at) => picked.includes(at));
        const [all, part] = forGovernors([
          { spec: spec('count'), rows },
          { spec: spec('count'), rows: some },
        ]);
        if (typeof all?.value !== 'number' || typeof part?.value !== 'number' || some.length === 0) return;
        const rest = people(rows.filter((it) => !some.includes(it)));
        expect(rest === 0 || rest >= 5).toBe(true);
      }),
    );
  });

  it('are the whole figures where nobody is concerned', () => {
    const money = [
      { kind: 'pot', id: '', label: '', people: [], part: ['x'], counts: true, amount: 7 },
    ] as const;
    expect(shownOf('sum', money)).toEqual(figured(spec('sum'), money));
  });
});

describe('the figures of the report', () => {
  it('each have a name of their own, a definition in words, and a section in the order of the report', () => {
    expect(new Set(figures.map((it) => it.name)).size).toBe(figures.length);
    for (const it of figures) expect(it.words.length).toBeGreaterThan(10);
    const order = [...new Set(figures.map((it) => it.section))];
    expect(order).toEqual([
      ...['priorities', 'cash', 'statutory', 'needs', 'whoGotWhat', 'inHouse'],
      ...['stopKeepChange', 'earlyCareer', 'nextYear'],
      ...['plan', 'impact', 'standards', 'valueForMoney'],
    ]);
    expect(figures.filter((it) => it.appendix).map((it) => [it.name, it.least])).toEqual([
      ['costPerOutcome', 10],
      ['timePerOutcome', 10],
    ]);
  });

  it('are said in pounds, hours and numbers of', () => {
    expect(amount(123_456_789, null, 'pence')).toBe('£1,234,567.89');
    expect(amount(-5, null, 'pence')).toBe('−£0.05');
    expect(amount(125, null, 'minutes')).toBe('2 h 5 min');
    expect(amount(1, null, 'needs')).toBe('1 need');
    expect(amount(3, 4, 'people')).toBe('3 of 4 people');
    expect(amount(15, 20, 'people')).toBe('15 of 20 people (75 %)');
    expect(renderReport(emptyReport)).toBe('# Impact report 2026\n\nS\n');
  });
});

describe('names in what is read outside', () => {
  const staff = [
    { forename: 'Amara', surname: "O'Neill" },
    { forename: 'Bea', surname: 'Lund' },
  ];
  it('are found as forename with surname or title with surname, and nowhere else', () => {
    expect(namesIn('Amara O’Neill and Mrs Lund', staff)).toEqual(['Amara O’Neill', 'Mrs Lund']);
    expect(namesIn('Bea went to Lund; Lundgren; Mrs Lundgren', staff)).toEqual([]);
    expect(withoutNames('Thanks to BEA  LUND.', staff)).toBe('Thanks to a colleague.');
  });
});
