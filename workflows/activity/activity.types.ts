import type { Id, IsoDate, People, Stamped } from '../chart.js';

/** The five parts of the DfE Standard for teachers' professional development (2016), in its order. */
export const QUALITY_PARTS = [
  'pupilOutcomes',
  'evidence',
  'collaboration',
  'sustained',
  'ledFromTop',
] as const;
export type QualityPart = (typeof QUALITY_PARTS)[number];
export type QualityMark = 'yes' | 'partly' | 'no';

export type SessionState = 'planned' | 'held' | 'cancelled';

/** A dated part of an activity. */
export interface Session {
  readonly id: Id;
  readonly on: IsoDate;
  readonly state: SessionState;
}

/** A point that a qualification or a piece of action research must reach; may lie in a later cycle. */
export interface Milestone {
  readonly id: Id;
  readonly dueOn: IsoDate;
  readonly state: 'ahead' | 'reached' | 'givenUp';
}

/** Something that provider or facilitator promised to do afterwards. */
export interface FollowUp {
  readonly id: Id;
  readonly dueOn: IsoDate;
  readonly owedBy: 'facilitator' | 'provider';
  readonly done: boolean;
}

/** Read under the activity's lock; the waiting list itself is a table of the provision feature. */
export interface PlaceFacts {
  /** Places taken and people waiting, before this event. */
  readonly taken: number;
  readonly waiting: number;
  /** Whether the booking of the event holds a place, or waits for one. */
  readonly holds: boolean;
  readonly queued: boolean;
  /** Bookings that wait, first come first, without the booking of the event. */
  readonly queue: readonly Id[];
  /** Those of them whose school can spare nobody else on one of the days; none without it. */
  readonly barred?: readonly Id[];
  /** The same about the booking of the event. */
  readonly dayFull?: boolean;
}

/** What people attended of one session. */
export interface AttendanceEntry {
  readonly bookingId: Id;
  readonly mark: 'present' | 'part' | 'absent';
}

export type ActivityRole = 'facilitator' | 'organiser';

/** The people of an activity; `followingUp` sees to the follow-up that is due next, null where none is owed. */
export type ActivityPeople = People<ActivityRole | 'followingUp'>;

/** What an activity is made of; sessions may be none where provision has no dates (a placement, e-learning). */
export interface ActivityOutline {
  /** Places; null where there is no limit. */
  readonly capacity: number | null;
  /** Fewest people with whom it runs; 0 where the number does not matter. */
  readonly minimum: number;
  readonly startsOn: IsoDate;
  readonly endsOn: IsoDate;
  /** Until when people may book. */
  readonly bookingClosesOn: IsoDate;
  /** By when it must be clear whether it runs. */
  readonly decideBy: IsoDate;
}

export interface ActivityInput extends Stamped, ActivityOutline {
  readonly schoolId: Id;
  readonly activityId: Id;
  readonly cycleId: Id;
  readonly people: People<ActivityRole>;
  /** Provided by somebody outside the school: places must be confirmed by them. */
  readonly external: boolean;
  readonly sessions?: readonly { readonly id: Id; readonly on: IsoDate }[];
  readonly milestones?: readonly { readonly id: Id; readonly dueOn: IsoDate }[];
  /** False by policy for what needs no quality check (a network meeting, an induction tour). */
  readonly qualityCheck?: boolean;
}

export interface ActivityContext extends ActivityOutline {
  readonly schoolId: Id;
  readonly activityId: Id;
  /** The cycle that it counts in now; a qualification moves on with the years. */
  readonly cycleId: Id;
  readonly people: ActivityPeople;
  readonly external: boolean;
  readonly sessions: readonly Session[];
  readonly nextSessionOn: IsoDate | null;
  readonly milestones: readonly Milestone[];
  readonly nextMilestoneOn: IsoDate | null;
  readonly followUps: readonly FollowUp[];
  readonly nextFollowUpOn: IsoDate | null;
  readonly quality: { readonly [P in QualityPart]: QualityMark | null };
  readonly qualityCheck: boolean;
  /** As decided under the lock by the last event about places. */
  readonly taken: number;
  readonly waiting: number;
  /** Bookings about to be promoted in this very step; empty between steps. */
  readonly promoting: readonly Id[];
  /** Bookings that would move up if their school could spare them that day; told in this very step. */
  readonly heldBack: readonly Id[];
  /** Other schools to whose staff it is offered. */
  readonly offeredTo: readonly Id[];
  /** True once booking is closed by date or by hand. */
  readonly shut: boolean;
  readonly confirmed: boolean;
  readonly started: boolean;
  /** True once provision without dates has reached its end. */
  readonly ended: boolean;
  readonly over: null | 'held' | 'cancelled';
}

export interface NewDates {
  /** Sessions with their new dates; empty while no new date is known. */
  readonly sessions: readonly { readonly id: Id; readonly on: IsoDate }[];
}

export type ActivityEvent = Stamped &
  (
    | ({ readonly type: 'OUTLINE' } & Partial<ActivityOutline> & Partial<NewDates>)
    | { readonly type: 'RECORD_QUALITY'; readonly part: QualityPart; readonly mark: QualityMark }
    | { readonly type: 'PUBLISH' }
    | { readonly type: 'DISCARD' }
    | { readonly type: 'REQUEST_PLACE'; readonly bookingId: Id; readonly facts?: PlaceFacts }
    | { readonly type: 'RELEASE_PLACE'; readonly bookingId: Id; readonly facts?: PlaceFacts }
    | { readonly type: 'CHANGE_CAPACITY'; readonly capacity: number | null; readonly facts?: PlaceFacts }
    | { readonly type: 'DAY_HAS_ROOM'; readonly facts?: PlaceFacts }
    | { readonly type: 'OFFER'; readonly schools: readonly Id[] }
    | { readonly type: 'CLOSE_BOOKING' }
    | { readonly type: 'REOPEN_BOOKING'; readonly until: IsoDate }
    | { readonly type: 'CONFIRM' }
    | ({ readonly type: 'POSTPONE' } & NewDates)
    | ({ readonly type: 'SET_DATES' } & NewDates)
    | { readonly type: 'ADD_SESSION'; readonly sessionId: Id; readonly on: IsoDate }
    | { readonly type: 'MOVE_SESSION'; readonly sessionId: Id; readonly on: IsoDate }
    | { readonly type: 'CANCEL_SESSION'; readonly sessionId: Id }
    | {
        readonly type: 'RECORD_ATTENDANCE';
        readonly sessionId: Id;
        readonly entries: readonly AttendanceEntry[];
      }
    | { readonly type: 'FINISH' }
    | { readonly type: 'CANCEL'; readonly cause: 'provider' | 'numbers' | 'school' }
    | { readonly type: 'REACH_MILESTONE'; readonly milestoneId: Id }
    | { readonly type: 'MOVE_MILESTONE'; readonly milestoneId: Id; readonly on: IsoDate }
    | { readonly type: 'GIVE_UP_MILESTONE'; readonly milestoneId: Id }
    | {
        readonly type: 'ADD_FOLLOW_UP';
        readonly followUpId: Id;
        readonly on: IsoDate;
        readonly owedBy: FollowUp['owedBy'];
      }
    | { readonly type: 'DO_FOLLOW_UP'; readonly followUpId: Id }
    | { readonly type: 'CHANGE_FACILITATOR'; readonly personId: Id }
    | { readonly type: 'LEAVER'; readonly personId: Id }
    | { readonly type: 'NEW_CYCLE'; readonly cycleId: Id }
  );

/** An event of one type, for policy functions. */
export type ActivityEventOf<T extends ActivityEvent['type']> = Extract<ActivityEvent, { type: T }>;

/** What bookings hear from their activity. */
export type ActivityNews =
  | { readonly type: 'ACTIVITY_CONFIRMED' }
  | { readonly type: 'ACTIVITY_HELD' }
  | { readonly type: 'ACTIVITY_CANCELLED'; readonly cause: 'provider' | 'numbers' | 'school' }
  | {
      readonly type: 'POSTPONED';
      readonly startsOn: IsoDate | null;
      readonly endsOn: IsoDate | null;
      readonly sessions: number;
    }
  | { readonly type: 'MILESTONE_REACHED'; readonly milestoneId: Id };
