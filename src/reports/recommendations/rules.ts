import { labelOfPath } from '../labels.js';

/** When a figure suggests something. */
export interface Rule {
  readonly figure: string;
  readonly kind: 'stop' | 'keep' | 'change';
  /** The figure itself and not each of its parts. */
  readonly whole?: boolean;
  /** Of a share, from 0 to 1. */
  readonly holds: (share: number) => boolean;
  /** Of a number that is no share: from how many. */
  readonly from: number;
  readonly words: (path: readonly string[]) => string;
}

const atLeast = (least: number) => (share: number) => share >= least;
const atMost = (most: number) => (share: number) => share <= most;
const never = { from: Number.POSITIVE_INFINITY };

/** Our own rules of thumb: they find what is worth a conversation, and decide nothing. */
export const rules: readonly Rule[] = [
  {
    ...{ figure: 'metByKind', kind: 'stop', holds: atMost(0.3), ...never },
    words: (path) => `Stop or rethink this kind of training: ${labelOfPath(path)}.`,
  },
  {
    ...{ figure: 'metByKind', kind: 'keep', holds: atLeast(0.7), ...never },
    words: (path) => `Keep this kind of training: ${labelOfPath(path)}.`,
  },
  {
    ...{ figure: 'prioritiesMet', kind: 'change', holds: atMost(0.3), ...never },
    words: (path) => `Change how this priority is supported: ${labelOfPath(path)}.`,
  },
  {
    ...{ figure: 'showedUp', kind: 'change', holds: atMost(0.7), ...never },
    words: (path) => `Change when or how this is held, so that people can come: ${labelOfPath(path)}.`,
  },
  {
    ...{ figure: 'quality', kind: 'change', holds: atMost(0.5), ...never },
    words: (path) =>
      `Choose and plan training with more of this part of the DfE Standard: ${labelOfPath(path)}.`,
  },
  {
    ...{ figure: 'notReturned', kind: 'change', holds: atLeast(0.5), ...never },
    words: (path) => `Ask for less, or at a better time, after this kind of training: ${labelOfPath(path)}.`,
  },
  {
    ...{ figure: 'straightLined', kind: 'change', whole: true, holds: atLeast(0.3), ...never },
    words: () => 'Change the questions on the day: many answers give every question the same mark.',
  },
  {
    ...{ figure: 'level4', kind: 'change', whole: true, holds: atMost(0.4), ...never },
    words: () => 'Give people time to try out what they learnt: little of it is used.',
  },
  {
    ...{ figure: 'partTimeReached', kind: 'change', holds: atMost(0.6), ...never },
    words: (path) => `Reach more of these colleagues: ${labelOfPath(path)}.`,
  },
  {
    ...{ figure: 'statutoryGaps', kind: 'change', whole: true, holds: () => false, from: 1 },
    words: () => 'Close the gaps in statutory training before anything else.',
  },
];
