import type { Id, IsoDate, People, Stamped } from '../chart.js';

/** The dates that move a year on, all in the school's own choice; each counts until the end of that day. */
export interface CycleDates {
  readonly opensOn: IsoDate;
  readonly reviewsDueOn: IsoDate;
  readonly needsSortedOn: IsoDate;
  readonly planAmendedOn: IsoDate;
  /** When figures for the impact report begin to be gathered. */
  readonly reportOpensOn: IsoDate;
  /** When the impact report is due with the head. */
  readonly reportDueOn: IsoDate;
  readonly closesOn: IsoDate;
  /** Until when reviews and evaluations of the year may run on after it has closed. */
  readonly runsOnUntil: IsoDate;
  /** When the core plan (INSET days, statutory training, induction) should be approved: July before. */
  readonly corePlanDueOn: IsoDate;
}

export type CycleDateChanges = { readonly [K in keyof CycleDates]?: IsoDate };

export interface CycleInput
  extends Stamped, Omit<CycleDates, 'reportOpensOn' | 'runsOnUntil' | 'corePlanDueOn'> {
  readonly schoolId: Id;
  readonly cycleId: Id;
  /** Last year's cycle of the same school; null in the first year. */
  readonly previousCycleId?: Id | null;
  /** Default: six weeks before the report is due. */
  readonly reportOpensOn?: IsoDate;
  /** Default: 31 October after the cycle closes. */
  readonly runsOnUntil?: IsoDate;
  /** Default: the middle of July before a 1 September opening (46 days before). */
  readonly corePlanDueOn?: IsoDate;
}

export interface CycleContext extends CycleDates {
  readonly schoolId: Id;
  readonly cycleId: Id;
  readonly previousCycleId: Id | null;
  /** Nobody is bound to a cycle: those who act hold a post, and posts are dated. */
  readonly people: People<never>;
  /** True once staff, dates and policy are in. */
  readonly setUp: boolean;
  /** True from the opening on: before it, joiners need nothing of their own. */
  readonly opened: boolean;
  /** The approved core plan; null while it is awaited. */
  readonly corePlanId: Id | null;
  /** People whom a new staff file does not name and about whom nobody has answered yet. */
  readonly missing: readonly Id[];
  /** Day on which the school converts or merges; null where it does not. */
  readonly convertsOn: IsoDate | null;
  readonly successorSchoolId: Id | null;
  /** True once the report has been published; while false, the year may not be filed. */
  readonly reported: boolean;
  /** True once the report's autumn addendum is done or given up. */
  readonly reportFinished: boolean;
  /** True once the report was started. */
  readonly reportStarted: boolean;
}

/** How somebody is employed, as far as the year depends on it. */
export type Standing =
  | 'employee'
  /** In a two-year induction, which takes the place of the review. */
  | 'ect'
  /** Supply or a contract under one term: statutory training only. */
  | 'shortTerm';

/** What is asked about somebody who joins; the person's details stand in the people feature. */
export interface Joining {
  readonly personId: Id;
  readonly on: IsoDate;
  readonly standing: Standing;
  /** True where their staff group has a standards framework. */
  readonly hasFramework: boolean;
  /** True where this school holds the review (the home school, for staff in two schools of a trust). */
  readonly reviewedHere: boolean;
}

export type CycleEvent = Stamped &
  (
    | ({ readonly type: 'CHANGE_DATES' } & CycleDateChanges)
    | { readonly type: 'FINISH_SETUP' }
    | { readonly type: 'CORE_PLAN_APPROVED'; readonly planId: Id }
    | { readonly type: 'DISCARD' }
    /** `inFlight`: the school starts in mid-year and its reviews are brought along, not begun anew. */
    | { readonly type: 'OPEN'; readonly inFlight?: boolean }
    | { readonly type: 'ADVANCE' }
    | { readonly type: 'STEP_BACK' }
    | ({ readonly type: 'JOIN' } & Joining)
    | {
        readonly type: 'CHANGE_STANDING';
        readonly personId: Id;
        readonly on: IsoDate;
        readonly hasFramework: boolean;
      }
    | { readonly type: 'LEAVER'; readonly personId: Id; readonly on: IsoDate }
    | { readonly type: 'TRANSFER'; readonly personId: Id; readonly toSchoolId: Id; readonly on: IsoDate }
    | { readonly type: 'MISSING_FROM_FILE'; readonly personId: Id; readonly importId: Id }
    | { readonly type: 'STILL_HERE'; readonly personId: Id }
    | {
        readonly type: 'LINE_MANAGER_CHANGED';
        readonly personId: Id;
        readonly from: Id | null;
        readonly to: Id;
        readonly on: IsoDate;
      }
    /** `to` is null when the post falls vacant: its work then passes to the head. */
    | {
        readonly type: 'POST_CHANGED';
        readonly post: string;
        readonly from: Id | null;
        readonly to: Id | null;
        readonly on: IsoDate;
      }
    | { readonly type: 'REPORT_DONE'; readonly reportId: Id }
    | { readonly type: 'ADDENDUM_DONE'; readonly reportId: Id }
    | { readonly type: 'CLOSE' }
    | { readonly type: 'CONVERT'; readonly on: IsoDate; readonly toSchoolId: Id }
    | { readonly type: 'CALL_OFF_CONVERSION' }
  );

/** An event of one type, for policy functions. */
export type CycleEventOf<T extends CycleEvent['type']> = Extract<CycleEvent, { type: T }>;
