import type { Subject, Wordings } from './wording.js';

/** What the school calls a thing of a chart, after "Tara Quill’s ..." or "the school’s ...". */
const THING: Readonly<Record<string, string>> = {
  activity: 'course or coaching',
  booking: 'booking',
  cycle: 'year',
  impact: 'evaluation',
  need: 'training need',
  plan: 'training plan',
  report: 'impact report',
  review: 'review',
  standards: 'self-assessment',
};

const thingOf = ({ kind }: Subject): string => THING[kind?.split('.')[0] ?? ''] ?? 'record';
const labelOf = ({ label }: Subject): string => label ?? 'Something to do';
const when = ({ due }: Subject): string => (due ? ` on ${due}` : '');

/** Reminders of the school's own policy: of any duty, before it is due, on the day, and after it. */
export const dutyWordings: Wordings = {
  'duty.soon': {
    title: (about) => `${labelOf(about)}: due${when(about)}`,
    text: (about) => `This is yours to do for ${about.whose} ${thingOf(about)}, and there is still time.`,
  },
  'duty.today': {
    title: (about) => `${labelOf(about)}: due${when(about)}`,
    text: (about) => `This is yours to do for ${about.whose} ${thingOf(about)}. It is due now.`,
  },
  'duty.overdue': {
    title: (about) => `${labelOf(about)}: it was due${when(about)}`,
    text: (about) =>
      `This is still yours to do for ${about.whose} ${thingOf(about)}. Late is better than never; if something stands in the way, please say so.`,
  },
  'duty.late': {
    title: (about) => `${about.whose} ${thingOf(about)} is late`,
    text: (about) =>
      `A step was due${when(about)}, and whoever it waits for has been reminded. You are told that it is late, and nothing of what it says.`,
  },
};
