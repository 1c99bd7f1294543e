import type { FigurePart, Unit } from './figures/figure.js';
import type { FigureView, ReportView, SectionView } from './report-view.js';

/** A report in plain words, as Markdown: the same for every edition. Pure. */
export function renderReport(report: ReportView): string {
  const appendix = report.sections.flatMap((it) => it.figures.filter((figure) => figure.appendix));
  const lines = [
    `# Impact report ${report.year}`,
    '',
    report.school,
    '',
    ...report.sections.flatMap((section, at) => sectionLines(section, at + 1)),
    ...(appendix.length > 0 ? ['## Appendix', '', ...appendix.flatMap(figureLines)] : []),
    ...(report.addendum ? ['## Autumn addendum', '', plain(report.addendum), ''] : []),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function sectionLines({ title, figures, commentary, notKnown }: SectionView, number: number): string[] {
  return [
    `## ${number}. ${title}`,
    '',
    ...figures.filter((it) => !it.appendix).flatMap(figureLines),
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

const pathOf = ({ path }: FigurePart): string => plain(path.map((step) => WORDS[step] ?? step).join(', '));

/** Codes of breakdowns, in words. */
const WORDS: Readonly<Record<string, string>> = {
  teaching: 'teaching staff',
  support: 'support staff',
  teacher: 'teachers',
  teachingAssistant: 'teaching assistants',
  hlta: 'higher level teaching assistants',
  partTime: 'part-time',
  fullTime: 'full-time',
  inHouse: 'in-house',
  inset: 'INSET day',
  inSchoolSession: 'session in school',
  teamTeaching: 'team teaching',
  lessonObservation: 'lesson observation',
  learningWalk: 'learning walk',
  actionResearch: 'action research',
  networkMeeting: 'network meeting',
  workingParty: 'working party',
  eLearning: 'e-learning',
  pupilOutcomes: 'pupil outcomes',
  evidence: 'evidence and expertise',
  collaboration: 'collaboration and challenge',
  sustained: 'sustained over time',
  ledFromTop: 'led from the top',
  annex: 'from reviews',
  standardsGap: 'from self-assessments',
  ownRequest: 'asked for',
  selfEvaluation: 'from self-evaluation',
  improvementPlan: 'from the improvement plan',
  expiringCertificate: 'certificates about to expire',
  together: 'small groups together',
};

/** Of pence only pounds are shown, of minutes hours; a share also as per cent from twenty cases on. */
export function amount(value: number, of: number | null, unit: Unit): string {
  if (unit === 'pence') return `${pounds(value)}${of === null ? '' : ` (${of} cases)`}`;
  if (unit === 'minutes') return hours(value);
  if (of === null) return `${value} ${value === 1 ? SINGULAR[unit] : unit}`;
  const share = of >= 20 ? ` (${Math.round((100 * value) / of)} %)` : '';
  return `${value} of ${of} ${unit}${share}`;
}

const SINGULAR: Readonly<Record<Unit, string>> = {
  people: 'person',
  needs: 'need',
  bookings: 'booking',
  evaluations: 'evaluation',
  activities: 'activity',
  measures: 'measure',
  certificates: 'certificate',
  answers: 'answer',
  pence: 'penny',
  minutes: 'minute',
};

function pounds(pence: number): string {
  const whole = Math.floor(Math.abs(pence) / 100);
  const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${pence < 0 ? '−' : ''}£${grouped}.${String(Math.abs(pence) % 100).padStart(2, '0')}`;
}

function hours(minutes: number): string {
  const whole = Math.floor(minutes / 60);
  return `${whole} h ${minutes % 60} min`;
}

/** What people wrote stands as text: nothing in it becomes a heading, a list, a link or an element. */
function plain(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|]/g, (sign) => `\\${sign}`)
    .replace(/^(\s*)([#+-]|\d+[.)])/gm, (_, space: string, mark: string) => `${space}\\${mark}`);
}
