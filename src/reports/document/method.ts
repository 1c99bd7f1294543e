import { SMALLEST_GROUP } from '../../platform/small-numbers.js';
import type { ReportView } from '../report-view.js';
import type { Readers } from './document.js';

/** How the report came about, and what it cannot say: one thought to a sentence. Pure. */
export function methodOf(report: ReportView, readers: Readers): string[] {
  const figures = report.sections.flatMap((it) => it.figures);
  const unknown = figures.filter(({ value }) => value === null).length;
  return [
    'Every figure is computed from the school’s own records, by the definition that stands with it, and opens to the records behind it.',
    ...(report.computedAt === null
      ? ['The figures have not been computed yet.']
      : [
          `The figures were computed on ${report.computedAt.slice(0, 10)}; what was recorded later is not in them.`,
        ]),
    ...(unknown > 0
      ? [
          `Of ${figures.length} figures ${unknown} are not known or not shown; each says why. Not known is never shown as nought.`,
        ]
      : []),
    ...(readers === 'leaders'
      ? []
      : [
          `Nobody is named. Groups of fewer than ${SMALLEST_GROUP} people are merged with others or left out, also where they could be had by subtraction.`,
        ]),
    'Outcomes were fixed before the training and judged by line managers; a sample is looked at by a second person. Those who did not answer are counted as such and not estimated.',
    'The levels stand side by side. That one follows another does not mean that one caused the other; other factors are recorded with the judgements.',
    'Paid time stands beside cash and is never added to it. Recoverable VAT is left out. What was paid once for everybody is shared out over those who were there.',
    'Numbers of a few cases say more about chance than about what works. Shares are given in per cent from twenty cases up.',
  ];
}
