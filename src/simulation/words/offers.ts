import type { Theme } from './needs.js';

/** What a school arranges for a need of a theme; sums are invented, lengths after the mix of courses named in `behaviour`. */
export interface Offer {
  readonly kind: 'course' | 'coaching' | 'inSchoolSession' | 'networkMeeting' | 'twilight' | 'eLearning';
  /** Added to the need's title. */
  readonly form: string;
  readonly external: boolean;
  readonly capacity: number;
  readonly minimum: number;
  /** Pence for one place. */
  readonly feePence: number;
  readonly travelPence: number;
  /** Sessions, so many school weeks apart. */
  readonly sessions: number;
  readonly startsAt: string;
  readonly endsAt: string;
  /** Whether people are taken out of their work. */
  readonly release: boolean;
  /** How the plan calls it. */
  readonly provision: 'course' | 'coaching' | 'inHouse' | 'network' | 'eLearning';
}

const day = { startsAt: '09:15', endsAt: '15:30', release: true } as const;
const lesson = { startsAt: '13:15', endsAt: '14:15', release: true } as const;
const afterSchool = { startsAt: '15:45', endsAt: '17:00', release: false } as const;
const inSchool = { external: false, feePence: 0, travelPence: 0 } as const;

export const offers: Readonly<Record<Theme, Offer>> = {
  reading: {
    kind: 'coaching',
    provision: 'coaching',
    form: 'coaching by a colleague',
    ...inSchool,
    capacity: 6,
    minimum: 1,
    sessions: 3,
    ...lesson,
  },
  mathematics: {
    kind: 'course',
    provision: 'course',
    form: 'a day with the mathematics hub',
    external: true,
    capacity: 4,
    minimum: 1,
    feePence: 12_500,
    travelPence: 1_800,
    sessions: 1,
    ...day,
  },
  inclusion: {
    kind: 'inSchoolSession',
    provision: 'inHouse',
    form: 'two afternoons in school',
    ...inSchool,
    capacity: 14,
    minimum: 2,
    sessions: 2,
    ...afterSchool,
  },
  behaviour: {
    kind: 'twilight',
    provision: 'inHouse',
    form: 'after school',
    ...inSchool,
    capacity: 20,
    minimum: 2,
    sessions: 1,
    ...afterSchool,
  },
  assessment: {
    kind: 'networkMeeting',
    provision: 'network',
    form: 'with schools nearby',
    external: true,
    capacity: 3,
    minimum: 1,
    feePence: 0,
    travelPence: 900,
    sessions: 2,
    ...lesson,
  },
  leading: {
    kind: 'course',
    provision: 'course',
    form: 'a course of two days',
    external: true,
    capacity: 3,
    minimum: 1,
    feePence: 21_000,
    travelPence: 2_400,
    sessions: 2,
    ...day,
  },
  safety: {
    kind: 'course',
    provision: 'course',
    form: 'a course with certificate',
    external: true,
    capacity: 8,
    minimum: 1,
    feePence: 8_500,
    travelPence: 1_200,
    sessions: 1,
    ...day,
  },
  systems: {
    kind: 'inSchoolSession',
    provision: 'inHouse',
    form: 'an hour with somebody who knows',
    ...inSchool,
    capacity: 5,
    minimum: 1,
    sessions: 1,
    ...lesson,
  },
};

export const providers = [
  { name: 'Northern Mathematics Hub', kind: 'other' },
  { name: 'County Learning Service', kind: 'localAuthority' },
] as const;

export const qualityAnswers = {
  pupilOutcomes: 'Written down what pupils will be able to do, and by when.',
  evidence: 'Rests on reviews of research and on somebody who does it well.',
  collaboration: 'People try it out in pairs and watch each other.',
  sustained: 'Comes back after six weeks and at the end of term.',
  ledFromTop: 'The head takes part in the first session.',
} as const;

export const confirmationReference = (number: number): string => `Ref. ${number} of the provider’s letter`;

export const shareBacks = [
  'Three things to try on Monday, and what did not work for us.',
  'A one-page note in the staffroom, and ten minutes at briefing.',
  'I showed it to the team of my year; two of us go on together.',
] as const;

export const reactionsSaid = [
  'I will try the first part this week.',
  'Good to do it rather than to hear about it.',
  'Much of it I knew; the last hour was worth the day.',
  'I need time to plan before it works in my class.',
] as const;

export const factors = [
  'A new scheme began in the same term.',
  'A second adult was there on most days.',
  'Two pupils joined in January.',
] as const;

export const evidenceAbout = [
  'Books of six pupils before and after, without names',
  'Notes from three short visits to lessons',
  'Reading ages of the group, as numbers',
  'What families said, in a survey',
] as const;

export const judgementWhys = {
  met: 'What was fixed beforehand can be seen, in lessons and in numbers.',
  partlyMet: 'Half of what was hoped for can be seen; the rest needs another term.',
  notMet: 'It was hardly used; other things came first.',
  tooEarly: 'The numbers come in autumn.',
} as const;
