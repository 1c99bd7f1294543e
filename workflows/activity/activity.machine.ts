import { assign } from 'xstate';
import {
  beginActivity,
  followedUpBy,
  followUpsAre,
  ledBy,
  redated,
  withMilestone,
  withoutLeaver,
} from './activity.policy.js';
import { places } from './activity.places.js';
import { programme } from './activity.programme.js';
import { activitySetup } from './activity.setup.js';

/** Something provided, of whatever kind: course, coaching, series, cluster series, qualification, placement. */
export const activityMachine = activitySetup.createMachine({
  id: 'activity',
  meta: { label: 'Activity', explain: 'Something provided, from the first draft until its record is filed.' },
  context: ({ input }) => beginActivity(input),
  initial: 'draft',
  on: {
    RECORD_QUALITY: {
      actions: assign({
        quality: ({ context, event }) => ({ ...context.quality, [event.part]: event.mark }),
      }),
    },
    NEW_CYCLE: { actions: assign({ cycleId: ({ event }) => event.cycleId }) },
    LEAVER: { actions: assign(({ context, event }) => withoutLeaver(context, event.personId)) },
    CHANGE_FACILITATOR: {
      actions: assign(({ context, event }) => ledBy(context, event.personId)),
    },
  },
  states: {
    draft: {
      meta: {
        label: 'Draft',
        explain: 'It is being described and checked against the five parts of the DfE Standard.',
        duties: [
          {
            name: 'checkQuality',
            label: 'Check it against the five parts',
            role: 'cpdLeader',
            event: 'RECORD_QUALITY',
          },
        ],
      },
      on: {
        OUTLINE: {
          actions: assign(({ context, event }) => ({
            capacity: event.capacity === undefined ? context.capacity : event.capacity,
            minimum: event.minimum ?? context.minimum,
            bookingClosesOn: event.bookingClosesOn ?? context.bookingClosesOn,
            decideBy: event.decideBy ?? context.decideBy,
            startsOn: event.startsOn ?? context.startsOn,
            endsOn: event.endsOn ?? context.endsOn,
            ...(event.sessions ? redated(context, event.sessions) : {}),
          })),
        },
        PUBLISH: { guard: 'qualityChecked', target: 'provided' },
        DISCARD: 'discarded',
      },
    },
    provided: {
      type: 'parallel',
      meta: { label: 'Provided', explain: 'People can see it and ask for places.' },
      on: {
        OFFER: {
          actions: assign({
            offeredTo: ({ context, event }) => [...new Set([...context.offeredTo, ...event.schools])],
          }),
        },
      },
      states: {
        places,
        programme,
        milestones: {
          meta: { label: 'Milestones', explain: 'What a qualification must reach, also in later years.' },
          initial: 'recount',
          on: {
            REACH_MILESTONE: {
              guard: 'milestoneAhead',
              target: '.recount',
              actions: [
                assign(({ context, event }) =>
                  withMilestone(context, event.milestoneId, { state: 'reached' }),
                ),
                {
                  type: 'tellBookings',
                  params: ({ context, event }) => ({
                    activityId: context.activityId,
                    event: { type: 'MILESTONE_REACHED' as const, milestoneId: event.milestoneId },
                  }),
                },
              ],
            },
            MOVE_MILESTONE: {
              guard: 'milestoneAhead',
              target: '.recount',
              actions: assign(({ context, event }) =>
                withMilestone(context, event.milestoneId, { dueOn: event.on }),
              ),
            },
            GIVE_UP_MILESTONE: {
              guard: 'milestoneAhead',
              target: '.recount',
              actions: assign(({ context, event }) =>
                withMilestone(context, event.milestoneId, { state: 'givenUp' }),
              ),
            },
          },
          states: {
            recount: {
              meta: { label: 'Counting milestones', explain: 'Which milestone is next.' },
              always: [{ guard: 'milestonesAhead', target: 'awaited' }, { target: 'none' }],
            },
            none: {
              meta: {
                label: 'No milestone ahead',
                explain: 'There is none, or all are reached or given up.',
              },
            },
            awaited: {
              meta: {
                label: 'Milestone ahead',
                explain: 'The next milestone is worked towards.',
                duties: [
                  {
                    name: 'reachMilestone',
                    label: 'Say when the milestone is reached',
                    role: 'facilitator',
                    orElse: ['organiser', 'cpdLeader'],
                    due: 'milestoneDue',
                    event: 'REACH_MILESTONE',
                  },
                ],
              },
              after: {
                milestoneDue: {
                  target: 'late',
                  actions: {
                    type: 'remind',
                    params: { who: 'cpdLeader', about: 'activity.milestoneLate', escalation: true },
                  },
                },
              },
            },
            late: {
              meta: {
                label: 'Milestone late',
                explain: 'A milestone was not reached by its date; it is reached, moved or given up.',
              },
            },
          },
        },
        followUps: {
          meta: { label: 'Follow-ups', explain: 'What provider or facilitator promised to do afterwards.' },
          initial: 'none',
          on: {
            ADD_FOLLOW_UP: {
              target: '.recount',
              actions: [
                assign(({ context, event }) =>
                  followUpsAre(context, [
                    ...context.followUps,
                    { id: event.followUpId, dueOn: event.on, owedBy: event.owedBy, done: false },
                  ]),
                ),
                { type: 'askFollowUp', params: ({ event }) => ({ followUpId: event.followUpId }) },
                {
                  type: 'remind',
                  params: ({ context, event }) => ({
                    who: followedUpBy(context.people, event.owedBy),
                    about: 'activity.followUpAsked',
                  }),
                },
              ],
            },
            DO_FOLLOW_UP: {
              guard: 'followUpOwed',
              target: '.recount',
              actions: assign(({ context, event }) =>
                followUpsAre(
                  context,
                  context.followUps.map((it) => (it.id === event.followUpId ? { ...it, done: true } : it)),
                ),
              ),
            },
          },
          states: {
            none: {
              meta: { label: 'No follow-up owed', explain: 'Nothing was promised, or everything is done.' },
            },
            recount: {
              meta: { label: 'Counting follow-ups', explain: 'Which follow-up is next.' },
              always: [{ guard: 'followUpsOwed', target: 'owed' }, { target: 'none' }],
            },
            owed: {
              meta: {
                label: 'Follow-up owed',
                explain: 'Provider or facilitator still has something to do.',
                duties: [
                  {
                    name: 'followUp',
                    label: 'Do the follow-up, or see that the provider does it',
                    role: 'followingUp',
                    orElse: ['organiser', 'cpdLeader'],
                    due: 'followUpDue',
                    event: 'DO_FOLLOW_UP',
                  },
                ],
              },
              after: {
                followUpDue: {
                  target: 'late',
                  actions: { type: 'remind', params: { who: 'followingUp', about: 'activity.followUpLate' } },
                },
              },
            },
            late: {
              meta: {
                label: 'Follow-up late',
                explain: 'What was promised has not come by its date.',
                duties: [
                  {
                    name: 'chaseFollowUp',
                    label: 'Chase what was promised',
                    role: 'cpdTeam',
                    event: 'DO_FOLLOW_UP',
                  },
                ],
              },
            },
          },
        },
        facilitation: {
          meta: { label: 'Facilitation', explain: 'Who leads it.' },
          initial: 'recount',
          on: {
            LEAVER: {
              guard: 'facilitatorLeaves',
              target: '.recount',
              actions: [
                assign(({ context, event }) => withoutLeaver(context, event.personId)),
                { type: 'remind', params: { who: 'cpdLeader', about: 'activity.facilitatorLeft' } },
              ],
            },
            CHANGE_FACILITATOR: {
              target: '.recount',
              actions: assign(({ context, event }) => ledBy(context, event.personId)),
            },
          },
          states: {
            recount: {
              meta: { label: 'Looking who leads it', explain: 'A colleague, a provider, or nobody yet.' },
              always: [
                { guard: 'hasFacilitator', target: 'named' },
                { guard: 'isExternal', target: 'byProvider' },
                { target: 'needed' },
              ],
            },
            named: { meta: { label: 'Facilitator named', explain: 'A colleague leads it.' } },
            byProvider: {
              meta: { label: 'Led by the provider', explain: 'Somebody outside the school leads it.' },
            },
            needed: {
              meta: {
                label: 'Facilitator needed',
                explain: 'Nobody leads it at present.',
                duties: [
                  {
                    name: 'findFacilitator',
                    label: 'Find somebody to lead it',
                    role: 'cpdLeader',
                    event: 'CHANGE_FACILITATOR',
                  },
                ],
              },
            },
          },
        },
      },
    },
    filed: {
      type: 'final',
      meta: { label: 'Filed', explain: 'Nothing more can happen to it; the record stays.' },
    },
    discarded: {
      type: 'final',
      meta: { label: 'Discarded', explain: 'The draft was given up before anyone saw it.' },
    },
  },
});
