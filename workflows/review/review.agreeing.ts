import { assign } from 'xstate';
import { holders } from '../people.js';
import { ladderOf } from './review.ladder.js';
import { agreement, ladder, nobodyYet, paperAgreement, passesAnnex } from './review.policy.js';
import { reviewSetup } from './review.setup.js';
import { revieweeSide, reviewerSide } from './review.side.js';
import type { ReviewContext } from './review.types.js';

const invite = {
  type: 'inviteToMeeting',
  params: ({ context }: { context: ReviewContext }) => ({
    reviewId: context.reviewId,
    on: context.meetingOn ?? '',
  }),
} as const;

const holdDuty = {
  name: 'holdMeeting',
  label: 'Hold the planning meeting and record its day',
  role: 'reviewer',
  event: 'HOLD_MEETING',
};

const planning = reviewSetup.createStateConfig({
  type: 'parallel',
  meta: {
    label: 'Getting ready',
    explain:
      'The reviewee drafts privately; the reviewer books the meeting and may ask others to contribute.',
  },
  states: {
    meeting: {
      meta: { label: 'Planning meeting', explain: 'Whether the meeting has been booked.' },
      initial: 'unbooked',
      on: {
        HOLD_MEETING: {
          guard: 'meetingWasHeld',
          target: '#review.live.work.stage.agreeing.drafting',
          actions: assign({ heldOn: ({ event }) => event.heldOn }),
        },
      },
      states: {
        unbooked: {
          meta: {
            label: 'No meeting yet',
            explain: 'The reviewer books the planning meeting.',
            duties: [
              {
                name: 'bookMeeting',
                label: 'Book the planning meeting',
                role: 'reviewer',
                due: 'agreedDue',
                event: 'BOOK_MEETING',
              },
            ],
          },
          on: {
            BOOK_MEETING: {
              target: 'booked',
              actions: [assign({ meetingOn: ({ event }) => event.on }), invite],
            },
          },
        },
        booked: {
          meta: {
            label: 'Meeting booked',
            explain: 'Both know the day; the reviewer records the meeting once it was held.',
            duties: [{ ...holdDuty, due: 'meetingRecordDue' }],
          },
          on: {
            BOOK_MEETING: {
              target: 'booked',
              reenter: true,
              actions: [assign({ meetingOn: ({ event }) => event.on }), invite],
            },
          },
          after: {
            meetingRecordDue: {
              target: 'unrecorded',
              actions: { type: 'remind', params: { who: 'reviewer', about: 'review.meetingUnrecorded' } },
            },
          },
        },
        unrecorded: {
          meta: {
            label: 'Was the meeting held?',
            explain: 'The booked day is past: the reviewer records the meeting or books another day.',
            duties: [{ ...holdDuty, due: 'agreedDue' }],
          },
          on: {
            BOOK_MEETING: {
              target: 'booked',
              actions: [assign({ meetingOn: ({ event }) => event.on }), invite],
            },
          },
        },
      },
    },
    draft: {
      meta: {
        label: 'Reviewee’s own draft',
        explain: 'Only the reviewee sees it until they share it.',
        duties: [
          {
            name: 'prepare',
            label: 'Draft your objectives and training needs; nobody else can see them yet',
            role: 'reviewee',
            due: 'agreedDue',
            event: 'HOLD_MEETING',
          },
        ],
      },
    },
  },
});

const drafting = reviewSetup.createStateConfig({
  ...ladderOf('draftDue', ['reviewer'], 'review.draftDue'),
  meta: {
    label: 'Statement being written',
    explain: 'The meeting was held; the reviewer writes the statement and its annex of training needs.',
    duties: [
      {
        name: 'writeStatement',
        label: 'Write the draft statement and share it',
        role: 'reviewer',
        due: 'draftDue',
        event: 'SHARE',
      },
    ],
  },
  on: {
    SHARE: {
      target: 'shared',
      actions: [
        assign({ sharedAt: ({ event }) => event.at, agreedBy: nobodyYet, changesAsked: false }),
        { type: 'remind', params: { who: 'reviewee', about: 'review.shared' } },
      ],
    },
    HOLD_MEETING: {
      guard: 'meetingWasHeld',
      target: 'drafting',
      reenter: true,
      actions: assign({ heldOn: ({ event }) => event.heldOn }),
    },
  },
});

const toAgree = { name: 'agree', event: 'AGREE', due: 'commentsDue' } as const;

const shared = reviewSetup.createStateConfig({
  type: 'parallel',
  meta: {
    label: 'Waiting for agreement',
    explain:
      'Both read the statement and its annex; the reviewee may comment, and each agrees for themselves.',
  },
  always: {
    guard: 'bothAgreed',
    target: '#review.live.work.stage.agreeing.agreed',
    actions: assign({ agreedAt: ({ event }) => event.at }),
  },
  on: {
    AGREE: { guard: 'notYetAgreed', actions: assign(({ context, event }) => agreement(context, event)) },
    CONFIRM_ON_PAPER: {
      guard: 'offline',
      actions: assign(({ context, event }) => paperAgreement(context, event)),
    },
    ISSUE: {
      guard: 'timeIsUp',
      target: '#review.live.work.stage.agreeing.agreed',
      actions: assign({ issued: true, agreedAt: ({ event }) => event.at }),
    },
    ASK_CHANGES: {
      actions: [
        assign({ changesAsked: true }),
        { type: 'remind', params: { who: 'reviewer', about: 'review.changesAsked' } },
      ],
    },
    WITHDRAW: { guard: 'changesAsked', target: '#review.live.work.stage.agreeing.drafting' },
  },
  states: {
    time: ladderOf('commentsDue', ['reviewee', 'reviewer'], 'review.commentsDue'),
    window: {
      meta: { label: 'Taking it back', explain: 'Whether the reviewer may still take the statement back.' },
      initial: 'open',
      states: {
        open: {
          meta: {
            label: 'Can be taken back',
            explain: 'The reviewer may take the statement back and change it.',
          },
          on: { WITHDRAW: { guard: 'byReviewer', target: '#review.live.work.stage.agreeing.drafting' } },
          after: { shareWithdrawCloses: 'closed' },
        },
        closed: {
          meta: {
            label: 'Stays shared',
            explain: 'It can be taken back only when the reviewee asks for changes.',
          },
        },
      },
    },
    reviewee: revieweeSide({
      ...toAgree,
      label: 'Agree to the statement, comment, or ask for changes',
    }),
    reviewer: reviewerSide({ ...toAgree, label: 'Agree to the statement as shared' }),
  },
});

const agreed = reviewSetup.createStateConfig({
  meta: {
    label: 'Agreed, can be withdrawn',
    explain: 'Agreed or issued with comments. When the time to withdraw is over, the training needs pass on.',
  },
  on: {
    WITHDRAW: {
      target: '#review.live.work.stage.agreeing.shared',
      actions: assign({ agreedBy: nobodyYet, issued: false, changesAsked: true, agreedAt: null }),
    },
  },
  after: {
    agreementCloses: {
      target: '#review.live.work.stage.monitoring',
      actions: [
        { type: 'passNeeds', params: ({ context }) => passesAnnex(context) },
        assign({ needsPassed: true, timeIsUp: false, agreedBy: nobodyYet }),
      ],
    },
  },
});

/** From the first draft until the agreement stands: the part that is due by 31 October. */
export const agreeing = reviewSetup.createStateConfig({
  meta: {
    label: 'Planning the year',
    explain: 'The two people plan the year and agree its objectives and needs.',
  },
  initial: 'planning',
  after: {
    agreedDue: {
      actions: [
        { type: 'remind', params: { who: 'reviewer', about: 'review.agreedDue' } },
        {
          type: 'remind',
          params: ({ context }) => ({
            who: ladder(context)[0] ?? 'reviewee',
            about: 'review.late',
            escalation: true,
          }),
        },
      ],
    },
  },
  states: { planning, drafting, shared, agreed },
});

/** Reminders to those who were asked to contribute; with nobody asked there is nobody to remind. */
export const contributions = reviewSetup.createStateConfig({
  meta: { label: 'Contributions', explain: 'What a second line manager or other colleagues were asked for.' },
  initial: 'notAsked',
  on: {
    ASK_CONTRIBUTORS: {
      guard: 'somebodyAsked',
      target: '.asked',
      reenter: true,
      actions: [
        assign(({ context, event }) => ({ people: { ...context.people, contributor: event.contributors } })),
        { type: 'remind', params: { who: 'contributor', about: 'review.contribution' } },
      ],
    },
  },
  states: {
    notAsked: {
      meta: { label: 'Nobody asked', explain: 'Nobody else was asked to contribute.' },
      always: { guard: 'answersAwaited', target: 'asked' },
    },
    asked: {
      meta: {
        label: 'Contributions awaited',
        explain: 'Those who were asked write to the reviewer; they do not read the review.',
        duties: [
          { name: 'contribute', label: 'Write your contribution', role: 'contributor', event: 'CONTRIBUTE' },
        ],
      },
      always: { guard: 'everybodyAnswered', target: 'answered' },
      on: {
        CONTRIBUTE: {
          actions: assign(({ context, event }) => ({
            people: {
              ...context.people,
              contributor: holders(context.people.contributor).filter((id) => id !== event.by),
            },
          })),
        },
      },
    },
    answered: { meta: { label: 'Contributions in', explain: 'Everybody who was asked has answered.' } },
  },
});
