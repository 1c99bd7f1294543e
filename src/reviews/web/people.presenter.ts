import type { z } from 'zod';
import { localDate } from '../../platform/calendar/index.js';
import { capital, count, dueWords, paths, shortDate } from '../../web/index.js';
import type { Link, PageModel } from '../../web/index.js';
import type { summary } from '../api/review.answers.js';
import type { MyDuty } from './review.facts.js';
import { stageOf } from './stage.js';
import type { Stage } from './stage.js';

type Summary = z.output<typeof summary>;

export interface PeopleFacts {
  readonly reviews: readonly Summary[];
  readonly assessments: readonly {
    readonly id: string;
    readonly personId: string;
    readonly cycleId: string;
    readonly state: string;
  }[];
  readonly cycles: readonly { readonly id: string; readonly title: string }[];
  readonly duties: ReadonlyMap<string, readonly MyDuty[]>;
  readonly today: string;
}

export interface PeopleModel extends PageModel {
  readonly lede: string;
  readonly years: readonly { readonly title: string; readonly people: readonly PersonRow[] }[];
}

interface PersonRow {
  readonly name: string;
  readonly when: string;
  readonly left: string;
  readonly late: boolean;
  /** Where the review is, and what is next and whose. */
  readonly place: string;
  readonly next: string;
  readonly action: Link;
  readonly isMine: boolean;
  readonly standards: Link | null;
}

/** What the reviewer does there, on the button. */
const ACTIONS: Readonly<Record<Stage, string>> = {
  planning: 'Prepare the meeting',
  drafting: 'Write and share',
  shared: 'Read and agree',
  agreed: 'Look at it',
  monitoring: 'Open the year',
  judging: 'Judge and share',
  signing: 'Read and sign',
  signed: 'Look at it',
  moderation: 'Look at it',
  paused: 'Look at it',
  over: 'Read it',
};

export function presentPeople(facts: PeopleFacts): PeopleModel {
  const rows = facts.reviews.map((review) => ({ cycleId: review.cycleId, row: rowOf(review, facts) }));
  const years = facts.cycles.flatMap(({ id, title }) => {
    const people = rows.filter(({ cycleId }) => cycleId === id).map(({ row }) => row);
    return people.length === 0 ? [] : [{ title, people: [...people].sort(byUrgency) }];
  });
  const waiting = rows.filter(({ row }) => row.isMine).length;
  return {
    title: 'People I review',
    lede:
      rows.length === 0
        ? ''
        : `${capital(count(rows.length, 'review'))}. ${
            waiting === 0
              ? 'Nothing in them waits for you just now.'
              : `${capital(number(waiting))} for you to go on with.`
          }`,
    years,
  };
}

const number = (n: number): string => (n === 1 ? 'one is' : `${count(n, 'of them', 'of them')} are`);

function rowOf(review: Summary, { duties, assessments, today }: PeopleFacts): PersonRow {
  const stage = stageOf(review);
  const mine = [...(duties.get(review.id) ?? [])].sort(sooner)[0];
  const theirs = review.duties.find((duty) => !duty.mine);
  const due = theirs?.dueAt ? localDate(iso(theirs.dueAt)) : null;
  const words = mine
    ? dueWords(mine.dueOn, today, mine.workingDays)
    : { when: due ? shortDate(due, today) : '', left: due ? 'for them' : '', late: false };
  const own = assessments.find((one) => one.personId === review.revieweeId && one.cycleId === review.cycleId);
  const toConfirm = own && (duties.get(own.id) ?? []).length > 0;
  return {
    name: review.reviewee,
    ...words,
    place: PLACE[stage],
    next: mine ? mine.label : (WAITING[stage] ?? ''),
    action: { href: paths.reviewee.to({ id: review.id }), text: ACTIONS[stage] },
    isMine: mine !== undefined,
    standards: own
      ? {
          href: paths.revieweeStandards.to({ id: own.id }),
          text: toConfirm ? 'Answer their self-assessment' : assessmentPlace(own.state),
        }
      : null,
  };
}

const PLACE: Readonly<Record<Stage, string>> = {
  planning: 'Getting ready',
  drafting: 'Statement being written',
  shared: 'Waiting for agreement',
  agreed: 'Agreed',
  monitoring: 'Year under way',
  judging: 'Being judged',
  signing: 'To be signed',
  signed: 'Signed',
  moderation: 'With the moderator',
  paused: 'Paused',
  over: 'Completed',
};
/** Where nothing is the reviewer's to do. */
const WAITING: Readonly<Partial<Record<Stage, string>>> = {
  planning: 'They draft privately until they share',
  shared: 'They read, comment and agree',
  agreed: 'The training needs pass on when the time to withdraw is over',
  monitoring: 'Nothing to do until the mid-year meeting or the summer',
  signing: 'They read, comment and sign',
  signed: 'It is complete when the time to withdraw is over',
  moderation: 'Somebody independent decides; the clocks stand still',
  paused: 'Nothing counts as late meanwhile',
};

function assessmentPlace(state: string): string {
  if (state.includes('.assessing')) return 'Self-assessment: not sent yet';
  if (state.includes('.differing')) return 'Self-assessment: they read your view';
  return state.includes('.confirmed') ? 'Self-assessment: gaps to choose from' : 'Self-assessment';
}

const iso = (moment: Date | string): string => (typeof moment === 'string' ? moment : moment.toISOString());
const sooner = (a: MyDuty, b: MyDuty): number => (a.dueOn ?? '9').localeCompare(b.dueOn ?? '9');
const byUrgency = (a: PersonRow, b: PersonRow): number =>
  Number(b.late) - Number(a.late) || Number(b.isMine) - Number(a.isMine) || a.name.localeCompare(b.name);
