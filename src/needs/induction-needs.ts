import type { Standing } from '../../workflows/cycle/cycle.types.js';
import type { NeedOrigin } from '../../workflows/need/need.types.js';

/** What somebody who joins must learn, by how they are employed. */
export interface JoinerNeed {
  /** Stable: the same person gets it once in a year. */
  readonly code: string;
  readonly origin: Extract<NeedOrigin, 'induction' | 'statutory'>;
  readonly title: string;
  readonly outcome: string;
  readonly for: readonly Standing[];
}

const EVERYBODY: readonly Standing[] = ['employee', 'ect', 'shortTerm'];

/**
 * Defaults for a school in England: what its safeguarding guidance asks of everyone at their induction, then what helps
 * somebody to begin. Supply and short contracts get what is statutory only.
 */
export const joinerNeeds: readonly JoinerNeed[] = [
  {
    code: 'safeguarding',
    origin: 'statutory',
    title: 'Safeguarding and child protection at this school',
    outcome: 'Knows the signs, the school’s policy and whom to tell the same day.',
    for: EVERYBODY,
  },
  {
    code: 'health-and-safety',
    origin: 'statutory',
    title: 'Health, safety and fire at this school',
    outcome: 'Knows the ways out, the first aiders and how to report a risk.',
    for: EVERYBODY,
  },
  {
    code: 'data-protection',
    origin: 'statutory',
    title: 'Looking after personal information',
    outcome: 'Keeps information about children and colleagues safe, and reports a loss at once.',
    for: EVERYBODY,
  },
  {
    code: 'induction',
    origin: 'induction',
    title: 'Induction: people, routines and policies',
    outcome: 'Works by the school’s routines without having to ask by half-term.',
    for: ['employee', 'ect'],
  },
  {
    code: 'ect-programme',
    origin: 'induction',
    title: 'Two-year induction for early-career teachers',
    outcome: 'Meets with mentor and tutor as planned, and meets the standards at each assessment.',
    for: ['ect'],
  },
];

export const joinerNeedsFor = (standing: Standing): readonly JoinerNeed[] =>
  joinerNeeds.filter((need) => need.for.includes(standing));
