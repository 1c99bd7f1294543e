import type { Id, Instant, IsoDate, Pause, People, Stamped } from '../chart.js';

export type ImpactRole = 'person' | 'lineManager';

/** `enters`: who may enter answers for those of a group who have no computer; null where everybody has one. */
export type ImpactPeople = People<ImpactRole | 'enters'>;

/** The parts that people hand in; each may stay unreturned, which is counted and never blocks. */
export type ImpactPart =
  'reaction' | 'application' | 'managerView' | 'outcomes' | 'judgement' | 'moderation' | 'addendum';
export type Outcome = 'met' | 'partlyMet' | 'notMet' | 'tooEarly';

export interface ImpactInput extends Stamped {
  readonly schoolId: Id;
  readonly cycleId: Id;
  readonly activityId: Id;
  /** Null for the evaluation of a group. */
  readonly bookingId?: Id | null;
  /** One person, or everyone who took part. */
  readonly people: People<ImpactRole>;
  readonly enters?: readonly Id[];
  readonly needIds?: readonly Id[];
  /** The standards self-assessment whose gap this may close, and the gap. */
  readonly standardsId?: Id | null;
  readonly gapId?: Id | null;
  /** Full for school priorities or above a cost, light for the rest. */
  readonly mode: 'full' | 'light';
  /** Whether level 5 is pupils' progress or, for people who do not teach, a benefit to the service. */
  readonly benefit?: 'pupils' | 'service';
  readonly baselineStated?: boolean;
  readonly heldOn: IsoDate;
  /** When evidence of outcomes is due: end of the summer term. */
  readonly outcomesDueOn: IsoDate;
  /** Until when autumn results may be added. */
  readonly addendumDueOn: IsoDate;
  readonly sampled?: boolean;
  /** First day of a long absence that lasts: the evaluation stands still at once. */
  readonly awaySince?: IsoDate | null;
}

export interface ImpactContext {
  readonly schoolId: Id;
  readonly cycleId: Id;
  readonly activityId: Id;
  readonly bookingId: Id | null;
  readonly people: ImpactPeople;
  readonly needIds: readonly Id[];
  readonly standardsId: Id | null;
  readonly gapId: Id | null;
  readonly mode: 'full' | 'light';
  readonly benefit: 'pupils' | 'service';
  readonly baselineStated: boolean;
  readonly heldOn: IsoDate;
  readonly outcomesDueOn: IsoDate;
  readonly addendumDueOn: IsoDate;
  readonly sampled: boolean;
  readonly pauses: readonly Pause[];
  /** Who has answered in the present stage. */
  readonly answered: readonly Id[];
  readonly managerAnswered: boolean;
  /** Parts that were not handed in in time. */
  readonly notReturned: readonly ImpactPart[];
  readonly outcome: Outcome | null;
  readonly judgedBy: Id | null;
  /** Since when a judgement, or its moderation, is awaited. */
  readonly waitingSince: Instant;
  /** True while autumn results may still come, or a judgement was too early. */
  readonly resultsOwed: boolean;
  /** Needs still to be told in this very step; empty between steps. */
  readonly toTell: readonly Id[];
}

export type ImpactEvent = Stamped &
  (
    | { readonly type: 'STATE_BASELINE' }
    | { readonly type: 'POSTPONED'; readonly heldOn: IsoDate }
    | { readonly type: 'ACTIVITY_CANCELLED' }
    /** `of`: whose answer it is, where somebody enters it for a person without a computer. */
    | { readonly type: 'GIVE_REACTION' | 'DESCRIBE_APPLICATION'; readonly of?: Id }
    | { readonly type: 'CONFIRM_APPLICATION' }
    | { readonly type: 'GIVE_EVIDENCE'; readonly level: 3 | 4 | 5 }
    | { readonly type: 'JUDGE'; readonly outcome: Outcome }
    | { readonly type: 'SAMPLE' }
    | { readonly type: 'MODERATE'; readonly outcome: Outcome }
    | { readonly type: 'ADD_RESULTS'; readonly outcome: Outcome }
    | { readonly type: 'NO_RESULTS' }
    | { readonly type: 'PAUSE'; readonly from: IsoDate }
    | { readonly type: 'RESUME'; readonly on: IsoDate }
    | { readonly type: 'LEAVE'; readonly personId: Id }
    | { readonly type: 'REASSIGN'; readonly to: Id | null }
  );
