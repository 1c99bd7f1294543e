import type { EventRule, Role } from '../chart.js';

const rule = (by: readonly Role[], label: string, explain: string): EventRule => ({ label, explain, by });
const leads = ['cpdLeader', 'cpdTeam', 'head'];
const news = (label: string, explain: string): EventRule => rule(['system'], label, explain);

/** Every event of a need and who may send it. */
export const needEvents: Readonly<Record<string, EventRule>> = {
  UPHOLD: rule(['moderator'], 'Let it pass', 'The need goes to the CPD leader.'),
  SET_ASIDE: rule(['moderator'], 'Set it aside', 'The need ends and the person is told.'),
  TRIAGE: rule(leads, 'Sort', 'Level, theme, priority and rank are settled; can be undone for a while.'),
  DEFER: rule(leads, 'Put off', 'It comes back by itself on the day you choose; can be undone for a while.'),
  BRING_BACK: rule(leads, 'Bring back now', 'It goes back to where it stood.'),
  DECLINE: rule(leads, 'Decline', 'The person gets your reason once it can no longer be undone.'),
  UNDO: rule(leads, 'Undo', 'It stands again as before your decision.'),
  REFER: rule(leads, 'Refer to an adviser', 'The adviser sees this need only, and answers by a day.'),
  ANSWER: rule(
    ['adviser'],
    'Answer',
    'With an activity it is matched, with advice it comes back to the school, without either it is declined.',
  ),
  TAKE_BACK: rule(leads, 'Take back from the adviser', 'The adviser no longer sees it.'),
  PLANNED: news('In the training plan', 'It has a line in the approved plan.'),
  UNPLANNED: news('Taken out of the plan', 'It waits to be planned again.'),
  MATCH: rule(leads, 'Match with an activity', 'The person can ask for a place.'),
  UNMATCH: rule(leads, 'Undo a match', 'Other provision is looked for.'),
  ACTIVITY_CANCELLED: news('Activity cancelled', 'Other provision is looked for.'),
  UNDER_WAY: news('Place booked', 'The need is under way.'),
  BOOKING_ENDED: news('Booking fell through', 'With the last one the need goes back to the plan.'),
  EVALUATING: news('Attended', 'It is now seen what changed.'),
  MET: rule(['system', 'cpdLeader', 'head'], 'Met', 'The outcome fixed beforehand was reached.'),
  PARTLY_MET: rule(['system', 'cpdLeader', 'head'], 'Partly met', 'It can be reopened or carried over.'),
  NOT_MET: rule(['system', 'cpdLeader', 'head'], 'Not met', 'It can be reopened or carried over.'),
  REOPEN: rule([...leads, 'person'], 'Reopen', 'It is sorted and planned again.'),
  CARRY_OVER: news('Carried into the next year', 'What was decided about it stays; it is planned anew.'),
  GROUP: rule(
    [...leads, 'system'],
    'Merge into a group',
    'Planned together; each person’s need keeps its own state.',
  ),
  UNGROUP: rule([...leads, 'system'], 'Take out of the group', 'It is planned by itself again.'),
  WITHDRAW: rule(['person'], 'Withdraw', 'You no longer want it; you can take that back.'),
  LINE_MANAGER_CHANGED: news('Line manager changed', 'The new one can read it, the old one no longer.'),
  PAUSE: rule([...leads, 'system'], 'Pause', 'Clocks stand still while the person is away.'),
  RESUME: rule([...leads, 'system'], 'Resume', 'It goes on where it stood.'),
  CLOSE: news('Year filed', 'A need that is settled is closed; an open one stays open.'),
  LEAVE: news('The person left', 'The need ends and its record is kept.'),
};
