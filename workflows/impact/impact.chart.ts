import type { Chart } from '../chart.js';
import { holders } from '../people.js';
import { impactClocks } from './impact.clocks.js';
import { impactMachine } from './impact.machine.js';
import type { ImpactContext } from './impact.types.js';

const both = ['person', 'lineManager'];
/** `enters`: for people of a group who have no computer. */
const answers = [...both, 'enters'];
const moderates = ['cpdLeader', 'head', 'deputy'];

/** What changed because of a booking or an activity: see {@link impactMachine}. */
export const impactChart: Chart = {
  name: 'impact',
  version: 1,
  title: 'Evaluation',
  explain:
    'Asks on the day, some weeks later and at the end of the year what changed, against outcomes fixed before.',
  machine: impactMachine,
  events: {
    STATE_BASELINE: {
      label: 'Say where you start from',
      explain: 'The starting point is fixed before the day.',
      by: both,
    },
    POSTPONED: { label: 'Dates changed', explain: 'The clocks count from the new day.', by: ['system'] },
    ACTIVITY_CANCELLED: {
      label: 'It was cancelled',
      explain: 'There is nothing to evaluate.',
      by: ['system'],
    },
    GIVE_REACTION: {
      label: 'Say what you think of it',
      explain: 'The next stage comes in six school weeks.',
      by: answers,
    },
    DESCRIBE_APPLICATION: {
      label: 'Say what you use',
      explain: 'The line manager adds what they see.',
      by: answers,
    },
    CONFIRM_APPLICATION: {
      label: 'Say what you see of it',
      explain: 'Both views stand side by side.',
      by: ['lineManager'],
    },
    GIVE_EVIDENCE: { label: 'Add evidence', explain: 'The outcome can be judged.', by: both },
    JUDGE: {
      label: 'Judge the outcome',
      explain: 'The need hears of it; a review never does.',
      by: ['lineManager', ...moderates],
    },
    SAMPLE: { label: 'Take into the sample', explain: 'The judgement will be moderated.', by: moderates },
    MODERATE: { label: 'Moderate', explain: 'The judgement is confirmed or changed.', by: moderates },
    ADD_RESULTS: {
      label: 'Add autumn results',
      explain: 'The judgement is brought up to date.',
      by: [...both, ...moderates],
    },
    NO_RESULTS: {
      label: 'No results to come',
      explain: 'The evaluation is closed.',
      by: [...both, ...moderates],
    },
    PAUSE: {
      label: 'Pause',
      explain: 'Clocks stand still while the person is away.',
      by: ['system', ...moderates],
    },
    RESUME: { label: 'Resume', explain: 'It goes on where it stood.', by: ['system', ...moderates] },
    LEAVE: { label: 'Somebody left', explain: 'What was handed in stays.', by: ['system'] },
    REASSIGN: {
      label: 'Line manager changed',
      explain: 'The new one takes the next part.',
      by: ['system', ...moderates],
    },
  },
  clocks: impactClocks,
  commands: {
    countUnreturned: { label: 'Counted as not returned', when: 'inTransaction' },
  },
  refusals: {
    isAway: 'The person is not away.',
    someoneEnters: 'Everybody answers for themselves.',
    allAnswered: 'Not everyone has answered.',
    asksManager: 'A group, or a light evaluation: no line manager is asked.',
    managerUnasked: 'The line manager is asked.',
    applicationFull: 'An answer is missing, or this is a light evaluation.',
    applicationDone: 'An answer is missing.',
    isFull: 'This is a light evaluation.',
    resultsOwed: 'No results are to come.',
    isSampled: 'It is not in the sample.',
    needsToTell: 'No need is to be told.',
    gapMayClose: 'No standards gap stands behind it, or the outcome was not met.',
    judgesTooEarly: 'It is not too early.',
    notOwnJudgement: 'Nobody moderates their own judgement.',
    onlyOne: 'Others took part too.',
  },
  audience: (context: ImpactContext) => [
    ...[context.people.person, context.people.lineManager, context.people.enters]
      .flatMap(holders)
      .map((id) => `person:${id}`),
    ...moderates.map((post) => `post:${post}`),
  ],
};
