import type { EventRule, Role } from '../chart.js';

const rule = (by: readonly Role[], label: string, explain: string): EventRule => ({ label, explain, by });
const both = ['reviewee', 'reviewer'];
/**
 * Only those who may read a review act in it. Administrator, deputy and chair arrange reviewers and absences for a person
 * (src/cycles/arrangements.service.ts): that reaches the review as the system's event and shows them nothing of it.
 */
const arranges = ['head', 'system'];

/** Every event of the review and who may send it. */
export const reviewEvents: Readonly<Record<string, EventRule>> = {
  BOOK_MEETING: rule(both, 'Book the meeting', 'Both get the day in their calendar; it can be moved.'),
  ASK_CONTRIBUTORS: rule(
    ['reviewer'],
    'Ask colleagues',
    'They write to the reviewer; they do not read the review.',
  ),
  CONTRIBUTE: rule(['contributor'], 'Send your contribution', 'The reviewer can read it.'),
  HOLD_MEETING: rule(
    ['reviewer'],
    'Record the planning meeting',
    'The time for the draft and comments begins.',
  ),
  SHARE: rule(
    ['reviewer'],
    'Share with the reviewee',
    'The reviewee can read it; it can be taken back for a while.',
  ),
  ASK_CHANGES: rule(
    ['reviewee'],
    'Ask for changes',
    'The reviewer may take the statement back and change it.',
  ),
  AGREE: rule(both, 'Agree', 'Once both have agreed the statement stands, after a time to withdraw.'),
  CONFIRM_ON_PAPER: rule(
    ['reviewer'],
    'Enter a confirmation on paper',
    'The reviewee confirmed on paper or on a shared device.',
  ),
  ISSUE: rule(
    ['reviewer'],
    'Issue with the comments',
    'Needs both want pass on; contested ones wait for moderation.',
  ),
  WITHDRAW: rule(both, 'Withdraw', 'It goes back a step; nothing written is lost.'),
  HOLD_MID_YEAR: rule(['reviewer'], 'Record the mid-year meeting', 'Its day is kept with the review.'),
  OBSERVE: rule(
    ['reviewer'],
    'Count an observation',
    'Its minutes are added up, and limited where the school says so.',
  ),
  STRIKE_OBSERVATION: rule(['reviewer'], 'Strike an observation out', 'Its minutes no longer count.'),
  RAISE_NEED: rule(
    both,
    'Raise an extra training need',
    'It passes to the CPD leader at once; nothing else does.',
  ),
  CONTESTED: rule(['system'], 'Needs are contested', 'Only one of the two wanted them.'),
  SETTLE_NEED: rule(
    ['settler'],
    'Decide about a contested need',
    'It passes to the CPD leader, or stays in the review.',
  ),
  REVISE: rule(both, 'Propose a change of objectives', 'It holds once the other person agrees.'),
  AGREE_REVISION: rule(both, 'Agree to the change', 'The objectives change.'),
  DROP_REVISION: rule(both, 'Drop the change', 'The objectives stay as they were.'),
  START_CLOSING: rule(both, 'Begin closing', 'The objectives are judged.'),
  JUDGE: rule(['reviewer'], 'Share the judgement', 'Both can then comment and sign.'),
  SIGN: rule(both, 'Sign', 'Once both have signed the review is complete, after a time to withdraw.'),
  REASSIGN: rule(arranges, 'Change the reviewer', 'Nothing starts again; the old reviewer loses access.'),
  PAUSE: rule([...arranges, 'reviewer'], 'Pause', 'Clocks stand still; others see only that it is paused.'),
  RESUME: rule([...arranges, 'reviewer'], 'Resume', 'It goes on where it stood, and its dates are later.'),
  DISPUTE: rule(both, 'Ask for a moderator', 'Somebody independent hears both and decides.'),
  APPOINT_MODERATOR: rule(arranges, 'Name a moderator', 'For when neither head nor chair is independent.'),
  DECIDE: rule(['moderator'], 'Decide', 'It stands, or is written again; then it goes on where it was.'),
  POST_CHANGED: rule(['system'], 'A post changed hands', 'Reminders and a vacant reviewer’s place pass on.'),
  CYCLE_CLOSED: rule(['system'], 'The year closed', 'The review may still be closed until 31 October.'),
  DATES_CHANGED: rule(['system'], 'Dates changed', 'The school changed when its reviews are due.'),
  LEAVE: rule(arranges, 'The person left', 'The review ends and its record is kept.'),
};
