import { assign } from 'xstate';
import { bookingSetup } from './booking.setup.js';

/** Cover, for any role that must be replaced: in parallel with the place, and asked again when dates or people change. */
export const cover = bookingSetup.createStateConfig({
  meta: { label: 'Cover', explain: 'Whether somebody stands in while the person is away.' },
  initial: 'notNeeded',
  always: { guard: 'coverStale', target: '.again', actions: assign({ coverStale: false }) },
  states: {
    again: {
      meta: {
        label: 'Asked again',
        explain: 'Cover for the old days or the old person is stood down first.',
      },
      always: [
        {
          guard: 'coverAsked',
          actions: [
            { type: 'standDownCover', params: ({ context }) => ({ bookingId: context.bookingId }) },
            assign({ coverAsked: false }),
          ],
        },
        { target: 'notNeeded' },
      ],
    },
    notNeeded: {
      meta: { label: 'No cover needed', explain: 'Nobody must stand in, or there is no place yet.' },
      always: {
        guard: 'coverWanted',
        target: 'requested',
        actions: [
          {
            type: 'requestCover',
            params: ({ context }) => ({
              bookingId: context.bookingId,
              startsOn: context.startsOn,
              endsOn: context.endsOn,
            }),
          },
          assign({ coverAsked: true }),
        ],
      },
      on: { REQUEST_COVER: { actions: assign({ coverNeeded: true }) } },
    },
    requested: {
      meta: { label: 'Cover asked for', explain: 'Whoever arranges cover finds somebody.' },
      initial: 'inTime',
      on: {
        ARRANGE_COVER: 'arranged',
        CANNOT_COVER: {
          target: 'cannotCover',
          actions: [
            { type: 'remind', params: { who: 'person', about: 'booking.cannotCover' } },
            { type: 'remind', params: { who: 'lineManager', about: 'booking.cannotCover' } },
            { type: 'remind', params: { who: 'cpdLeader', about: 'booking.cannotCover', escalation: true } },
          ],
        },
        NO_COVER_NEEDED: { target: 'again', actions: assign({ coverNeeded: false }) },
      },
      states: {
        inTime: {
          meta: {
            label: 'Cover asked for',
            explain: 'There is time until a week before.',
            duties: [
              {
                name: 'arrangeCover',
                label: 'Arrange cover',
                role: 'cover',
                due: 'coverDue',
                event: 'ARRANGE_COVER',
              },
            ],
          },
          after: {
            coverDue: {
              target: 'late',
              actions: {
                type: 'remind',
                params: { who: 'cpdLeader', about: 'booking.coverLate', escalation: true },
              },
            },
          },
        },
        late: {
          meta: {
            label: 'Cover is late',
            explain: 'A week before, nobody has been found.',
            duties: [
              {
                name: 'arrangeCoverNow',
                label: 'Arrange cover now, or say that it cannot be had',
                role: 'cover',
                due: 'coverWarningDue',
                event: 'ARRANGE_COVER',
              },
            ],
          },
          after: {
            coverWarningDue: {
              actions: [
                {
                  type: 'remind',
                  params: { who: 'lineManager', about: 'booking.noCoverYet', escalation: true },
                },
                { type: 'remind', params: { who: 'person', about: 'booking.noCoverYet' } },
              ],
            },
          },
        },
      },
    },
    arranged: {
      meta: { label: 'Cover arranged', explain: 'Somebody stands in.' },
      on: {
        COVER_FELL_THROUGH: {
          target: 'requested',
          actions: {
            type: 'remind',
            params: { who: 'cover', about: 'booking.coverFellThrough', escalation: true },
          },
        },
        NO_COVER_NEEDED: { target: 'again', actions: assign({ coverNeeded: false }) },
      },
    },
    cannotCover: {
      meta: {
        label: 'No cover to be had',
        explain: 'Nobody can stand in; those concerned know before the date and decide.',
        duties: [
          {
            name: 'decideWithoutCover',
            label: 'Find another way, change the date or withdraw',
            role: 'lineManager',
            orElse: ['cpdLeader'],
            due: 'coverWarningDue',
            event: 'NO_COVER_NEEDED',
          },
        ],
      },
      on: {
        ARRANGE_COVER: 'arranged',
        NO_COVER_NEEDED: { target: 'again', actions: assign({ coverNeeded: false }) },
      },
      after: {
        coverWarningDue: {
          actions: {
            type: 'remind',
            params: { who: 'head', about: 'booking.cannotCover', escalation: true },
          },
        },
      },
    },
  },
});

/** Pay or time in lieu where the days lie outside the contract: agreed by both sides before anyone approves. */
export const recompense = bookingSetup.createStateConfig({
  meta: { label: 'Pay or time in lieu', explain: 'Whether days outside the contract are made good.' },
  initial: 'notNeeded',
  states: {
    notNeeded: {
      meta: { label: 'Nothing to agree', explain: 'The days lie within the contract.' },
      always: { guard: 'recompenseOwed', target: 'toOffer' },
    },
    toOffer: {
      meta: {
        label: 'To be offered',
        explain: 'The line manager offers pay or time in lieu.',
        duties: [
          {
            name: 'offerRecompense',
            label: 'Offer pay or time in lieu',
            role: 'lineManager',
            orElse: ['cpdLeader'],
            due: 'recompenseDue',
            event: 'OFFER_RECOMPENSE',
          },
        ],
      },
      always: { guard: 'recompenseNotOwed', target: 'notNeeded' },
      on: {
        OFFER_RECOMPENSE: { target: 'offered', actions: assign({ recompense: ({ event }) => event.kind }) },
      },
      after: {
        recompenseDue: {
          actions: {
            type: 'remind',
            params: { who: 'cpdLeader', about: 'booking.recompenseLate', escalation: true },
          },
        },
      },
    },
    offered: {
      meta: {
        label: 'Offered',
        explain: 'The person accepts, or asks for something else.',
        duties: [
          {
            name: 'answerRecompense',
            label: 'Accept pay or time in lieu, or ask for something else',
            role: 'person',
            event: 'ACCEPT_RECOMPENSE',
          },
        ],
      },
      always: { guard: 'offerFallen', target: 'toOffer' },
      on: {
        ACCEPT_RECOMPENSE: {
          target: 'agreed',
          actions: assign({ recompenseAgreed: true, stepSince: ({ event }) => event.at }),
        },
        REFUSE_RECOMPENSE: { target: 'toOffer', actions: assign({ recompense: null }) },
      },
    },
    agreed: {
      meta: { label: 'Agreed', explain: 'Pay or time in lieu is agreed.' },
      always: { guard: 'recompenseOwed', target: 'toOffer' },
    },
  },
});

/** Dates that changed on somebody who had a place: they say whether they can still come, and may withdraw for free. */
export const newDates = bookingSetup.createStateConfig({
  meta: { label: 'Dates', explain: 'Whether changed dates suit the person.' },
  initial: 'settled',
  states: {
    settled: {
      meta: { label: 'Dates settled', explain: 'The dates suit, or nobody has a place yet.' },
      always: [
        { guard: 'datesUnknown', target: 'unknown' },
        { guard: 'dateAnswerOwed', target: 'asking' },
      ],
    },
    unknown: {
      meta: { label: 'New dates to come', explain: 'It is postponed; place and money are kept.' },
      always: [
        { guard: 'datesSettled', target: 'settled' },
        { guard: 'datesKnown', target: 'asking' },
      ],
    },
    asking: {
      meta: {
        label: 'New dates to be accepted',
        explain: 'The person says whether the new dates suit; withdrawing costs nothing now.',
        duties: [
          {
            name: 'answerNewDates',
            label: 'Say whether the new dates suit you',
            role: 'person',
            due: 'newDatesAnswerDue',
            event: 'STILL_COMING',
          },
        ],
      },
      always: [
        { guard: 'datesUnknown', target: 'unknown' },
        { guard: 'datesSettled', target: 'settled' },
      ],
      on: { STILL_COMING: { actions: assign({ dateAnswerOwed: false }) } },
      after: {
        newDatesAnswerDue: {
          actions: {
            type: 'remind',
            params: { who: 'lineManager', about: 'booking.newDatesUnanswered', escalation: true },
          },
        },
      },
    },
  },
});
