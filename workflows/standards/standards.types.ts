import type { Id, Instant, IsoDate, Pause, People, Stamped } from '../chart.js';

export type StandardsPost = 'cpdLeader' | 'head' | 'deputy' | 'governor';
export type StandardsRole = 'person' | 'reviewer' | StandardsPost;

export interface StandardsInput extends Stamped {
  readonly schoolId: Id;
  readonly cycleId: Id;
  readonly standardsId: Id;
  readonly person: Id;
  /** Null while the line manager's post is vacant: the head then confirms. */
  readonly reviewer: Id | readonly Id[] | null;
  readonly posts: Readonly<Record<StandardsPost, Id | null>>;
  /** True for people without e-mail or computer: the reviewer enters, they confirm on paper or a shared device. */
  readonly offline?: boolean;
  readonly assessBy: IsoDate;
  /** Until when evidence and closed gaps still count for this year: 31 October after it. */
  readonly runsOnUntil: IsoDate;
}

export interface StandardsContext {
  readonly schoolId: Id;
  readonly cycleId: Id;
  readonly standardsId: Id;
  readonly people: People<StandardsRole>;
  readonly vacant: boolean;
  readonly offline: boolean;
  readonly assessBy: IsoDate;
  readonly runsOnUntil: IsoDate;
  readonly submittedAt: Instant | null;
  readonly differedAt: Instant | null;
  readonly confirmedAt: Instant | null;
  /** Gaps that the assessment found and that are still open. */
  readonly openGaps: readonly Id[];
  /** Those that the two chose to make needs of. */
  readonly chosenGaps: readonly Id[];
  /** Gaps that a met need proposes to close; the reviewer decides. */
  readonly proposedGaps: readonly Id[];
  readonly proposedAt: Instant | null;
  readonly closedGaps: readonly Id[];
  readonly evidenceCount: number;
  /** True while the person lets confirmed strengths be used for matching. */
  readonly strengthsOffered: boolean;
  readonly yearClosed: boolean;
  readonly lateSince: Instant | null;
  readonly pauses: readonly Pause[];
}

export type StandardsEvent = Stamped &
  /** `rated`: how many standards have a rating; the ratings stand in the standards feature. */
  (
    | { readonly type: 'SUBMIT'; readonly rated: number }
    | { readonly type: 'SUBMIT_ON_PAPER'; readonly rated: number }
    | { readonly type: 'TAKE_BACK' }
    | { readonly type: 'CONFIRM'; readonly gapIds: readonly Id[] }
    | { readonly type: 'DIFFER'; readonly gapIds: readonly Id[] }
    | { readonly type: 'ACCEPT' }
    | { readonly type: 'KEEP_OWN_VIEW' }
    | { readonly type: 'CHOOSE'; readonly gapIds: readonly Id[] }
    | { readonly type: 'EVIDENCE'; readonly evidenceId: Id }
    | { readonly type: 'PROPOSE_GAP_CLOSED'; readonly gapId: Id }
    | { readonly type: 'CLOSE_GAP'; readonly gapId: Id }
    | { readonly type: 'KEEP_GAP_OPEN'; readonly gapId: Id }
    | { readonly type: 'CONSENT'; readonly given: boolean }
    | { readonly type: 'REASSIGN'; readonly reviewer: Id | readonly Id[] | null }
    | { readonly type: 'POST_CHANGED'; readonly post: string; readonly to: Id | null }
    | { readonly type: 'PAUSE'; readonly from: IsoDate }
    | { readonly type: 'RESUME'; readonly to: IsoDate }
    | { readonly type: 'CYCLE_CLOSED' }
    | { readonly type: 'DATES_CHANGED'; readonly assessBy: IsoDate; readonly runsOnUntil: IsoDate }
    | { readonly type: 'FILE' }
    | { readonly type: 'LEAVE'; readonly on: IsoDate }
  );
