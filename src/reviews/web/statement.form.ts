import type { FormSpec } from '../../web/index.js';
import { MOST_OBJECTIVES } from '../review-parts.js';
import type { Objective } from '../review-parts.js';

/** How many blank lines for training needs one page offers; more come by saving. */
export const NEW_NEEDS = 3;

const TEXTS = ['summary', 'observation', 'support'] as const;
export type TextPart = (typeof TEXTS)[number];
export const textParts: readonly TextPart[] = TEXTS;

const numbers = (most: number): number[] => Array.from({ length: most }, (_, n) => n + 1);
export const objectiveNumbers: readonly number[] = numbers(MOST_OBJECTIVES);
export const needNumbers: readonly number[] = numbers(NEW_NEEDS);

/** Everything that the page of statement and annex asks. */
export const statementSpec: FormSpec = {
  met: {
    label: 'Day of the planning meeting',
    noun: 'the day of the planning meeting',
    hint: 'For example, 5 October. The five school days for the draft count from it',
  },
  ...Object.fromEntries(
    objectiveNumbers.flatMap((n) => [
      [`title${n}`, { label: `Objective ${n}`, noun: `objective ${n}` }],
      [
        `criteria${n}`,
        {
          label: `How you will both see that objective ${n} is met`,
          noun: `how objective ${n} will be seen`,
        },
      ],
    ]),
  ),
  summary: { label: 'What you agreed about the year', noun: 'this text' },
  observation: { label: 'Observation: when, how long, on what', noun: 'the arrangements for observation' },
  support: { label: 'Support that was promised', noun: 'the support' },
  gap: { label: 'Standards to work on', noun: 'the standards' },
  ...Object.fromEntries(
    needNumbers.flatMap((n) => [
      [
        `need${n}`,
        { label: n === 1 ? 'Another training need' : `And another (${n})`, noun: 'the training need' },
      ],
      [`outcome${n}`, { label: 'What will be different, and for whom', noun: 'what will be different' }],
    ]),
  ),
};

/** Hidden fields: which version of each part was on the page. */
export const baseOf = (part: string): string => `based-${part}`;

/** Objectives as typed; those left blank are none. `kept` are those that stood there, for what the form does not ask. */
export function typedObjectives(
  text: (name: string) => string,
  kept: readonly Objective[],
): readonly Objective[] {
  return objectiveNumbers.flatMap((n) => {
    const [title, successCriteria] = [text(`title${n}`), text(`criteria${n}`)];
    if (!title.trim() && !successCriteria.trim()) return [];
    const id = text(`id${n}`);
    const before = kept.find((one) => one.id === id);
    return [{ framework: null, standards: [], ...before, id, title, successCriteria }];
  });
}

/** What is stored, as the form's fields. */
export function objectiveFields(objectives: readonly Objective[]): Record<string, string> {
  return Object.fromEntries(
    objectives.flatMap(({ title, successCriteria }, i) => [
      [`title${i + 1}`, title],
      [`criteria${i + 1}`, successCriteria],
    ]),
  );
}
