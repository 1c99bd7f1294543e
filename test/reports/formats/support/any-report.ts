import fc from 'fast-check';
import type { Cell, ColumnType, ReportDocument, Table } from '../../../../src/reports/document/index.js';
import { SAMPLE } from './sample-report.js';

const NASTY = [
  ...['=HYPERLINK("http://x.example","y")', '+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '"; =cmd|x', '＝1+1'],
  ...[
    '<script>alert(1)</script>',
    '</svg><b>',
    '&amp; &lt;',
    ']]>',
    '*bold* _it_ #set page() $x$ @cite',
    '`raw` // no',
  ],
  ...[
    'שלום עולם',
    'مرحبا',
    '漢字かな',
    '👩‍👩‍👧 🎉',
    'e\u0301\u0323',
    '\u202Eevil',
    '\u0000\u0001\u001b',
    '\ud800',
    '\ufffe',
  ],
  ...[
    'Łódź Þór Ωμέγα',
    'a\r\nb\rc\n\n\nd',
    '   ',
    "'quoted'",
    'history',
    '{{ 7 * 7 }} {% x %}',
    'x'.repeat(400),
  ],
];
/** Ten thousand signs of what somebody might paste. */
const LONG = NASTY.join(' ').repeat(40).slice(0, 10_000);

export const anyText = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.constant(LONG),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({ maxLength: 40 }),
);
const label = fc.tuple(fc.constantFrom('', 'Row '), anyText).map((it) => it.join('') || 'Row');
const number = fc.integer({ min: -999_999_999, max: 999_999_999 });
const count = fc.integer({ min: 0, max: 999_999 });

function anyCell(type: ColumnType): fc.Arbitrary<Cell> {
  if (type === 'text') return label;
  const known: fc.Arbitrary<Cell> =
    type === 'share'
      ? fc.tuple(count, count).map(([a, b]) => ({ value: Math.min(a, b), of: Math.max(a, b) }))
      : type === 'pence'
        ? number
        : count;
  return fc.oneof(
    { weight: 4, arbitrary: known },
    { weight: 1, arbitrary: label.map((notShown) => ({ notShown })) },
  );
}

const anyTable = fc
  .tuple(
    label,
    label,
    fc.array(fc.constantFrom<ColumnType>('count', 'pence', 'minutes', 'share', 'text'), { maxLength: 4 }),
  )
  .chain(([title, note, types]) =>
    fc
      .array(fc.tuple(label, ...types.map(anyCell)), { minLength: 1, maxLength: 4 })
      .map((rows): Omit<Table, 'id'> => ({
        ...{ title, note, rows },
        columns: (['text', ...types] as ColumnType[]).map((type, at) => ({
          ...{ id: `c${at}`, title: `${type} ${at}`, type, figureId: null },
        })),
      })),
  );

/** The sample with any words and any tables, and a chart of any of its labels. */
export const anyReport: fc.Arbitrary<ReportDocument> = fc
  .tuple(
    anyText,
    anyText,
    anyText,
    fc.array(anyTable, { maxLength: 3 }),
    fc.array(fc.tuple(label, count), { maxLength: 5 }),
  )
  .map(([school, headline, commentary, tables, bars]) => ({
    ...SAMPLE,
    school: { name: school, urn: null },
    sections: SAMPLE.sections.map((section) =>
      section.id === 'priorities'
        ? {
            ...{ ...section, headline, commentary, notKnown: [commentary] },
            tables: tables.map((table, at) => ({ ...table, id: `table-${at}` })),
            charts:
              bars.length === 0
                ? []
                : [
                    {
                      ...{ id: 'any', title: headline, description: commentary, tableId: 'table-0' },
                      type: 'count' as const,
                      bars: bars.map(([it, value]) => ({ label: it, series: 'total', value })),
                    },
                  ],
          }
        : section,
    ),
  }));
