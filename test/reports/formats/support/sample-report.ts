import type {
  DocumentFigure,
  DocumentSection,
  ReportDocument,
} from '../../../../src/reports/document/index.js';

const figure = (it: Partial<DocumentFigure> & Pick<DocumentFigure, 'id' | 'name' | 'unit' | 'value'>) => ({
  ...{ of: null, reason: null, definitionId: it.id, appendix: false, earlier: [] },
  ...it,
});
const section = (it: Partial<DocumentSection> & Pick<DocumentSection, 'id' | 'title'>): DocumentSection => ({
  ...{
    headline: '',
    lines: [],
    figures: [],
    tables: [],
    charts: [],
    items: [],
    commentary: '',
    notKnown: [],
  },
  ...it,
});

/** A small report with one of everything: shares, money, time, what is not known, a chart, items, an erratum. */
export const SAMPLE: ReportDocument = {
  school: { name: 'Brook Lane Primary', urn: '123456' },
  cycle: { title: '2026 to 2027', startsOn: '2026-09-01', endsOn: '2027-08-31' },
  ...{ readers: 'governors', edition: 2, dataVersion: '4711' },
  computedAt: '2027-06-02T11:00:00.000Z',
  frozenAt: '2027-07-05T16:00:00.000Z',
  sections: [
    section({
      ...{ id: 'year', title: 'The year on one page', headline: 'Brook Lane Primary, 2026 to 2027' },
      lines: ['Reading changed most.', '£7,012.50 was spent on training, cover apart.'],
    }),
    section({
      ...{ id: 'priorities', title: 'School priorities', headline: 'Of 97 outcomes, 61 were met.' },
      figures: [
        figure({ id: 'prioritiesMet', name: 'Outcomes met', unit: 'evaluations', value: 61, of: 97 }),
        figure({
          ...{ id: 'prioritiesMeasured', name: 'Outcomes measured', unit: 'measures', value: null },
          reason: 'Nothing has been measured.',
        }),
      ],
      tables: [
        {
          ...{ id: 'by-priority', title: 'Outcomes met, by school priority', note: 'Judged outcomes only.' },
          columns: [
            { id: 'label', title: 'Priority', type: 'text', figureId: null },
            { id: 'met', title: 'Met', type: 'share', figureId: 'prioritiesMet' },
            { id: 'unknown', title: 'Not known', type: 'count', figureId: null },
          ],
          rows: [
            ['Guided reading', { value: 47, of: 62 }, 1204],
            ['Mathematics talk', { value: 14, of: 19 }, 0],
            ['Subject leadership', { notShown: 'It would speak of fewer than 5 people.' }, 3],
          ],
        },
      ],
      charts: [
        {
          ...{ id: 'prioritiesMet-chart', title: 'Outcomes met', tableId: 'by-priority', type: 'count' },
          description: 'Outcomes met. Guided reading: 47 of 62; Mathematics talk: 14 of 19.',
          bars: [
            { label: 'Guided reading', series: 'yes', value: 47 },
            { label: 'Guided reading', series: 'no', value: 15 },
            { label: 'Mathematics talk', series: 'yes', value: 14 },
            { label: 'Mathematics talk', series: 'no', value: 5 },
          ],
        },
      ],
      items: [
        { id: 'one', kind: 'keep', text: 'Keep coaching in pairs.', because: '28 of 37 outcomes met.' },
        { id: 'two', kind: 'stop', text: 'Stop single days.', because: '' },
      ],
      commentary: 'Children talk about their own texts.\n\nSubject leadership needs another approach.',
      notKnown: ['Outcomes measured: Nothing has been measured.', 'Whether the change lasts.'],
    }),
    section({
      ...{ id: 'cash', title: 'Cash', headline: '£7,012.50 was spent on training, cover apart.' },
      figures: [
        figure({ id: 'spent', name: 'Spent, without cover', unit: 'pence', value: 701_250 }),
        figure({ id: 'released', name: 'Released', unit: 'pence', value: -1205 }),
        figure({ id: 'paidTime', name: 'Paid time', unit: 'minutes', value: 18_683 }),
        figure({
          ...{ id: 'costPerOutcome', name: 'Cash for each outcome met', unit: 'pence' },
          ...{ value: 11_496, of: 61, appendix: true },
        }),
      ],
      tables: [
        {
          ...{ id: 'cash-by-kind', title: 'Cash by kind', note: '' },
          columns: [
            { id: 'label', title: 'Kind', type: 'text', figureId: null },
            { id: 'spent', title: 'Spent', type: 'pence', figureId: 'spent' },
            { id: 'time', title: 'Paid time', type: 'minutes', figureId: 'paidTime' },
          ],
          rows: [
            ['fee', 600_001, 18_683],
            ['travel', 101_249, { notShown: 'Nothing is recorded here.' }],
          ],
        },
        {
          ...{ id: 'costPerOutcome', title: 'Cash for each outcome met', note: '' },
          columns: [
            { id: 'label', title: 'Of these', type: 'text', figureId: null },
            { id: 'costPerOutcome', title: 'Cash', type: 'pence', figureId: 'costPerOutcome' },
          ],
          rows: [['coaching', 5351]],
        },
      ],
    }),
  ],
  definitions: [
    ...[{ id: 'prioritiesMet', name: 'Outcomes met', section: 'priorities' as const }],
    ...[{ id: 'spent', name: 'Spent, without cover', section: 'cash' as const }],
  ].map((it) => ({ ...it, words: `What “${it.name}” counts.`, unit: 'evaluations' as const })),
  errata: [
    {
      ...{
        edition: 2,
        publishedAt: '2027-07-20T10:00:00.000Z',
        words: 'One booking had been counted twice.',
      },
      changes: [
        {
          ...{ figureId: 'spent', name: 'Spent, without cover', unit: 'pence' },
          before: { cycle: '2026 to 2027', value: 711_250, of: null },
          after: { cycle: '2026 to 2027', value: 701_250, of: null },
        },
      ],
    },
  ],
  addendum: 'Results came in August.',
};
