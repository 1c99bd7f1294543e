import { localDate } from '../../platform/calendar/index.js';
import { capital, count, paths, shortDate } from '../../web/index.js';
import type { FormModel, PageModel } from '../../web/index.js';
import type { Place } from '../place.js';
import type { ToldNeed } from './my-needs.facts.js';

export interface MyNeedsModel extends PageModel {
  readonly lede: string;
  readonly form: FormModel;
  readonly errors: FormModel['errors'];
  readonly needs: readonly NeedRow[];
}

interface NeedRow {
  readonly title: string;
  readonly outcome: string;
  readonly place: string;
  readonly tone: 'done' | 'now' | 'quiet';
  readonly why: string;
  readonly reasons: readonly string[];
  readonly from: string;
  readonly href: string;
}

const PLACE: Readonly<Record<Place, string>> = {
  contested: 'Being decided',
  passed: 'With the CPD leader',
  triaged: 'Sorted',
  deferred: 'Later',
  planned: 'Planned',
  matched: 'Something is found',
  underWay: 'Under way',
  evaluating: 'What changed?',
  met: 'Met',
  partlyMet: 'Partly met',
  notMet: 'Not met yet',
  declined: 'Not taken up',
  referred: 'An adviser is asked',
  withdrawn: 'Withdrawn',
  paused: 'Paused',
  ended: 'Ended',
};
/** What it means for the person, and who has the next move. */
const WHY: Readonly<Record<Place, string>> = {
  contested: 'Only one of you and your reviewer wanted it. Somebody independent decides.',
  passed: 'The CPD leader sorts it next, and you hear what becomes of it.',
  triaged: 'It has its place among the school’s priorities. Something that fits is looked for.',
  deferred: 'It waits, and comes back by itself.',
  planned: 'It is in the training plan.',
  matched: 'Something that fits is found. Your place comes next.',
  underWay: 'You are on it.',
  evaluating: 'Say what changed: then it can be called met.',
  met: 'It worked.',
  partlyMet: 'Some of it worked. What is left can be raised again.',
  notMet: 'It did not work yet. It is not lost: it can be raised again.',
  declined: 'It is not taken up this year.',
  referred: 'An adviser from outside was asked, and answers by a set day.',
  withdrawn: 'It was taken back.',
  paused: 'It stands still while you are away. Nothing counts as late.',
  ended: 'Nothing more happens with it.',
};
const sentence = (text: string): string => (/[.!?…]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);
const DONE: readonly Place[] = ['met'];
const QUIET: readonly Place[] = ['deferred', 'declined', 'withdrawn', 'paused', 'ended'];

const ORIGIN: Readonly<Record<string, string>> = {
  annex: 'From your review',
  standardsGap: 'From your standards',
  ownRequest: 'You asked for it',
  expiringCertificate: 'A certificate runs out',
  induction: 'From your induction',
};

export function presentMyNeeds(needs: readonly ToldNeed[], form: FormModel, today: string): MyNeedsModel {
  const open = needs.filter(({ place }) => ![...DONE, ...QUIET].includes(place)).length;
  return {
    title: 'My training needs',
    back: { href: paths.development.pattern, text: 'My development' },
    lede: ledeOf(needs.length, open),
    form,
    errors: form.errors,
    needs: needs.map((need) => ({
      title: need.title,
      outcome: need.outcome,
      place: PLACE[need.place],
      tone: DONE.includes(need.place) ? 'done' : QUIET.includes(need.place) ? 'quiet' : 'now',
      why: WHY[need.place],
      reasons: need.reasons.map(
        ({ body, by, until }) =>
          `${by}: ${sentence(body)}${until ? ` Until ${shortDate(until, today)}.` : ''}`,
      ),
      from: `${ORIGIN[need.origin] ?? 'From the school’s priorities'}, ${shortDate(localDate(need.raisedAt), today)}`,
      href: paths.record.to({ id: need.id }),
    })),
  };
}

function ledeOf(all: number, open: number): string {
  if (all === 0) return 'What you want to learn, where it is, and why.';
  if (all === 1)
    return open === 1 ? 'One training need, and it is on the way.' : 'One training need, not open any more.';
  const rest = open === 0 ? 'none of them open' : `${count(open, 'of them', 'of them')} on the way`;
  return `${capital(count(all, 'training need'))}, ${rest}.`;
}
