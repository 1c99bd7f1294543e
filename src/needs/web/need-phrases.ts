import { plainDate } from '../../web/index.js';
import type { BoardNeed } from './needs.schemas.js';

/** Where needs come from, after 'From'. */
const ORIGINS: Readonly<Record<string, string>> = {
  annex: 'a review',
  standardsGap: 'a standards gap',
  ownRequest: 'their own wish',
  selfEvaluation: 'self-evaluation',
  improvementPlan: 'the improvement plan',
  national: 'a national initiative',
  statutory: 'a statutory duty',
  expiringCertificate: 'a certificate that expires',
  induction: 'induction',
};
export const LEVELS: Readonly<Record<string, string>> = {
  individual: 'One person',
  team: 'A team',
  school: 'Whole school',
  national: 'National',
};
const TEACHING = new Set(['teacher', 'leadership']);
/** Places from which a need is still to be decided about. */
export const OPEN = new Set(['passed', 'triaged', 'deferred']);

export const originWords = (origin: string): string => ORIGINS[origin] ?? 'elsewhere';
export const isTeacher = ({ staffGroup }: Pick<BoardNeed, 'staffGroup'>): boolean =>
  TEACHING.has(staffGroup ?? '');

export interface PlaceWords {
  readonly text: string;
  /** Modifier of the tag; the words say it too. */
  readonly tone: 'orange' | 'green' | 'grey' | 'blue';
}

/** Where a need is, in two or three words. */
export function placeWords(
  { place, deferredUntil }: Pick<BoardNeed, 'place' | 'deferredUntil'>,
  today: string,
): PlaceWords {
  switch (place) {
    case 'passed':
      return { text: 'New', tone: 'orange' };
    case 'contested':
      return { text: 'With the moderator', tone: 'grey' };
    case 'triaged':
      return { text: 'Sorted', tone: 'green' };
    case 'deferred':
      return {
        text: `Put off${deferredUntil ? ` until ${plainDate(deferredUntil, today)}` : ''}`,
        tone: 'grey',
      };
    case 'planned':
      return { text: 'In the plan', tone: 'green' };
    case 'matched':
      return { text: 'Activity found', tone: 'green' };
    case 'underWay':
      return { text: 'Booked', tone: 'blue' };
    case 'evaluating':
      return { text: 'Attended', tone: 'blue' };
    case 'met':
      return { text: 'Met', tone: 'green' };
    case 'partlyMet':
      return { text: 'Partly met', tone: 'blue' };
    case 'notMet':
      return { text: 'Not met', tone: 'orange' };
    case 'declined':
      return { text: 'Declined', tone: 'grey' };
    case 'referred':
      return { text: 'With an adviser', tone: 'blue' };
    case 'withdrawn':
      return { text: 'Withdrawn', tone: 'grey' };
    case 'paused':
      return { text: 'Paused', tone: 'grey' };
    default:
      return { text: 'Ended', tone: 'grey' };
  }
}
