import type { Id, Instant, IsoDate, Pence, People, Stamped } from '../chart.js';

export type PlanPost = 'cpdLeader' | 'head' | 'deputy' | 'governor';
/** `approver` is the head; where the head leads CPD, the chair of governors, else the deputy. */
export type PlanRole = 'approver' | PlanPost;

export interface PlanInput extends Stamped {
  readonly schoolId: Id;
  readonly cycleId: Id;
  readonly planId: Id;
  readonly posts: Readonly<Record<PlanPost, Id | null>>;
  /** When the core plan should be with the approver: July before the year. */
  readonly coreDueOn: IsoDate;
  /** First day of the year. */
  readonly opensOn: IsoDate;
  /** When the amendment with the needs from the reviews should be made: end of November. */
  readonly amendBy: IsoDate;
  /** What amendments may add up to before one goes back to the approver; null: every amendment goes back. */
  readonly amendmentLimitPence: Pence | null;
}

export interface Amendment {
  readonly id: Id;
  /** What it adds to the cost of the plan; a saving is negative. */
  readonly pence: Pence;
  readonly by: Id;
}

export interface PlanContext {
  readonly schoolId: Id;
  readonly cycleId: Id;
  readonly planId: Id;
  readonly people: People<PlanRole>;
  readonly coreDueOn: IsoDate;
  readonly opensOn: IsoDate;
  readonly amendBy: IsoDate;
  readonly amendmentLimitPence: Pence | null;
  /** True once an amendment has taken effect in autumn, when the reviews’ needs are known. */
  readonly autumnDone: boolean;
  /** Counts approvals and amendments; 0 while nothing is approved. */
  readonly version: number;
  /** Cost of the version in force, or of the one submitted for the first time. */
  readonly totalPence: Pence;
  /** Added by the CPD leader's own amendments since somebody approved: small ones add up. */
  readonly addedPence: Pence;
  readonly amendment: Amendment | null;
  readonly submittedBy: Id | null;
  readonly submittedAt: Instant | null;
  readonly lateSince: Instant | null;
}

export type PlanEvent = Stamped &
  (
    | { readonly type: 'SUBMIT'; readonly totalPence: Pence; readonly items: number }
    | { readonly type: 'WITHDRAW' }
    | { readonly type: 'APPROVE' }
    | { readonly type: 'RETURN' }
    | { readonly type: 'AMEND'; readonly amendmentId: Id }
    | { readonly type: 'SUBMIT_AMENDMENT'; readonly pence: Pence }
    | { readonly type: 'DROP_AMENDMENT' }
    | { readonly type: 'NOTE'; readonly on: IsoDate }
    | { readonly type: 'POST_CHANGED'; readonly post: string; readonly to: Id | null }
    | { readonly type: 'CLOSE' }
  );
