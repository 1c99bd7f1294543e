/** What staff of a school want or have to learn; written for the simulation. */
export interface NeedIdea {
  readonly title: string;
  readonly outcome: string;
  /** Where people start from. */
  readonly baseline: string;
  readonly theme: Theme;
  /** Staff groups that bring it; empty: any. */
  readonly groups: readonly string[];
}

export type Theme = keyof typeof themes;

/** What the CPD leader groups needs under. */
export const themes = {
  reading: { title: 'Reading and language', about: 'Phonics, guided reading, vocabulary across subjects' },
  mathematics: { title: 'Mathematics', about: 'Mastery, fluency, talk about number' },
  inclusion: { title: 'Inclusion', about: 'Special educational needs, communication, adaptive teaching' },
  behaviour: { title: 'Behaviour and belonging', about: 'Routines, restorative talk, attendance' },
  assessment: { title: 'Assessment and feedback', about: 'What pupils know, and what they do next' },
  leading: { title: 'Leading others', about: 'Coaching, leading a team, leading a subject' },
  safety: { title: 'Safety and welfare', about: 'First aid, food, safeguarding, premises' },
  systems: { title: 'Systems and service', about: 'Data, finance, front office, classroom technology' },
} as const;

const teachers = ['teacher', 'leadership'];
const assistants = ['teachingAssistant', 'hlta'];
const office = ['administration', 'business'];

const idea = (
  theme: Theme,
  groups: readonly string[],
  title: string,
  outcome: string,
  baseline: string,
): NeedIdea => ({ theme, groups, title, outcome, baseline });

export const needIdeas: readonly NeedIdea[] = [
  idea(
    'reading',
    [...assistants, 'teacher'],
    'Leading guided reading',
    'Six pupils read with expression and answer questions about why, by July',
    'Sits in on groups; has not led one',
  ),
  idea(
    'reading',
    [...teachers, ...assistants],
    'Teaching phonics beyond the first year',
    'Pupils in key stage 2 who missed sounds catch up within two terms',
    'Knows the scheme for Reception only',
  ),
  idea(
    'reading',
    teachers,
    'Vocabulary across subjects',
    'Pupils use ten new subject words in talk and writing each half term',
    'Word lists on the wall, seldom used',
  ),
  idea(
    'mathematics',
    teachers,
    'Planning for mastery in mathematics',
    'Fewer than three pupils in the class need the lesson again',
    'Plans from the scheme without changing it',
  ),
  idea(
    'mathematics',
    assistants,
    'Questions that make pupils explain in mathematics',
    'Pupils in the group say how they worked it out without being asked',
    'Tells pupils the next step',
  ),
  idea(
    'inclusion',
    [...teachers, ...assistants, 'pastoral'],
    'Supporting pupils with autism',
    'Two pupils stay in lessons all week with a planned break',
    'Reacts when a pupil is upset',
  ),
  idea(
    'inclusion',
    assistants,
    'Makaton for the classroom',
    'Signs the daily routine with the whole class',
    'Knows a handful of signs',
  ),
  idea(
    'inclusion',
    teachers,
    'Adapting teaching without separate worksheets',
    'All pupils work on the same idea in every lesson seen',
    'Three versions of each worksheet',
  ),
  idea(
    'inclusion',
    ['midday', 'catering', 'site'],
    'Talking with children who find words hard',
    'Lunchtime staff settle small upsets without sending for help',
    'Sends for a teacher each time',
  ),
  idea(
    'behaviour',
    [...teachers, ...assistants, 'midday', 'pastoral'],
    'Restorative conversations',
    'Repeated incidents at break fall by half',
    'Uses sanctions only',
  ),
  idea(
    'behaviour',
    ['pastoral', 'administration'],
    'Working with families on attendance',
    'Ten pupils who were often away attend on nineteen days of twenty',
    'Letters, no visits',
  ),
  idea(
    'assessment',
    teachers,
    'Feedback in the lesson',
    'Marking time halves and pupils can say what to improve',
    'Marks every book every night',
  ),
  idea(
    'assessment',
    teachers,
    'Moderating writing with other schools',
    'Judgements agree with the partner school in nine of ten pieces',
    'Moderates inside the school only',
  ),
  idea(
    'leading',
    teachers,
    'Coaching a colleague',
    'Two colleagues change one thing each and keep it for a term',
    'Gives advice; has not coached',
  ),
  idea(
    'leading',
    teachers,
    'Leading a subject',
    'The subject has a plan that three year groups follow',
    'New to the subject',
  ),
  idea(
    'leading',
    ['hlta', 'leadership', 'business', 'site', 'catering'],
    'Leading a small team',
    'The team meets each fortnight and everybody knows the week’s priorities',
    'Manages by talking in passing',
  ),
  idea(
    'safety',
    [],
    'Paediatric first aid',
    'A certificate, and confidence on the playground',
    'Certificate runs out this year',
  ),
  idea(
    'safety',
    ['catering', 'midday'],
    'Allergens in the kitchen',
    'No mistakes on allergen sheets in two terms',
    'Follows the sheet without knowing why',
  ),
  idea(
    'safety',
    ['site', 'technician'],
    'Working at height and legionella checks',
    'Checks are done and recorded every week',
    'Records kept on paper and late',
  ),
  idea(
    'systems',
    office,
    'Answering requests for records',
    'Requests from families are answered in time',
    'Passes them to the head',
  ),
  idea(
    'systems',
    ['business', 'leadership'],
    'Reading the school’s budget',
    'Forecasts are within two in a hundred of the outcome',
    'Relies on the accountant',
  ),
  idea(
    'systems',
    [...office, ...teachers],
    'Spreadsheets beyond the basics',
    'The termly return takes an hour instead of a day',
    'Copies numbers by hand',
  ),
  idea(
    'systems',
    ['technician', ...teachers],
    'Classroom technology that pupils use',
    'Pupils with dictation write twice as much',
    'Shows slides',
  ),
];

/** What everybody must know, by law or by the school’s own rule. */
export const statutory = {
  title: 'Safeguarding: yearly training',
  outcome: 'Everybody knows the signs, what to do, and whom to tell',
  baseline: 'Trained last year',
} as const;

/** Priorities of the school’s improvement plan. */
export const priorities = [
  { code: 'P1', title: 'Every pupil reads well by the end of Year 4' },
  { code: 'P2', title: 'Pupils with special educational needs learn in class with everybody else' },
  { code: 'P3', title: 'Calm, kind behaviour at breaks and in corridors' },
] as const;

/** Which priority a theme serves; null: none of them. */
export const priorityOf: Readonly<Record<Theme, (typeof priorities)[number]['code'] | null>> = {
  reading: 'P1',
  mathematics: null,
  inclusion: 'P2',
  behaviour: 'P3',
  assessment: 'P1',
  leading: null,
  safety: null,
  systems: null,
};

/** The idea behind a need, found again by its title. */
export const ideaOf = (title: string): NeedIdea | undefined =>
  needIdeas.find((candidate) => candidate.title === title);
