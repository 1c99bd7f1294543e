/**
 * How people behave, in numbers. Each says where it comes from; what has no source is an assumption and says so. They make
 * the simulation busy in the right places and are no statistics about any school.
 */
export const behaviour = {
  /** Assumption: temperaments of a staffroom. */
  temperaments: { prompt: 0.3, steady: 0.42, late: 0.18, forgetful: 0.1 },
  /**
   * Not there although they have a place. 234 workshops of The Carpentries (carpentries/assessment, attendance.csv): the
   * quarter of events with the best attendance had 93 % and more of those registered; people who are released with cover
   * for a day that is theirs are like that quarter.
   */
  noShow: 0.07,
  /** There for part of it only: the second day had 95 % of the first (same source, median). */
  partly: 0.05,
  /** Evaluation given in the room, not later: 0.755 of 967 answers (carpentries/assessment, post-training survey, CC BY 4.0). */
  answersInTheRoom: 0.755,
  /** Recommendations from 0 to 10 in those 967 answers; 1 and 0 were not given. */
  recommends: { 10: 351, 9: 150, 8: 211, 7: 106, 6: 33, 5: 21, 4: 5, 3: 6, 2: 4, 1: 2 },
  /** Worth the time, from strongly agree to strongly disagree (same source). */
  worthIt: { 5: 474, 4: 343, 3: 58, 2: 17, 1: 12 },
  /**
   * Needs that somebody brings to a review. After events per person and year in IBM's invented HR data (n = 1470, 'training
   * times last year'): most have two or three.
   */
  wishes: { 0: 0.037, 1: 0.048, 2: 0.372, 3: 0.334, 4: 0.209 },
  /** No cover to be had: 4 % of teachers named it as a barrier (DfE School Snapshot Survey, summer 2018, by tes.com). */
  cannotCover: 0.04,
  /** A pot that says no. 70 % named cost as a barrier (same survey); assumption: one request in twelve meets it. */
  potDeclines: 0.08,
  /** Assumption: a provider calls an event off, or moves it. */
  providerCancels: 0.05,
  providerPostpones: 0.08,
  /** Assumption: somebody withdraws before the day. */
  withdraws: 0.05,
  /** Assumptions about reviews. */
  asksForChanges: 0.08,
  neverAgrees: 0.05,
  disputes: 0.03,
  contests: 0.05,
  observed: 0.5,
  raisesMore: 0.15,
  /** Assumptions about days away: a spell of some weeks; how many months a maternity or long illness lasts. */
  awayForWeeks: 0.07,
  awayAcrossTheYear: 0.02,
  /** Assumption: the reviewer sees a standard differently. */
  differs: 0.15,
  /** Assumption: what evaluations come to. */
  outcomes: { met: 0.56, partlyMet: 0.27, notMet: 0.08, tooEarly: 0.09 },
  /** Assumption: what becomes of needs when the CPD leader sorts them. */
  sorting: { plan: 0.86, defer: 0.06, decline: 0.05, refer: 0.03 },
} as const;
