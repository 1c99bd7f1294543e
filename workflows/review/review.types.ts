import type { Id, Instant, IsoDate, Minutes, Pause, People, Stamped } from '../chart.js';

/** Posts of which a review keeps a copy, kept current by POST_CHANGED, so that a ladder can skip the same person. */
export type ReviewPost = 'cpdLeader' | 'head' | 'deputy' | 'governor';

/**
 * How far a review had come elsewhere when its school began here in mid-year. A statement that was `shared` is written and
 * shared again: both must see here what they agree to. Needs that were agreed before do not pass by themselves; those that
 * are still wanted are raised one by one.
 */
export interface ReviewInFlight {
  readonly stage: 'planning' | 'drafting' | 'shared' | 'monitoring' | 'closing';
  /** Day of the planning meeting; null: draft and comments count from the day on which the review begins here. */
  readonly heldOn: IsoDate | null;
  readonly agreedOn: IsoDate | null;
}

/**
 * `reviewer` is several for the head's own review (a panel); `contributor` those who were asked and have not answered;
 * `adviser` the external adviser of the head's panel; `settler` who decides about needs that only one of the two wanted,
 * for as long as there are any.
 */
export type ReviewRole =
  'reviewee' | 'reviewer' | 'contributor' | 'moderator' | 'adviser' | 'settler' | ReviewPost;

export interface ReviewInput extends Stamped {
  readonly schoolId: Id;
  readonly cycleId: Id;
  /** The review's content: statement, annex, objectives. */
  readonly reviewId: Id;
  readonly reviewee: Id;
  /** Null while the line manager's post is vacant: the head then reviews. */
  readonly reviewer: Id | readonly Id[] | null;
  readonly adviser?: Id | null;
  /** Named beforehand where the head and the chair are both parties; otherwise head or chair is found when needed. */
  readonly moderator?: Id | null;
  readonly posts: Readonly<Record<ReviewPost, Id | null>>;
  /** True for people without e-mail or computer, who confirm on paper or on a shared device. */
  readonly offline?: boolean;
  /** 31 October for most, 31 December for the head; staff groups may differ. */
  readonly agreeBy: IsoDate;
  readonly midYearBy: IsoDate;
  readonly closingFrom: IsoDate;
  /** Default 31 October of the next cycle. */
  readonly closeBy: IsoDate;
  /** Limit of classroom observation in the cycle; null: none. */
  readonly observationLimit?: Minutes | null;
  /** For a school that starts in mid-year; without it the review begins at its beginning. */
  readonly inFlight?: ReviewInFlight | null;
}

export interface ReviewContext {
  readonly schoolId: Id;
  readonly cycleId: Id;
  readonly reviewId: Id;
  readonly people: People<ReviewRole>;
  /** True while the head (for the head's own review the chair) stands in for a reviewer whose post is vacant. */
  readonly vacant: boolean;
  readonly offline: boolean;
  /** Where the review is when it begins here. */
  readonly arrivesIn: ReviewInFlight['stage'];
  readonly agreeBy: IsoDate;
  readonly midYearBy: IsoDate;
  readonly closingFrom: IsoDate;
  readonly closeBy: IsoDate;
  readonly observationLimit: Minutes | null;
  readonly observedMinutes: Minutes;
  readonly meetingOn: IsoDate | null;
  /** Day of the planning meeting: draft and comments count from here. */
  readonly heldOn: IsoDate | null;
  readonly sharedAt: Instant | null;
  readonly agreedAt: Instant | null;
  readonly judgedAt: Instant | null;
  readonly signedAt: Instant | null;
  readonly midYearHeldOn: IsoDate | null;
  /** Who has agreed to what now lies before both: the statement, and later the judgement. */
  readonly agreedBy: { readonly reviewee: Instant | null; readonly reviewer: Instant | null };
  /** True once the time to comment has passed: the reviewer may issue. */
  readonly timeIsUp: boolean;
  readonly issued: boolean;
  /** True after the reviewee asked for changes: the reviewer may then take the statement back at any time. */
  readonly changesAsked: boolean;
  readonly needsPassed: boolean;
  /** Needs of the annex that only one of the two wanted and about which nobody has decided yet. */
  readonly contested: readonly Id[];
  readonly contestedAt: Instant | null;
  /** The revision of objectives that waits for the other person's agreement. */
  readonly revision: { readonly id: Id; readonly by: Id } | null;
  /** When the duty at hand was last found late; the next rung of the ladder counts from here. */
  readonly lateSince: Instant | null;
  readonly disputedAt: Instant | null;
  /** Absence, suspension and moderation; stretches may overlap, a day counts once. Never a reason. */
  readonly pauses: readonly Pause[];
}

export type ReviewEvent = Stamped &
  (
    | { readonly type: 'BOOK_MEETING'; readonly on: IsoDate }
    | { readonly type: 'ASK_CONTRIBUTORS'; readonly contributors: readonly Id[] }
    | { readonly type: 'CONTRIBUTE' }
    | { readonly type: 'HOLD_MEETING'; readonly heldOn: IsoDate }
    | { readonly type: 'SHARE' }
    | { readonly type: 'ASK_CHANGES' }
    | { readonly type: 'AGREE' }
    /** The reviewer enters what the reviewee confirmed on paper or on a shared device. */
    | { readonly type: 'CONFIRM_ON_PAPER' }
    | { readonly type: 'ISSUE' }
    | { readonly type: 'WITHDRAW' }
    | { readonly type: 'HOLD_MID_YEAR'; readonly heldOn: IsoDate }
    | { readonly type: 'OBSERVE'; readonly observationId: Id; readonly minutes: Minutes }
    | { readonly type: 'STRIKE_OBSERVATION'; readonly observationId: Id; readonly minutes: Minutes }
    | { readonly type: 'RAISE_NEED'; readonly annexNeedId: Id }
    /** Which needs wait for somebody independent, after a statement was issued. */
    | { readonly type: 'CONTESTED'; readonly annexNeedIds: readonly Id[] }
    | { readonly type: 'SETTLE_NEED'; readonly annexNeedId: Id; readonly pass: boolean }
    | { readonly type: 'REVISE'; readonly revisionId: Id }
    | { readonly type: 'AGREE_REVISION' }
    | { readonly type: 'DROP_REVISION' }
    | { readonly type: 'START_CLOSING' }
    | { readonly type: 'JUDGE' }
    | { readonly type: 'SIGN' }
    | { readonly type: 'REASSIGN'; readonly reviewer: Id | readonly Id[] | null }
    | { readonly type: 'PAUSE'; readonly from: IsoDate }
    /** `to` is the last day away. */
    | { readonly type: 'RESUME'; readonly to: IsoDate }
    | { readonly type: 'DISPUTE' }
    | { readonly type: 'APPOINT_MODERATOR'; readonly moderator: Id }
    | { readonly type: 'DECIDE'; readonly outcome: 'stands' | 'redraft' }
    | { readonly type: 'POST_CHANGED'; readonly post: string; readonly to: Id | null }
    | { readonly type: 'CYCLE_CLOSED' }
    | {
        readonly type: 'DATES_CHANGED';
        readonly agreeBy: IsoDate;
        readonly midYearBy: IsoDate;
        readonly closingFrom: IsoDate;
        readonly closeBy: IsoDate;
      }
    | { readonly type: 'LEAVE'; readonly on: IsoDate }
  );

export type ReviewEventOf<T extends ReviewEvent['type']> = Extract<ReviewEvent, { type: T }>;

/** What the passing of needs says to the feature that raises them; the texts stay in the annex. */
export interface PassNeedsParams {
  readonly reviewId: Id;
  readonly cycleId: Id;
  readonly reviewee: Id;
  /** Everything in the annex, what both marked as wanted, one extra need, or one that was contested and is to pass. */
  readonly which: 'all' | 'wantedByBoth' | 'one' | 'settled';
  /** Where `which` is 'one' or 'settled'. */
  readonly annexNeedId: Id | null;
  /** Who decides about what only one of them wants; null when nothing is contested. */
  readonly contestedTo: Id | readonly Id[] | null;
}

/** Which contested needs now wait for whom; the texts stay in the annex. */
export interface AskSettlerParams {
  readonly reviewId: Id;
  readonly needs: readonly Id[];
  /** Null while nobody is independent. */
  readonly settler: Id | readonly Id[] | null;
}
