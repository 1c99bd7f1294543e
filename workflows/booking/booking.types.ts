import type { Id, Instant, IsoDate, Minutes, Pence, People, Stamped } from '../chart.js';

/** Who may be asked to approve: a person bound to this booking, or whoever holds a post. */
export type StepRole = 'lineManager' | 'approver' | 'cpdLeader' | 'head' | 'deputy' | 'finance' | 'governor';

/** One approval, in order. */
export interface Step {
  readonly role: StepRole;
  /** A named person instead of whoever holds the post; null as a rule. */
  readonly personId: Id | null;
  readonly decided: null | 'approved' | 'declined';
  readonly by: Id | null;
  readonly at: Instant | null;
}

/** A share of the cost that one pot bears; a commitment names its financial year. */
export interface FundingShare {
  readonly potId: Id;
  readonly pence: Pence;
  /** Financial year of the pot, e.g. '2026-27'. */
  readonly financialYear: string;
  readonly state: 'asked' | 'agreed' | 'declined';
}
export type ShareAsked = Omit<FundingShare, 'state'>;

/** What withdrawing costs from a day on; in order of days. */
export interface CancellationCharge {
  readonly from: IsoDate;
  readonly pence: Pence;
}

/** Read under the lock before a request is judged: the person's days and what else lies on them. */
export interface DateFacts {
  /** The school lets nobody go on these days. */
  readonly blocked: boolean;
  /** As many people as the school can spare are out already. */
  readonly mostOut: boolean;
  /** The person is booked on something else. */
  readonly clash: boolean;
  readonly outsideContractedDays: boolean;
  readonly coverNeeded: boolean;
}

/** Read under the lock before a decision: the posts that the sender holds today, also as somebody's delegate. */
export interface SenderFacts {
  readonly posts: readonly string[];
  /** Post -> for whom it is held, where somebody stands in. */
  readonly standingInFor?: Readonly<Record<string, Id>>;
}

/** 'asked': the person named by the step that waits, in place of whoever holds its post. */
export type BookingRole = 'person' | 'lineManager' | 'approver' | 'asked';
export type Mark = 'present' | 'part' | 'absent';

/** How approval is arranged by the school's policy; the limits are settings, null for none. */
export interface ApprovalPolicy {
  readonly headAbovePence: Pence | null;
  readonly financeAbovePence: Pence | null;
  /** Who holds the posts today: only to see that nobody approves themselves or is asked twice. */
  readonly holders: { readonly [P in Exclude<StepRole, 'lineManager' | 'approver'>]?: Id | null };
}

export interface BookingInput extends Stamped {
  readonly schoolId: Id;
  /** The school that provides it, for staff in two schools of a trust; null where it is the same. */
  readonly hostSchoolId?: Id | null;
  readonly cycleId: Id;
  readonly bookingId: Id;
  readonly activityId: Id;
  readonly needId?: Id | null;
  readonly people: People<Exclude<BookingRole, 'asked'>>;
  readonly external: boolean;
  /** Statutory or whole-school: takes over the activity's intended outcome and is not held up by a clash. */
  readonly inherits?: boolean;
  readonly costPence: Pence;
  readonly funding?: readonly ShareAsked[];
  readonly charges?: readonly CancellationCharge[];
  /** Null where nobody need approve (statutory training in school). */
  readonly approval?: ApprovalPolicy | null;
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate;
  readonly dates?: Partial<DateFacts>;
  /** 'group': the activity is evaluated once for everyone. */
  readonly impact?: 'full' | 'light' | 'group';
  readonly shareBack?: boolean;
}

export interface BookingContext extends DateFacts {
  readonly schoolId: Id;
  readonly hostSchoolId: Id | null;
  readonly cycleId: Id;
  readonly bookingId: Id;
  readonly activityId: Id;
  readonly needId: Id | null;
  /** Need of somebody whose place another person took, until that need has been told. */
  readonly formerNeedId: Id | null;
  readonly people: People<BookingRole>;
  readonly external: boolean;
  readonly inherits: boolean;
  readonly costPence: Pence;
  readonly steps: readonly Step[];
  /** Since when the current step waits. */
  readonly stepSince: Instant;
  readonly funding: readonly FundingShare[];
  readonly charges: readonly CancellationCharge[];
  readonly committed: boolean;
  /** What stays a cost after withdrawal. */
  readonly keptPence: Pence;
  /** True while new dates that the person did not choose wait for an answer: withdrawing is free. */
  readonly dateAnswerOwed: boolean;
  readonly clashAllowed: boolean;
  readonly recompense: null | 'pay' | 'timeInLieu';
  readonly recompenseAgreed: boolean;
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate;
  readonly datesKnown: boolean;
  /** Cover should be arranged by a week before; the last warning goes out two days before. */
  readonly coverDueOn: IsoDate;
  readonly coverWarnOn: IsoDate;
  readonly coverAsked: boolean;
  /** True for the rest of the step in which dates or person changed: cover is then asked for anew. */
  readonly coverStale: boolean;
  readonly placeAsked: boolean;
  readonly hasPlace: boolean;
  readonly placedAt: Instant | null;
  readonly activityConfirmed: boolean;
  readonly needTold: null | 'underWay' | 'evaluating' | 'ended';
  readonly marks: { readonly [M in Mark]: number };
  readonly minutes: Minutes;
  readonly impact: 'full' | 'light' | 'group';
  readonly impactStarted: boolean;
  readonly shareBack: boolean;
  readonly ending: 'declined' | 'withdrawn' | 'cancelled';
}

export type BookingEvent = Stamped &
  (
    | { readonly type: 'SUBMIT'; readonly facts?: DateFacts }
    | { readonly type: 'TAKE_BACK' }
    | { readonly type: 'ALLOW_CLASH' }
    | { readonly type: 'OFFER_RECOMPENSE'; readonly kind: 'pay' | 'timeInLieu' }
    | { readonly type: 'ACCEPT_RECOMPENSE' }
    | { readonly type: 'REFUSE_RECOMPENSE' }
    | { readonly type: 'APPROVE'; readonly step: number; readonly facts?: SenderFacts }
    | { readonly type: 'DECLINE'; readonly step: number; readonly facts?: SenderFacts }
    | { readonly type: 'RETURN'; readonly step: number; readonly facts?: SenderFacts }
    | {
        readonly type: 'INSERT_STEP';
        readonly before: number;
        readonly role: StepRole;
        readonly personId?: Id | null;
      }
    | { readonly type: 'AGREE_FUNDING'; readonly share: number }
    | { readonly type: 'DECLINE_FUNDING'; readonly share: number }
    | { readonly type: 'REROUTE'; readonly share: number; readonly potId: Id; readonly financialYear: string }
    | { readonly type: 'SPLIT_FUNDING'; readonly shares: readonly ShareAsked[] }
    | { readonly type: 'PLACED' | 'PROMOTED'; readonly confirmed?: boolean }
    | { readonly type: 'WAITLISTED' }
    | { readonly type: 'NO_PLACE' | 'DAY_FULL' }
    | { readonly type: 'ACTIVITY_CONFIRMED' }
    | { readonly type: 'ENTER_CONFIRMATION'; readonly confirmationId: Id }
    | { readonly type: 'PROVIDER_REFUSED' }
    | {
        readonly type: 'SUBSTITUTE';
        readonly personId: Id;
        readonly lineManagerId: Id | null;
        readonly needId?: Id | null;
        readonly facts?: DateFacts;
      }
    | {
        readonly type: 'POSTPONED';
        readonly startsOn: IsoDate | null;
        readonly endsOn: IsoDate | null;
        readonly facts?: DateFacts;
      }
    | { readonly type: 'STILL_COMING' }
    | { readonly type: 'REQUEST_COVER' }
    | { readonly type: 'ARRANGE_COVER'; readonly coverId: Id }
    | { readonly type: 'CANNOT_COVER' }
    | { readonly type: 'COVER_FELL_THROUGH' }
    | { readonly type: 'NO_COVER_NEEDED' }
    | {
        readonly type: 'SESSION_ATTENDED';
        readonly sessionId: Id;
        readonly mark: Mark;
        readonly minutes: Minutes;
      }
    | { readonly type: 'MARK_ATTENDANCE'; readonly mark: Mark; readonly minutes: Minutes }
    | { readonly type: 'ACTIVITY_HELD' }
    | { readonly type: 'ACTIVITY_CANCELLED' }
    | { readonly type: 'MILESTONE_REACHED'; readonly milestoneId: Id }
    | { readonly type: 'SHARE_BACK' }
    | { readonly type: 'WAIVE_SHARE_BACK' }
    | { readonly type: 'RECORD_CERTIFICATE'; readonly certificateId: Id; readonly expiresOn: IsoDate | null }
    | { readonly type: 'NOTE_ABSENCE'; readonly cause: 'illness' | 'work' | 'travel' | 'other' }
    | { readonly type: 'WITHDRAW' }
    | { readonly type: 'CANCEL' }
    | { readonly type: 'LEAVE'; readonly on: IsoDate }
    | { readonly type: 'APPROVER_LEFT'; readonly personId: Id }
    | { readonly type: 'REASSIGN'; readonly role: 'lineManager' | 'approver'; readonly to: Id | null }
  );

/** An event of one type, for policy functions. */
export type BookingEventOf<T extends BookingEvent['type']> = Extract<BookingEvent, { type: T }>;
