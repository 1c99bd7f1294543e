import { amount } from '../amount.js';
import type { FigureView, SectionView } from '../report-view.js';

const share = ({ value, of, unit }: FigureView): string => amount(value ?? 0, of, unit);
/** The figure of each section that comes first, and how it is said. */
const LEADING: Readonly<Record<string, readonly [name: string, say: (figure: FigureView) => string]>> = {
  priorities: [
    'prioritiesMet',
    (it) => `Of what was judged for school priorities, ${share(it)} met the outcome.`,
  ],
  cash: ['spent', (it) => `${share(it)} was spent on training, cover apart.`],
  statutory: ['statutoryCurrent', (it) => `${share(it)} for statutory training are current.`],
  needs: ['needsMet', (it) => `${share(it)} were met.`],
  whoGotWhat: ['staffReached', (it) => `${share(it)} took part in something.`],
  inHouse: ['inHouseShare', (it) => `${share(it)} were on training by the school’s own people.`],
  stopKeepChange: ['metByKind', (it) => `${share(it)} that were judged met the outcome.`],
  earlyCareer: [
    'earlyCareerReached',
    (it) => `Of early-career teachers, ${share(it)} took part in something.`,
  ],
  plan: ['activitiesHeld', (it) => `${share(it)} that were set up took place.`],
  impact: ['level4', (it) => `What was learnt is used often or always after ${share(it)}.`],
  standards: ['standardsSecureAfter', (it) => `At the end people felt secure in ${share(it)}.`],
  valueForMoney: ['cashPerPlace', (it) => `A place cost ${share(it)} in cash, paid time apart.`],
  nextYear: ['asks', (it) => `${share(it)} is asked for next year.`],
};

/** The sentence that a section begins with; where its first figure is not known, that. Pure. */
export function headlineOf({ section, title, figures, items }: SectionView): string {
  if (section === 'recommendations') return recommended(items.length);
  const [name, say] = LEADING[section] ?? [];
  const leading = figures.find((it) => it.name === name);
  if (!leading || !say) return '';
  if (leading.value === null)
    return `Not known: ${lowerFirst(leading.title || title)}. ${leading.reason ?? ''}`.trim();
  return say(leading);
}

function recommended(number: number): string {
  if (number === 0) return 'Nothing has been recommended yet.';
  return number === 1 ? 'One thing is recommended.' : `${number} things are recommended.`;
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
