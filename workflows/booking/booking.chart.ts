import type { Chart } from '../chart.js';
import { holders } from '../people.js';
import { bookingClocks } from './booking.clocks.js';
import { bookingEvents } from './booking.events.js';
import { bookingMachine } from './booking.machine.js';
import { bookingRefusals } from './booking.refusals.js';
import type { BookingContext } from './booking.types.js';

const decision = { APPROVE: 'sender', DECLINE: 'sender', RETURN: 'sender' };
const dates = { SUBMIT: 'dates', SUBSTITUTE: 'dates', POSTPONED: 'dates' };

/** One person's place on one activity: see {@link bookingMachine}. */
export const bookingChart: Chart = {
  name: 'booking',
  version: 1,
  title: 'Booking',
  explain:
    'Takes one person’s wish for a place through approval, cover, money and confirmation to attendance.',
  machine: bookingMachine,
  events: bookingEvents,
  facts: { ...decision, ...dates },
  clocks: bookingClocks,
  commands: {
    commitMoney: { label: 'Money committed', when: 'inTransaction' },
    releaseMoney: { label: 'Money released', when: 'inTransaction' },
    keepCharge: { label: 'Cancellation charge kept as a cost', when: 'inTransaction' },
    spendMoney: { label: 'Commitment became a cost', when: 'inTransaction' },
    requestCover: { label: 'Cover asked for', when: 'inTransaction' },
    standDownCover: { label: 'Cover stood down', when: 'inTransaction' },
    keepConfirmation: { label: 'Booking confirmation kept', when: 'inTransaction' },
    startImpact: { label: 'Evaluation begun', when: 'inTransaction' },
    recordHours: { label: 'Hours entered in the portfolio', when: 'afterCommit' },
    recordMilestone: { label: 'Milestone entered in the portfolio', when: 'afterCommit' },
    keepCertificate: { label: 'Certificate kept in the portfolio', when: 'inTransaction' },
  },
  refusals: bookingRefusals,
  // Another school that hosts the activity tells it of places and registers; its people read nothing here.
  audience: ({ people, steps, hostSchoolId }: BookingContext) => [
    ...(hostSchoolId === null ? [] : [`org:${hostSchoolId}/system`]),
    ...[people.person, people.lineManager, people.approver, steps.flatMap(({ personId }) => personId ?? [])]
      .flatMap(holders)
      .map((id) => `person:${id}`),
    ...['cpdLeader', 'cpdTeam', 'head', 'deputy', 'finance', 'cover'].map((post) => `post:${post}`),
    ...(steps.some(({ role, personId }) => role === 'governor' && personId === null)
      ? ['post:governor']
      : []),
  ],
};
