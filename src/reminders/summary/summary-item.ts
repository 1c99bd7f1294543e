import type { LetterItem } from '../../platform/mail/index.js';
import type { Links } from '../links.js';
import type { LateCount } from './late-counts.js';

const NAMES: Readonly<Record<string, readonly [one: string, many: string]>> = {
  activity: ['course or coaching', 'courses and coaching'],
  booking: ['booking', 'bookings'],
  cycle: ['step of the year', 'steps of the year'],
  impact: ['evaluation', 'evaluations'],
  need: ['training need', 'training needs'],
  plan: ['training plan', 'training plans'],
  report: ['impact report', 'impact reports'],
  review: ['review', 'reviews'],
  standards: ['self-assessment', 'self-assessments'],
};

/** The week in one paragraph: how many of what are late, never whose or why. */
export function summaryItem(late: readonly LateCount[], links: Links): LetterItem {
  const parts = late.map(({ chart, records }) => {
    const [one, many] = NAMES[chart] ?? ['record', 'records'];
    return `${records} ${records === 1 ? one : many}`;
  });
  return {
    title: 'The week at a glance',
    text: parts.length > 0 ? `A step is late in: ${parts.join(', ')}.` : 'Nothing is late.',
    link: { label: 'See what is late', url: links.home() },
  };
}
