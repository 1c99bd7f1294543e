import { randomUUID } from 'node:crypto';
import { localDate } from '../../platform/calendar/index.js';
import { capital, count, longDate, paths, presentForm, shortDate, small, whose } from '../../web/index.js';
import type { Draft, FieldErrors, Fields, FormModel, PageModel } from '../../web/index.js';
import { MOST_OBJECTIVES } from '../review-parts.js';
import type { Offered } from './gaps.js';
import { needCards } from './needs.presenter.js';
import type { NeedCard } from './needs.presenter.js';
import { objectivesOf, textOf, writingOf } from './review.facts.js';
import type { Review, ReviewFacts } from './review.facts.js';
import { seesNeeds, seesReview, whatIsPassed } from './saying.js';
import type { Sees } from './saying.js';
import {
  baseOf,
  needNumbers,
  objectiveFields,
  objectiveNumbers,
  statementSpec,
  textParts,
} from './statement.form.js';

export interface WriteModel extends PageModel {
  readonly lede: string;
  readonly late: boolean;
  readonly form: FormModel;
  readonly errors: FormModel['errors'];
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  /** Numbers of the objectives and of the blank needs that the form shows. */
  readonly objectives: readonly { readonly n: number; readonly id: string }[];
  readonly mayAddObjective: boolean;
  readonly newNeeds: readonly number[];
  readonly isPlanning: boolean;
  readonly seesReview: Sees;
  readonly seesNeeds: Sees;
  readonly prepared: Prepared | null;
  readonly waitsForPreparation: string | null;
  readonly aims: readonly { readonly title: string; readonly text: string }[];
  readonly contributions: readonly string[];
  readonly before: string | null;
  readonly needs: readonly NeedCard[];
  readonly gapsFrom: string | null;
  readonly standardsPage: string | null;
  readonly passed: string;
  readonly first: string;
  readonly record: string;
}

interface Prepared {
  readonly when: string;
  readonly text: string;
  readonly objectives: readonly { readonly title: string; readonly successCriteria: string }[];
}

export interface WriteState {
  readonly offered: Offered;
  readonly draft: Draft | null;
  readonly sent?: Fields;
  readonly errors?: FieldErrors;
  readonly more?: boolean;
}

export const draftOfStatement = (id: string): string => `review:${id}:statement`;

/** What is stored of statement and meeting, by the form's fields. */
export function storedStatement(review: Review): Record<string, string> {
  const own = objectivesOf(review, 'objectives');
  const objectives = own.length > 0 ? own : objectivesOf(review, 'proposedObjectives');
  return {
    ...objectiveFields(objectives),
    ...Object.fromEntries(textParts.map((part) => [part, textOf(review, part)])),
  };
}

/** The versions on which a form is based. */
export const basesOf = (review: Review): Record<string, string> =>
  Object.fromEntries(
    ['objectives', ...textParts].map((part) => [baseOf(part), String(writingOf(review, part)?.version ?? 0)]),
  );

export function presentWrite(facts: ReviewFacts, state: WriteState): WriteModel {
  const { review, first, person, year, stage } = facts;
  const { sent, errors, draft, offered } = state;
  const met: Record<string, string> = stage === 'planning' ? { met: longDate(facts.today) } : {};
  const spec = withGaps(offered);
  const form = presentForm(spec, {
    stored: { ...storedStatement(review), ...met },
    sent,
    errors,
    draftName: draftOfStatement(review.id),
    draft,
  });
  const own = objectivesOf(review, 'objectives');
  const ids = (own.length > 0 ? own : objectivesOf(review, 'proposedObjectives')).map(({ id }) => id);
  const filled = objectiveNumbers.filter(
    (n) => form.fields[`title${n}`]?.value || form.fields[`criteria${n}`]?.value,
  );
  const shown = Math.min(MOST_OBJECTIVES, Math.max(1, (filled.at(-1) ?? 0) + (state.more ? 1 : 0)));
  const needs = needCards(facts, paths.revieweeNeed);
  const due = facts.mine.find(
    ({ event }) => event === 'SHARE' || event === 'HOLD_MEETING' || event === 'BOOK_MEETING',
  );
  return {
    title: `${whose(person)} review, ${year}`,
    back: { href: paths.reviewees.pattern, text: 'People I review' },
    ...dueLede(facts, due),
    form,
    errors: form.errors,
    hidden: Object.entries(sent ? basesSent(sent) : basesOf(review)).map(([name, value]) => ({
      name,
      value,
    })),
    objectives: objectiveNumbers
      .slice(0, shown)
      .map((n) => ({ n, id: sent?.text(`id${n}`) || (ids[n - 1] ?? randomUUID()) })),
    mayAddObjective: shown < MOST_OBJECTIVES,
    newNeeds: needNumbers,
    isPlanning: stage === 'planning',
    seesReview: seesReview(facts),
    seesNeeds: seesNeeds(facts),
    prepared: preparedOf(facts),
    waitsForPreparation:
      writingOf(review, 'preparation') || writingOf(review, 'proposedObjectives')
        ? null
        : `${first} has not shared a preparation. What ${first} drafts stays private until then.`,
    aims: review.content.aims.map(({ years, body }) => ({
      title: years === 3 ? 'Three-year aim' : 'Five-year aim',
      text: body,
    })),
    contributions: review.content.contributions.flatMap(({ body }) => body ?? []),
    before: review.before && paths.reviewee.to({ id: review.before }),
    needs,
    gapsFrom: gapsFrom(offered, first),
    standardsPage: offered.id && paths.revieweeStandards.to({ id: offered.id }),
    passed: whatIsPassed(facts, needs.length),
    first,
    record: paths.record.to({ id: review.id }),
  };
}

const withGaps = ({ gaps }: Offered) => ({
  ...statementSpec,
  gap: {
    ...statementSpec['gap'],
    label: statementSpec['gap']?.label ?? '',
    options: gaps.map(({ gapId, standard, title }) => ({
      value: gapId,
      text: `${standard} ${small(title)}`,
    })),
  },
});

const basesSent = (sent: Fields): Record<string, string> =>
  Object.fromEntries(['objectives', ...textParts].map((part) => [baseOf(part), sent.text(baseOf(part))]));

function dueLede(
  { first, today, stage }: ReviewFacts,
  due: ReviewFacts['mine'][number] | undefined,
): { lede: string; late: boolean } {
  const what =
    stage === 'planning'
      ? `Write down what you and ${first} agree in your meeting`
      : 'You met. Share the draft';
  if (!due?.dueOn) return { lede: `${what}.`, late: false };
  const days =
    due.dueOn < today
      ? `it is late by ${count(Math.max(1, -due.workingDays), 'school day')}`
      : `${count(Math.max(0, due.workingDays), 'school day')} left`;
  return { lede: `${what}, by ${longDate(due.dueOn, today)}: ${days}.`, late: due.dueOn < today };
}

function preparedOf({ review, first, today }: ReviewFacts): Prepared | null {
  const writing = writingOf(review, 'preparation') ?? writingOf(review, 'proposedObjectives');
  if (!writing) return null;
  const at = writing.sharedAt ?? writing.writtenAt;
  const on = localDate(typeof at === 'string' ? at : at.toISOString());
  return {
    when: `${capital(first)} shared this on ${shortDate(on, today)}`,
    text: textOf(review, 'preparation'),
    objectives: objectivesOf(review, 'proposedObjectives'),
  };
}

function gapsFrom({ place, gaps }: Offered, first: string): string | null {
  switch (place) {
    case 'none':
      return null;
    case 'notSent':
      return `${first} has not sent a self-assessment yet. What is rated there stays private until then.`;
    case 'toConfirm':
      return `${whose(first)} self-assessment waits for an answer first; then its gaps can be ticked here.`;
    default:
      return gaps.length > 0
        ? 'From the confirmed self-assessment. Nothing here is passed on unless you tick it.'
        : null;
  }
}
