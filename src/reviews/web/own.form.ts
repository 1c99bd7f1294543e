import type { FormSpec } from '../../web/index.js';
import { needNumbers, objectiveNumbers } from './statement.form.js';

/** What the person reviewed drafts for themselves: theirs alone until they share it. */
export const ownSpec: FormSpec = {
  preparation: {
    label: 'How the year went, and what you would like to talk about',
    noun: 'this text',
  },
  ...Object.fromEntries(
    objectiveNumbers.flatMap((n) => [
      [`title${n}`, { label: `Objective ${n} that you propose`, noun: `objective ${n}` }],
      [
        `criteria${n}`,
        { label: `How it will be seen that objective ${n} is met`, noun: `how objective ${n} will be seen` },
      ],
    ]),
  ),
  ...Object.fromEntries(
    needNumbers.flatMap((n) => [
      [
        `need${n}`,
        {
          label: n === 1 ? 'Something that you want to learn' : `And another (${n})`,
          noun: 'the training need',
        },
      ],
      [`outcome${n}`, { label: 'What will be different, and for whom', noun: 'what will be different' }],
    ]),
  ),
  aim3: {
    label: 'Where you want to be in three years',
    noun: 'the aim',
    hint: 'It carries over from year to year',
  },
  aim5: { label: 'Where you want to be in five years', noun: 'the aim' },
};

export const draftOfOwn = (id: string): string => `review:${id}:own`;
