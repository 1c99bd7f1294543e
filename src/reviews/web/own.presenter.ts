import { randomUUID } from 'node:crypto';
import { count, joined, longDate, paths, presentForm } from '../../web/index.js';
import type { Draft, FieldErrors, Fields, FormModel, PageModel } from '../../web/index.js';
import { MOST_OBJECTIVES } from '../review-parts.js';
import { needCards, openItems } from './needs.presenter.js';
import type { NeedCard } from './needs.presenter.js';
import { draftOfOwn, ownSpec } from './own.form.js';
import { objectivesOf, textOf, writingOf } from './review.facts.js';
import type { Review, ReviewFacts } from './review.facts.js';
import { seesNeeds } from './saying.js';
import type { Sees } from './saying.js';
import { baseOf, needNumbers, objectiveFields, objectiveNumbers } from './statement.form.js';

export interface OwnModel extends PageModel {
  readonly lede: string;
  readonly sees: Sees;
  readonly seesNeeds: Sees;
  readonly form: FormModel;
  readonly errors: FormModel['errors'];
  readonly hidden: readonly { readonly name: string; readonly value: string }[];
  readonly objectives: readonly { readonly n: number; readonly id: string }[];
  readonly mayAddObjective: boolean;
  readonly newNeeds: readonly number[];
  readonly needs: readonly NeedCard[];
  readonly reviewer: string;
  readonly standards: string;
  readonly before: string | null;
  readonly record: string;
}

export interface OwnState {
  readonly draft?: Draft | null;
  readonly sent?: Fields;
  readonly errors?: FieldErrors;
  readonly more?: boolean;
}

const PARTS = ['preparation', 'proposedObjectives'] as const;

export function storedOwn(review: Review): Record<string, string> {
  const aim = (years: number): string => review.content.aims.find((one) => one.years === years)?.body ?? '';
  return {
    preparation: textOf(review, 'preparation'),
    ...objectiveFields(objectivesOf(review, 'proposedObjectives')),
    aim3: aim(3),
    aim5: aim(5),
  };
}

export function ownBases(review: Review): Record<string, string> {
  return {
    ...Object.fromEntries(PARTS.map((part) => [baseOf(part), String(writingOf(review, part)?.version ?? 0)])),
    ...Object.fromEntries(
      [3, 5].map((years) => [
        baseOf(`aim${years}`),
        String(review.content.aims.find((one) => one.years === years)?.version ?? 0),
      ]),
    ),
  };
}

/** My own draft, while the year is planned. */
export function presentOwn(facts: ReviewFacts, state: OwnState): OwnModel {
  const { review, year, today, mine } = facts;
  const { sent, more } = state;
  const reviewer = joined(facts.reviewers) || 'your reviewer';
  const form = presentForm(ownSpec, {
    ...state,
    stored: storedOwn(review),
    draftName: draftOfOwn(review.id),
  });
  const filled = objectiveNumbers.filter(
    (n) => form.fields[`title${n}`]?.value || form.fields[`criteria${n}`]?.value,
  );
  const shown = Math.min(MOST_OBJECTIVES, Math.max(1, (filled.at(-1) ?? 0) + (more ? 1 : 0)));
  const ids = objectivesOf(review, 'proposedObjectives').map(({ id }) => id);
  const due = mine.find(({ event }) => event === 'HOLD_MEETING');
  const shared =
    writingOf(review, 'preparation')?.sharedAt ?? writingOf(review, 'proposedObjectives')?.sharedAt;
  const bases = ownBases(review);
  return {
    title: `My review, ${year}`,
    back: { href: paths.home.pattern, text: 'Today' },
    lede: `${
      shared
        ? `You have shared a draft with ${reviewer}. What you change now is private again until you share it.`
        : `Write down what you want to talk about with ${reviewer}.`
    }${due?.dueOn ? ` The review is agreed by ${longDate(due.dueOn, today)}: ${count(Math.max(0, due.workingDays), 'school day')} left.` : ''}`,
    sees: { locked: true, text: `Only you, until you share it with ${reviewer}` },
    seesNeeds: seesNeeds(facts),
    form,
    errors: form.errors,
    hidden: Object.entries(bases).map(([name, value]) => ({ name, value: sent?.text(name) || value })),
    objectives: objectiveNumbers
      .slice(0, shown)
      .map((n) => ({ n, id: sent?.text(`id${n}`) || (ids[n - 1] ?? randomUUID()) })),
    mayAddObjective: shown < MOST_OBJECTIVES,
    newNeeds: needNumbers.slice(0, openItems(review).length === 0 ? 2 : 1),
    needs: needCards(facts, paths.ownReviewNeed),
    reviewer,
    standards: paths.standards.pattern,
    before: review.before && paths.ownReview.to({ id: review.before }),
    record: paths.record.to({ id: review.id }),
  };
}
