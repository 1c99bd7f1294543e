import type { FigurePart } from './figures/figure.js';
import { amount } from './amount.js';
import { labelOfPath } from './labels.js';
import type { FigureView, ReportView, SectionView } from './report-view.js';

/** A report in plain words, as Markdown: the same for every edition. Pure. */
export function renderReport(report: ReportView): string {
  const appendix = report.sections.flatMap((it) => it.figures.filter((figure) => figure.appendix));
  const lines = [
    `# Impact report ${report.year}`,
    '',
    report.school,
    '',
    ...report.sections.filter(saysSomething).flatMap((section, at) => sectionLines(section, at + 1)),
    ...(appendix.length > 0 ? ['## Appendix', '', ...appendix.flatMap(figureLines)] : []),
    ...(report.addendum ? ['## Autumn addendum', '', plain(report.addendum), ''] : []),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

const saysSomething = ({ figures, commentary, notKnown }: SectionView): boolean =>
  figures.length > 0 || commentary !== '' || notKnown !== '';

function sectionLines({ title, figures, commentary, notKnown }: SectionView, number: number): string[] {
  return [
    `## ${number}. ${title}`,
    '',
    ...figures.filter((it) => !it.appendix && !it.inTable).flatMap(figureLines),
    ...(commentary ? [plain(commentary), ''] : []),
    ...(notKnown ? ['What is not known:', '', plain(notKnown), ''] : []),
  ];
}

function figureLines({ title, words, unit, value, of, reason, parts }: FigureView): string[] {
  const said = value === null ? `not known. ${reason ?? ''}` : amount(value, of, unit);
  return [
    `- **${title}**: ${said}`,
    `  ${words}`,
    ...parts.map((part) => `  - ${pathOf(part)}: ${amount(part.value, part.of, unit)}`),
    '',
  ];
}

const pathOf = ({ path }: FigurePart): string => plain(labelOfPath(path));

/** What people wrote stands as text: nothing in it becomes a heading, a list, a link or an element. */
function plain(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|]/g, (sign) => `\\${sign}`)
    .replace(/^(\s*)([#+-]|\d+[.)])/gm, (_, space: string, mark: string) => `${space}\\${mark}`);
}
