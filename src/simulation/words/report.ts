import type { MainSection } from '../../../workflows/report/report.types.js';

/** What the CPD leader writes beside the figures, and what is not known. */
export const commentary: Readonly<Record<MainSection, { readonly text: string; readonly notKnown: string }>> =
  {
    priorities: {
      text: 'Reading moved most, where two people worked together for a term. Inclusion moved in some classes.',
      notKnown: 'Whether the change lasts, and what the new scheme would have brought without training.',
    },
    cash: {
      text: 'Less was spent on courses and more on time together. Cover stayed within its pot.',
      notKnown: '',
    },
    statutory: { text: 'Everybody in post is current but those who joined after Easter.', notKnown: '' },
    needs: {
      text: 'Most needs were met or are on their way. Those put off wait for courses in spring.',
      notKnown: '',
    },
    whoGotWhat: {
      text: 'Support staff had as many hours as teachers, part-time staff fewer.',
      notKnown: 'Whether those who asked for nothing needed nothing.',
    },
    inHouse: { text: 'Coaching by colleagues was asked for twice as often as courses.', notKnown: '' },
    stopKeepChange: {
      text: 'Stop single days without a second meeting. Keep coaching. Change the time of sessions after school.',
      notKnown: '',
    },
    earlyCareer: { text: 'Both inductions are on their way; mentors had their time.', notKnown: '' },
    nextYear: { text: 'Time for mentors, and a second coach. The sum is that of this year.', notKnown: '' },
  };

export const headAsks = 'How do we know that it was the training, and not the new scheme?';
export const governorAsks = 'What would you do with half as much money?';
export const answers = [
  'We do not know for certain. Classes without the training had the scheme as well and moved less.',
  'Keep the time for coaching and let the single days go.',
] as const;
export const autumnResults =
  'Results of August bear out what was written in July; one class did better than expected.';
