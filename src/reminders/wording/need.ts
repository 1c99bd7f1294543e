import type { Wordings } from './wording.js';

/** Training needs on their way. */
export const needWordings: Wordings = {
  'need.adviserAnswered': {
    news: true,
    title: ({ whose }) => `Advice on ${whose} training need`,
    text: ({ whose }) =>
      `The adviser has answered about ${whose} training need and names a way to look into. It is back with you.`,
  },
  'need.cameBack': {
    title: ({ whose }) => `${whose} training need is back`,
    text: ({ whose }) =>
      `${whose} training need was put off until now and has come back by itself. It can be sorted again.`,
  },
  'need.contestedDue': {
    title: ({ whose }) => `Your decision about ${whose} training need`,
    text: () =>
      'Only one of the two people in a review wants this training need passed on, and you are asked to decide. It waits for you.',
  },
  'need.declined': {
    news: true,
    title: ({ whose }) => `An answer about ${whose} training need`,
    text: ({ whose }) =>
      `${whose} training need cannot be met as it stands. The reason is with it, and it can be raised again when things change.`,
  },
  'need.deferred': {
    news: true,
    title: ({ whose }) => `${whose} training need comes later`,
    text: ({ whose }) => `${whose} training need was put off until a date. It comes back by itself then.`,
  },
  'need.referralDue': {
    title: ({ whose }) => `An answer about ${whose} training need`,
    text: ({ whose }) =>
      `${whose} training need was passed to the adviser, and an answer was expected by now. A word about when it may come would help too.`,
  },
  'need.referred': {
    title: ({ whose }) => `Your advice on ${whose} training need`,
    text: ({ whose }) =>
      `A school asks for your advice on how ${whose} training need can be met. You see this need and nothing else.`,
  },
  'need.setAside': {
    news: true,
    title: ({ whose }) => `${whose} training need is not passed on`,
    text: () => 'After hearing both of you, it was decided not to pass this training need on this year.',
  },
  'need.triageDue': {
    title: () => 'A training need to sort',
    text: ({ whose }) =>
      `${whose} training need has been waiting to be sorted. Say whom it concerns, where it belongs and how much it matters.`,
  },
  'need.triageLate': {
    title: () => 'Training needs are waiting to be sorted',
    text: () =>
      'A training need has been waiting for some time, and the CPD leader has been reminded. Perhaps there is too much to do at once.',
  },
};
