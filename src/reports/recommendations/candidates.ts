import { amount } from '../amount.js';
import type { FigureView, ReportView } from '../report-view.js';
import { rules } from './rules.js';
import type { Rule } from './rules.js';

/** Something that the figures suggest. Whether it is recommended is the CPD leader's to decide. */
export interface Candidate {
  /** Stable for the same figure and part: 'stop:metByKind:course'. */
  readonly code: string;
  readonly kind: 'stop' | 'keep' | 'change';
  readonly words: string;
  /** The number that it rests on, in words. */
  readonly because: string;
}

/** Fewer cases suggest nothing: they would say more about chance. */
const ENOUGH = 5;

/** What the figures of a report suggest, by rules that stand in one place. Pure. */
export function candidatesOf(report: ReportView): Candidate[] {
  const figures = report.sections.flatMap((it) => it.figures);
  return rules.flatMap((rule) => {
    const figure = figures.find((it) => it.name === rule.figure);
    return figure && figure.value !== null ? suggestions(rule, figure) : [];
  });
}

function suggestions(rule: Rule, figure: FigureView): Candidate[] {
  const parts = rule.whole ? [{ path: [], value: figure.value ?? 0, of: figure.of }] : figure.parts;
  return parts
    .filter(({ value, of }) => (of === null ? value >= rule.from : of >= ENOUGH && rule.holds(value / of)))
    .map(({ path, value, of }) => ({
      code: [rule.kind, figure.name, ...path].join(':').slice(0, 200),
      kind: rule.kind,
      words: rule.words(path),
      because: `${figure.title}: ${amount(value, of, figure.unit)}.`,
    }));
}
