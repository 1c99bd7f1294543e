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
    lede:
      needs.length === 0
        ? 'What you want to learn, where it is, and why.'
        : `${capital(count(needs.length, 'training need'))}, ${open === 0 ? 'none of them open' : `${count(open, 'of them', 'of them')} on the way`}.`,
    form,
    errors: form.errors,
    needs: needs.map((need) => ({
      title: need.title,
      outcome: need.outcome,
      place: PLACE[need.place],
      tone: DONE.includes(need.place) ? 'done' : QUIET.includes(need.place) ? 'quiet' : 'now',
      why: need.explain,
      reasons: need.reasons.map(
        ({ body, by, until }) => `${by}: ${body}${until ? ` Until ${shortDate(until, today)}.` : ''}`,
      ),
      from: `${ORIGIN[need.origin] ?? 'From the school’s priorities'}, ${shortDate(localDate(need.raisedAt), today)}`,
      href: paths.record.to({ id: need.id }),
    })),
  };
}
