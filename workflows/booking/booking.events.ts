import type { EventRule } from '../chart.js';

const decides = ['cpdLeader', 'head', 'deputy'];
/** Governors, and people asked by name, read a booking only where a step falls to them: see the chart's audience. */
const approves = ['lineManager', 'approver', 'asked', 'cpdLeader', 'head', 'deputy', 'finance', 'governor'];
/** Administrators keep people and settings; the paperwork of bookings is the CPD team's. */
const office = ['cpdLeader', 'cpdTeam'];
const pots = ['finance', 'cpdLeader', 'head'];
const news = ['system'];

/** What may be sent to a booking, and by whom. */
export const bookingEvents = {
  SUBMIT: {
    label: 'Send the request',
    explain: 'Dates are checked, then those who approve are asked.',
    by: ['person', 'lineManager'],
  },
  TAKE_BACK: {
    label: 'Take the request back',
    explain: 'Nothing is lost; it can be changed and sent again.',
    by: ['person', 'lineManager'],
  },
  ALLOW_CLASH: {
    label: 'Allow it all the same',
    explain: 'The request goes on to those who approve.',
    by: decides,
  },
  OFFER_RECOMPENSE: {
    label: 'Offer pay or time in lieu',
    explain: 'The person accepts or asks for something else.',
    by: ['lineManager', ...decides],
  },
  ACCEPT_RECOMPENSE: { label: 'Accept', explain: 'The request goes on.', by: ['person'] },
  REFUSE_RECOMPENSE: { label: 'Ask for something else', explain: 'Another offer is made.', by: ['person'] },
  APPROVE: {
    label: 'Approve',
    explain: 'The next step is asked; after the last one a place is asked for.',
    by: approves,
  },
  DECLINE: { label: 'Decline', explain: 'The person hears the reason; nothing is committed.', by: approves },
  RETURN: {
    label: 'Send back with a question',
    explain: 'The person changes the request and sends it again.',
    by: approves,
  },
  INSERT_STEP: { label: 'Ask somebody else too', explain: 'A further approval is put in.', by: approves },
  AGREE_FUNDING: { label: 'Agree to pay this share', explain: 'The pot bears its share.', by: pots },
  DECLINE_FUNDING: {
    label: 'Decline this share',
    explain: 'Another pot is sought; the request lives on.',
    by: pots,
  },
  REROUTE: { label: 'Ask another pot', explain: 'The declined share is asked from another pot.', by: pots },
  SPLIT_FUNDING: { label: 'Split the cost', explain: 'All pots named are asked for their shares.', by: pots },
  PLACED: { label: 'Place given', explain: 'What is still needed begins: confirmation, cover.', by: news },
  PROMOTED: { label: 'Moved up from the waiting list', explain: 'A place became free.', by: news },
  WAITLISTED: { label: 'On the waiting list', explain: 'All places are taken.', by: news },
  NO_PLACE: { label: 'No place left', explain: 'The booking ends and everything is given back.', by: news },
  DAY_FULL: {
    label: 'Too many out that day',
    explain: 'A place is free; the CPD leader decides, or it comes when somebody else stays.',
    by: news,
  },
  ACTIVITY_CONFIRMED: { label: 'It will take place', explain: 'Enough people have a place.', by: news },
  ENTER_CONFIRMATION: {
    label: 'Enter the booking confirmation',
    explain: 'The provider has confirmed the place.',
    by: [...office, 'finance', 'person'],
  },
  PROVIDER_REFUSED: {
    label: 'The provider has no place',
    explain: 'The booking ends without charge.',
    by: office,
  },
  SUBSTITUTE: {
    label: 'Send somebody else',
    explain: 'Another person takes the place; money and place stay.',
    by: ['lineManager', 'cpdTeam', ...decides],
  },
  POSTPONED: {
    label: 'Dates changed',
    explain: 'Place and money stay; cover, part-timers and the person are asked again.',
    by: news,
  },
  STILL_COMING: {
    label: 'The new dates suit',
    explain: 'The booking stands.',
    by: ['person', 'lineManager'],
  },
  REQUEST_COVER: {
    label: 'Ask for cover',
    explain: 'Somebody must stand in.',
    by: ['person', 'lineManager', ...office],
  },
  ARRANGE_COVER: { label: 'Cover is arranged', explain: 'Somebody stands in.', by: ['cover', ...office] },
  CANNOT_COVER: {
    label: 'No cover to be had',
    explain: 'Those concerned are warned at once.',
    by: ['cover', ...office],
  },
  COVER_FELL_THROUGH: {
    label: 'Cover fell through',
    explain: 'Cover is asked for again.',
    by: ['cover', ...office],
  },
  NO_COVER_NEEDED: {
    label: 'No cover needed',
    explain: 'Cover is stood down.',
    by: ['lineManager', 'cover', ...office],
  },
  SESSION_ATTENDED: {
    label: 'Session registered',
    explain: 'Attendance of one session is counted.',
    by: news,
  },
  MARK_ATTENDANCE: {
    label: 'Say whether the person was there',
    explain: 'Evaluation and sharing follow.',
    by: [...office, 'lineManager'],
  },
  ACTIVITY_HELD: { label: 'It took place', explain: 'Attendance decides what follows.', by: news },
  ACTIVITY_CANCELLED: {
    label: 'It was cancelled',
    explain: 'Everything is given back without charge.',
    by: news,
  },
  MILESTONE_REACHED: { label: 'Milestone reached', explain: 'It is entered in the portfolio.', by: news },
  SHARE_BACK: { label: 'Share what I learnt', explain: 'Those who should know can read it.', by: ['person'] },
  WAIVE_SHARE_BACK: {
    label: 'Nothing to share',
    explain: 'The person need not share.',
    by: ['lineManager', ...decides],
  },
  RECORD_CERTIFICATE: {
    label: 'Add a certificate',
    explain: 'It goes to the portfolio, with its expiry.',
    by: ['person', ...office],
  },
  NOTE_ABSENCE: {
    label: 'Say why',
    explain: 'The reason is noted and the booking is closed.',
    by: ['lineManager', 'cpdLeader', 'person'],
  },
  WITHDRAW: {
    label: 'Withdraw',
    explain: 'Money comes back less charges; place and cover are given back.',
    by: ['person', 'lineManager'],
  },
  CANCEL: {
    label: 'Cancel the booking',
    explain: 'Money comes back less charges; place and cover are given back.',
    by: [...decides, 'cpdTeam'],
  },
  LEAVE: { label: 'The person left', explain: 'The booking ends; the record stays.', by: news },
  APPROVER_LEFT: {
    label: 'Somebody who was to approve left',
    explain: 'Whoever holds the post is asked; the head where line manager or approver is vacant.',
    by: news,
  },
  REASSIGN: {
    label: 'Line manager or approver changed',
    explain: 'Their part passes to the new person.',
    by: [...decides, 'system'],
  },
} as const satisfies Readonly<Record<string, EventRule>>;
