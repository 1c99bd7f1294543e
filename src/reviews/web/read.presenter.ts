import { localDate } from '../../platform/calendar/index.js';
import { capital, count, longDate, paths, plainDate, whose } from '../../web/index.js';
import type { Link, PageModel, Path } from '../../web/index.js';
import type { ObjectiveJudgement } from '../review-parts.js';
import { needCards, openItems } from './needs.presenter.js';
import type { NeedCard } from './needs.presenter.js';
import { judgementOf, objectivesOf, textOf } from './review.facts.js';
import type { ReviewFacts } from './review.facts.js';
import { seesReview, whatIsPassed } from './saying.js';
import type { Sees } from './saying.js';
import { isClosing } from './stage.js';
import { STEPS } from './steps.js';

export interface ReadModel extends PageModel {
  readonly lede: string;
  readonly isOwn: boolean;
  readonly seesReview: Sees;
  readonly seesNeeds: Sees;
  readonly objectives: readonly ObjectiveRow[];
  readonly parts: readonly { readonly title: string; readonly text: string; readonly by?: string }[];
  readonly needs: readonly NeedCard[];
  readonly mayWant: boolean;
  readonly mayRaise: boolean;
  /** Whether the visitor counts observations here. */
  readonly mayObserve: boolean;
  readonly passed: string;
  /** The one thing to do here first, and what else is possible. */
  readonly primary: Link | null;
  readonly others: readonly Link[];
  readonly observations: readonly string[];
  readonly record: string;
  readonly first: string;
}

interface ObjectiveRow {
  readonly title: string;
  readonly criteria: string;
  readonly outcome?: string;
  readonly met?: boolean;
  readonly why?: string;
}

const OUTCOMES: Readonly<Record<NonNullable<ObjectiveJudgement['outcome']>, string>> = {
  met: 'Met',
  partly: 'Partly met',
  notMet: 'Not met yet',
};

export interface ReadPaths {
  readonly list: Link;
  readonly step: Path<`/${string}/:id/steps/:step`>;
  readonly need: Path<`/${string}/:id/needs/:item`>;
}

/** A review as both of them read it. */
export function presentRead(facts: ReviewFacts, at: ReadPaths): ReadModel {
  const { review, stage, year, person } = facts;
  const isOwn = review.standing === 'reviewee';
  const active = isOwn || review.standing === 'reviewer';
  const steps = active ? stepsOf(facts, at) : { primary: null, others: [] };
  const needs = needCards(facts, at.need).map((need) => ({ ...need, change: null, takeOut: null }));
  const passed = openItems(review).filter(({ passedAt }) => passedAt !== null).length;
  return {
    title: isOwn ? `My review, ${year}` : `${whose(person)} review, ${year}`,
    back: at.list,
    lede: LEDES[stage]?.(facts) ?? '',
    isOwn,
    seesReview: seesReview(facts),
    seesNeeds: {
      locked: false,
      text:
        passed > 0
          ? `Training needs: ${facts.leaders.join(' and ') || 'the CPD leader'} has them now`
          : `Training needs: ${facts.leaders.join(' and ') || 'the CPD leader'} sees them once you both agree`,
    },
    objectives: objectiveRows(facts),
    parts: partsOf(facts),
    needs,
    mayWant: active && stage === 'shared',
    mayRaise: active && stage === 'monitoring',
    mayObserve: review.standing === 'reviewer' && stage === 'monitoring',
    passed: whatIsPassed(facts, passed > 0 ? passed : needs.length, passed > 0 ? 'sees' : 'will see'),
    ...steps,
    observations: review.content.observations
      .filter(({ struckAt }) => struckAt === null)
      .map(
        ({ observedOn, minutes, focus }) =>
          `${plainDate(observedOn, facts.today)}: ${minutes} minutes. ${focus}`,
      ),
    record: paths.record.to({ id: review.id }),
    first: facts.first,
  };
}

function objectiveRows({ review, stage }: ReviewFacts): ObjectiveRow[] {
  const written = objectivesOf(review, 'objectives');
  const inForce = review.content.objectives as typeof written;
  const { judgements } = judgementOf(review);
  const shown = inForce.length > 0 ? inForce : written;
  return shown.map(({ id, title, successCriteria }) => {
    const judged =
      isClosing(stage) || stage === 'over' ? judgements.find((j) => j.objectiveId === id) : undefined;
    return {
      title,
      criteria: successCriteria,
      ...(judged?.outcome
        ? { outcome: OUTCOMES[judged.outcome], met: judged.outcome === 'met', why: judged.why }
        : {}),
    };
  });
}

function partsOf({ review, today, person, reviewers }: ReviewFacts): ReadModel['parts'] {
  const texts = [
    { title: 'What was agreed about the year', text: textOf(review, 'summary') },
    { title: 'Observation', text: textOf(review, 'observation') },
    { title: 'Support', text: textOf(review, 'support') },
    { title: 'Notes of the mid-year meeting', text: textOf(review, 'midYear') },
    { title: 'Looking back on the year', text: judgementOf(review).overall },
    ...review.content.aims.map(({ years, body }) => ({
      title: years === 3 ? 'Three-year aim' : 'Five-year aim',
      text: body,
    })),
  ].filter(({ text }) => text.trim() !== '');
  const comments = review.content.comments.map(({ about, wordsOf, writtenAt, body }) => {
    const at = localDate(typeof writtenAt === 'string' ? writtenAt : writtenAt.toISOString());
    const who =
      wordsOf === review.revieweeId
        ? person
        : (reviewers[review.reviewers.indexOf(wordsOf)] ?? 'The moderator');
    return { title: COMMENTS[about] ?? 'Comment', text: body, by: `${who}, ${plainDate(at, today)}` };
  });
  return [...texts, ...comments];
}

const COMMENTS: Readonly<Record<string, string>> = {
  statement: 'Comment on the statement',
  changes: 'Changes that were asked for',
  judgement: 'Comment on the judgement',
  dispute: 'What could not be agreed',
  decision: 'What the moderator decided',
};

/** What can be done here by whoever looks, the duty at hand first. */
function stepsOf(facts: ReviewFacts, { step }: ReadPaths): Pick<ReadModel, 'primary' | 'others'> {
  const { review, stage, mine } = facts;
  const id = review.id;
  const go = (name: string): Link => ({
    href: step.to({ id, step: name }),
    text: STEPS[name]?.title(facts) ?? name,
  });
  const due = (event: string): boolean => mine.some((duty) => duty.event === event);
  const isReviewer = review.standing === 'reviewer';
  switch (stage) {
    case 'shared':
      return {
        primary: due('ISSUE') ? go('issue') : due('AGREE') ? go('agree') : null,
        others: isReviewer
          ? [{ ...go('withdraw'), text: 'Take it back and change it' }, go('dispute')]
          : [go('changes'), go('dispute')],
      };
    case 'agreed':
      return { primary: null, others: [{ ...go('withdraw'), text: 'Withdraw the agreement' }] };
    case 'monitoring': {
      const midYear = { href: paths.revieweeMidYear.to({ id }), text: 'Hold the mid-year meeting' };
      return {
        primary: isReviewer
          ? due('HOLD_MID_YEAR')
            ? midYear
            : { ...midYear, text: 'Notes of the mid-year meeting' }
          : null,
        others: [go('close'), go('dispute')],
      };
    }
    case 'judging':
      return {
        primary: isReviewer
          ? { href: paths.revieweeJudgement.to({ id }), text: 'Judge the objectives' }
          : null,
        others: [go('dispute')],
      };
    case 'signing':
      return {
        primary: due('ISSUE') ? go('issue') : due('SIGN') ? go('sign') : null,
        others: isReviewer
          ? [{ ...go('withdraw'), text: 'Take the judgement back' }, go('dispute')]
          : [go('dispute')],
      };
    case 'signed':
      return { primary: null, others: [{ ...go('withdraw'), text: 'Withdraw the signature' }] };
    default:
      return { primary: null, others: [] };
  }
}

const LEDES: Readonly<Partial<Record<ReviewFacts['stage'], (facts: ReviewFacts) => string>>> = {
  planning: ({ first }) =>
    `The meeting is still to come. What ${first} drafts is private until it is shared.`,
  drafting: () => 'You have met. The statement is being written; you read it here once it is shared.',
  shared: ({ mine, today }) => {
    const due = mine.find(({ event }) => event === 'AGREE' || event === 'ISSUE');
    if (!due) return 'You have agreed. It stands once the other has agreed too.';
    if (due.dueOn === null) return 'Read it, and agree or say what shall be different.';
    return `Read it, and agree by ${longDate(due.dueOn, today)}: ${
      due.dueOn < today ? 'late already' : `${count(Math.max(0, due.workingDays), 'school day')} left`
    }.`;
  },
  agreed: ({ review }) =>
    `Agreed. ${capital(count(openItems(review).length, 'training need'))} will pass on when the time to withdraw is over.`,
  monitoring: () => 'Agreed and under way. What you both agreed stands here all year.',
  judging: () => 'The year is looked back on: each objective is judged.',
  signing: () => 'The judgement is shared. Read it, comment if you want to, and sign.',
  signed: () => 'Signed. It is complete when the time to withdraw is over.',
  moderation: () => 'Somebody independent hears you both and decides. Meanwhile the clocks stand still.',
  paused: () => 'Paused. Nothing counts as late until it goes on.',
  over: () => 'This review is closed. It stays here for the people in it.',
};
