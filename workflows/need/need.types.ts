import type { Id, Instant, IsoDate, Pause, People, Stamped } from '../chart.js';

/** Where a need comes from. */
export type NeedOrigin =
  | 'annex'
  | 'standardsGap'
  | 'ownRequest'
  | 'selfEvaluation'
  | 'improvementPlan'
  | 'national'
  | 'statutory'
  | 'expiringCertificate'
  | 'induction';

/** Whom it concerns: decides whether it is solved for one person, a team with an owner, the school, or nationally. */
export type NeedLevel = 'individual' | 'team' | 'school' | 'national';

export type NeedOutcome = 'met' | 'partlyMet' | 'notMet';

/** What the CPD leader decided when sorting: the theme's and priority's names stand in the needs feature. */
export interface Triage {
  readonly level: NeedLevel;
  readonly themeId: Id;
  /** School priority; null: the need is individual. */
  readonly priorityId: Id | null;
  /** 1 is most urgent. */
  readonly rank: number;
  /** Who looks after a team's need. */
  readonly ownerId: Id | null;
}

/** `lineManager` is the person's reviewer; `moderator` only while it is with them. */
export type NeedRole = 'person' | 'lineManager' | 'moderator' | 'owner';

export interface NeedInput extends Stamped {
  readonly schoolId: Id;
  readonly cycleId: Id;
  readonly needId: Id;
  readonly person: Id;
  readonly lineManager?: Id | null;
  readonly origin: NeedOrigin;
  /** True where only one of the two wants it: it waits for the moderator and is hidden from the CPD leader. */
  readonly contested?: boolean;
  readonly moderator?: Id | null;
  /** Until when it should be sorted: mid-November, or some days after it was raised. */
  readonly triageBy: IsoDate;
  /** The standards self-assessment and gap behind it. */
  readonly standardsId?: Id | null;
  readonly gapId?: Id | null;
  /** First day of a long absence that lasts: the need stands still at once. */
  readonly awaySince?: IsoDate | null;
}

/** A booking for this need: placed and to come, or attended and being evaluated. */
export interface NeedBooking {
  readonly id: Id;
  readonly evaluating: boolean;
}

export interface NeedContext {
  readonly schoolId: Id;
  /** Changes when the need is carried over. */
  readonly cycleId: Id;
  readonly needId: Id;
  readonly people: People<NeedRole>;
  readonly origin: NeedOrigin;
  readonly contested: boolean;
  readonly standardsId: Id | null;
  readonly gapId: Id | null;
  readonly triageBy: IsoDate;
  readonly triage: Triage | null;
  /** What stood before the last decision, while it can be undone. */
  readonly triageBefore: Triage | null;
  readonly decidedAt: Instant | null;
  readonly raisedAt: Instant;
  readonly lateSince: Instant | null;
  /** Needs that are merged share a group; each keeps its own state. */
  readonly groupId: Id | null;
  /** Its line in the training plan; null while it is not planned. */
  readonly planItemId: Id | null;
  readonly activityIds: readonly Id[];
  readonly bookings: readonly NeedBooking[];
  readonly deferredUntil: IsoDate | null;
  /** The trust or local authority whose adviser is asked, while they are; and by when. */
  readonly referredTo: Id | null;
  readonly referralDueOn: IsoDate | null;
  readonly outcome: NeedOutcome | null;
  /** How many times it was carried into a next year. */
  readonly carried: number;
  readonly pauses: readonly Pause[];
}

export type NeedEvent = Stamped &
  (
    | { readonly type: 'UPHOLD' }
    | { readonly type: 'SET_ASIDE' }
    | ({ readonly type: 'TRIAGE' } & Triage)
    | { readonly type: 'DEFER'; readonly until: IsoDate }
    | { readonly type: 'BRING_BACK' }
    | { readonly type: 'DECLINE' }
    | { readonly type: 'UNDO' }
    | { readonly type: 'REFER'; readonly organisationId: Id; readonly dueOn: IsoDate }
    /** `advised`: a way that the school is to look into, where no activity is named. */
    | { readonly type: 'ANSWER'; readonly activityId: Id | null; readonly advised?: boolean }
    | { readonly type: 'TAKE_BACK' }
    | { readonly type: 'PLANNED'; readonly planItemId: Id }
    | { readonly type: 'UNPLANNED' }
    | { readonly type: 'MATCH'; readonly activityId: Id }
    | { readonly type: 'UNMATCH'; readonly activityId: Id }
    | { readonly type: 'ACTIVITY_CANCELLED'; readonly activityId: Id }
    | { readonly type: 'UNDER_WAY'; readonly bookingId: Id }
    | { readonly type: 'BOOKING_ENDED'; readonly bookingId: Id }
    | { readonly type: 'EVALUATING'; readonly bookingId: Id }
    | { readonly type: 'MET'; readonly bookingId?: Id | null }
    | { readonly type: 'PARTLY_MET'; readonly bookingId?: Id | null }
    | { readonly type: 'NOT_MET'; readonly bookingId?: Id | null }
    | { readonly type: 'REOPEN' }
    | { readonly type: 'CARRY_OVER'; readonly toCycleId: Id; readonly triageBy: IsoDate }
    | { readonly type: 'GROUP'; readonly groupId: Id }
    | { readonly type: 'UNGROUP' }
    | { readonly type: 'WITHDRAW' }
    | { readonly type: 'LINE_MANAGER_CHANGED'; readonly lineManager: Id | null }
    | { readonly type: 'PAUSE'; readonly from: IsoDate }
    | { readonly type: 'RESUME'; readonly to: IsoDate }
    | { readonly type: 'CLOSE' }
    | { readonly type: 'LEAVE'; readonly on: IsoDate }
  );

export type NeedEventOf<T extends NeedEvent['type']> = Extract<NeedEvent, { type: T }>;
