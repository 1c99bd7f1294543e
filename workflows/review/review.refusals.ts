/** Why the review says no, in words for the person who tried. */
export const reviewRefusals = {
  meetingWasHeld: 'A meeting is recorded once it has been held: its day cannot lie in the future.',
  somebodyAsked: 'Name at least one colleague to ask.',
  answersAwaited: 'Nobody has been asked.',
  everybodyAnswered: 'Some of those who were asked have not answered yet.',
  notYetAgreed: 'You, or somebody on your side, have agreed already.',
  revieweeAgreed: 'The reviewee has not agreed yet.',
  reviewerAgreed: 'The reviewer has not agreed yet.',
  bothAgreed: 'Both must agree first.',
  offline:
    'Only for people who confirm on paper or on a shared device, and only once: others agree for themselves.',
  timeIsUp: 'The reviewee still has time to comment. It can be issued once that time is over.',
  byReviewer: 'Only the reviewer takes it back; the reviewee can ask for changes.',
  changesAsked: 'The time to take it back is over. The reviewee can ask for changes.',
  oneAbove: 'There is nobody further to tell.',
  twoAbove: 'There is nobody further to tell.',
  withinLimit: 'This would go past the limit of observation in this year, or no minutes were given.',
  wasCounted: 'No more can be struck out than was counted.',
  theOther: 'You proposed this change, so the other person agrees to it.',
  reviewerApart: 'Nobody reviews themselves. Choose somebody else.',
  returnsAfterLeaving: 'The last day away cannot lie before the first.',
  hasModerator:
    'Nobody independent is named to decide. Ask the chair of governors to appoint a moderator first.',
  moderatorApart: 'A moderator must be neither the reviewee nor the reviewer.',
  sentBack: 'It can be written again only after it was shared and before its needs have passed.',
  stands: 'Say whether the statement stands or is to be written again.',
} as const;
