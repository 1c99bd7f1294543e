/** What is said and written in reviews, for the simulation. */
interface ObjectiveIdea {
  readonly title: string;
  readonly criteria: string;
  readonly groups: readonly string[];
}

const teachers = ['teacher', 'leadership'];
const assistants = ['teachingAssistant', 'hlta'];

export const objectiveIdeas: readonly ObjectiveIdea[] = [
  {
    groups: teachers,
    title: 'Raise reading in my class',
    criteria: 'Four fifths of pupils reach the expected standard in July',
  },
  {
    groups: teachers,
    title: 'Make lessons work for pupils who need more help',
    criteria: 'Their books show the same ideas as everybody’s',
  },
  {
    groups: teachers,
    title: 'Help a colleague to settle in',
    criteria: 'The colleague asks to go on after two terms',
  },
  {
    groups: teachers,
    title: 'Rework the mathematics plan for my year',
    criteria: 'The plan is used by both classes by Easter',
  },
  {
    groups: assistants,
    title: 'Lead a reading group by myself',
    criteria: 'Six sessions a fortnight, with notes',
  },
  {
    groups: assistants,
    title: 'Give two pupils more independence',
    criteria: 'They work ten minutes alone in most lessons',
  },
  {
    groups: assistants,
    title: 'Keep a record that the class teacher can use',
    criteria: 'The teacher plans from it each week',
  },
  {
    groups: ['administration', 'business'],
    title: 'Shorten the queue at the front office',
    criteria: 'Families wait less than five minutes at nine o’clock',
  },
  {
    groups: ['administration', 'business'],
    title: 'Bring order into records',
    criteria: 'Any record is found within two minutes',
  },
  {
    groups: ['site', 'technician'],
    title: 'Mend small things within a week',
    criteria: 'Nine in ten within five school days',
  },
  {
    groups: ['catering', 'midday'],
    title: 'Make lunchtime calmer',
    criteria: 'Fewer than two upsets a week by spring',
  },
  {
    groups: ['pastoral'],
    title: 'Reach the families whom we seldom see',
    criteria: 'A conversation with each of them every half term',
  },
  { groups: [], title: 'Learn one new thing and show it to a colleague', criteria: 'The colleague uses it' },
];

export const preparations = [
  'Last year went well where I had time to plan with a colleague. I would like more of that.',
  'The afternoons are hard. I want to get better at starting them.',
  'I am proud of the reading corner. I am less sure about mathematics.',
  'I would like to try something new this year and need somebody to try it with.',
  'Two pupils need more than I can give at the moment.',
] as const;

export const summaries = [
  'A good start. We agreed on few things, and to do them properly.',
  'We talked mostly about what went well, and where help is wanted.',
  'A full year lies ahead. The objectives build on last year’s.',
  'We looked at pupils’ work together before we wrote this.',
] as const;

export const supports = [
  'Two hours together each half term, in school time.',
  'A colleague to watch and to be watched by, once a term.',
  'Time to read and to try things out before it counts.',
] as const;

export const comments = [
  'Thank you, this is what we talked about.',
  'I am happy with it.',
  'I would add that time is short, and that help was offered.',
] as const;

export const changesWanted = [
  'The second objective depends on other people. Can we word it so that it is mine?',
  'I do not think that the date is realistic.',
] as const;

export const disagreements = [
  'I do not agree that this is where I need to improve, and would like that to stand here.',
  'This does not say how much of the year the class was without a second adult.',
] as const;

export const decisions = [
  'I heard both. It stands, with the comments beside it.',
  'I heard both. Please write it again together, with the dates that you both named.',
] as const;

export const midYears = [
  'On the way. One objective needs more time in class together.',
  'Good progress; the group reads more than we hoped.',
  'Slower than planned because of absence in the team.',
] as const;

export const observations = [
  'Start of the lesson',
  'Talk in pairs',
  'Work with the group',
  'End of the day',
] as const;

export const judgementReasons = {
  met: ['Seen in lessons and in pupils’ work.', 'The numbers of July say so, and so do the families.'],
  partly: ['Half of it is in place; the rest goes on next year.', 'Well begun, then interrupted.'],
  notMet: ['There was no time for it after Christmas.', 'We started too late.'],
} as const;

export const aims = [
  'Become a higher level teaching assistant.',
  'Lead a subject across the school.',
  'Move to a post with responsibility for a team.',
  'Coach new colleagues in our schools.',
  'Take a qualification in inclusion.',
] as const;

export const contributions = [
  'Always there when the playground needs somebody; I would be glad to have this in the review.',
  'The plans are on time and others use them.',
] as const;
