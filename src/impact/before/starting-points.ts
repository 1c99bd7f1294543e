/** A beginning for what somebody wants to reach: the writer makes it their own. */
export interface StartingPoint {
  /** Stable; a school's own has its id here. */
  readonly code: string;
  /** What it is about. */
  readonly theme: string;
  /** Null: for everybody. */
  readonly staffGroup: string | null;
  /** What will be different, for whom. */
  readonly outcome: string;
  /** How to say where one starts. */
  readonly baseline: string;
  /** What will show it. */
  readonly evidence: string;
  /** School weeks after which it can be seen. */
  readonly weeks: number;
}

const TEACHES = ['teacher', 'leadership'] as const;

type Written = Omit<StartingPoint, 'code' | 'staffGroup'> & { readonly groups: readonly (string | null)[] };

const WRITTEN: readonly Written[] = [
  {
    ...{ theme: 'reading', groups: [...TEACHES, 'hlta', 'teachingAssistant'], weeks: 12 },
    outcome: 'Pupils in my group who read below their age catch up by at least the months that pass.',
    baseline: 'Average reading age of the group against their age, in months, with the size of the group.',
    evidence: 'The same reading test before and after, and one observed session.',
  },
  {
    ...{ theme: 'writing', groups: [...TEACHES], weeks: 12 },
    outcome: 'Pupils improve a first draft by themselves before they hand it in.',
    baseline: 'In how many of ten books a second draft differs from the first in more than spelling.',
    evidence: 'The same count in the same books after a term.',
  },
  {
    ...{ theme: 'mathematics', groups: [...TEACHES, 'hlta'], weeks: 12 },
    outcome: 'Pupils explain how they found an answer, not only what it is.',
    baseline: 'How many of the class write a reason when a question asks for one.',
    evidence: 'The same question set again, and notes of a colleague who listened to three pairs.',
  },
  {
    ...{ theme: 'behaviour', groups: [null, ...TEACHES], weeks: 6 },
    outcome: 'Less lesson time is lost at the beginning and at changes of task.',
    baseline: 'Minutes lost in three lessons of the same class, by the clock.',
    evidence: 'The same three lessons timed again by the same person.',
  },
  {
    ...{ theme: 'behaviour', groups: ['midday', 'pastoral'], weeks: 6 },
    outcome: 'Quarrels in the playground are settled there and do not reach the classroom.',
    baseline: 'How many slips a week reach a teacher after lunch.',
    evidence: 'The same count over four weeks.',
  },
  {
    ...{ theme: 'inclusion', groups: [...TEACHES, 'hlta', 'teachingAssistant'], weeks: 12 },
    outcome: 'Pupils with a support plan begin their work without an adult beside them.',
    baseline: 'How many of the group begin within two minutes, in three lessons.',
    evidence: 'The same count, and what the pupils say helps them.',
  },
  {
    ...{ theme: 'assessment', groups: [...TEACHES], weeks: 12 },
    outcome: 'Pupils can say what their next step is.',
    baseline: 'How many of ten pupils, asked at random, name it.',
    evidence: 'Ten pupils asked in the same way a term later.',
  },
  {
    ...{ theme: 'curriculum', groups: [...TEACHES], weeks: 24 },
    outcome: 'Pupils remember the main ideas of a unit a term after it was taught.',
    baseline: 'Average of a short quiz on the last unit, set without notice.',
    evidence: 'The same kind of quiz on the next unit, a term after it.',
  },
  {
    ...{ theme: 'leadership', groups: ['leadership'], weeks: 24 },
    outcome: 'The people I lead know what is expected of them this term, and say so.',
    baseline: 'How many of the team give the same three priorities when asked by somebody else.',
    evidence: 'The same question after two terms, and the notes of line management meetings.',
  },
  {
    ...{ theme: 'safeguarding', groups: [null], weeks: 6 },
    outcome: 'Everybody in the team knows whom to tell, how, and by when.',
    baseline: 'How many answer three everyday cases as the policy has it.',
    evidence: 'The same three cases, changed in detail, half a term later.',
  },
  {
    ...{ theme: 'first aid', groups: [null], weeks: 6 },
    outcome: 'There is somebody trained on every site at every hour that pupils are there.',
    baseline: 'Hours of the week that are not covered now.',
    evidence: 'The rota after the training, and the certificate.',
  },
  {
    ...{ theme: 'office and finance', groups: ['business', 'administration'], weeks: 12 },
    outcome: 'Orders and invoices go through without being sent back.',
    baseline: 'How many of the last thirty came back, and why.',
    evidence: 'The same count of the next thirty.',
  },
  {
    ...{ theme: 'premises and kitchen', groups: ['site', 'catering'], weeks: 6 },
    outcome:
      'Checks are done on the day on which they are due, and whoever comes after finds them written down.',
    baseline: 'How many of last month’s checks were late or missing.',
    evidence: 'The same log after two months.',
  },
  {
    ...{ theme: 'technology', groups: [null, 'technician'], weeks: 6 },
    outcome: 'What was learnt is used in ordinary work without asking for help.',
    baseline: 'How often a week help is asked for with it.',
    evidence: 'The same count, and one piece of work done with it.',
  },
  {
    ...{ theme: 'wellbeing', groups: [null], weeks: 12 },
    outcome: 'Work that nobody needs is dropped, and the time is used for something better.',
    baseline: 'Hours in one ordinary week that go into it, by a simple diary.',
    evidence: 'The same diary in a like week of another term.',
  },
];

/** Those that come with the software, one for each theme and staff group. */
export const startingPoints: readonly StartingPoint[] = WRITTEN.flatMap(({ groups, ...it }) =>
  groups.map((staffGroup) => ({
    ...it,
    staffGroup,
    code: `${it.theme.replaceAll(' ', '-')}:${staffGroup ?? 'everybody'}`,
  })),
);
