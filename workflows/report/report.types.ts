import type { Id, IsoDate, People, Stamped } from '../chart.js';

/** What head and governors want to read, in this order: each is written by the CPD leader and read by the head. */
export const SECTIONS = [
  'priorities',
  'cash',
  'statutory',
  'needs',
  'whoGotWhat',
  'inHouse',
  'stopKeepChange',
  'earlyCareer',
  'nextYear',
] as const;
export type MainSection = (typeof SECTIONS)[number];

/** What stands behind them: may be written about and asked about, and holds nobody up. */
export const FURTHER_SECTIONS = [
  'plan',
  'impact',
  'standards',
  'valueForMoney',
  'recommendations',
  'method',
] as const;
export const ALL_SECTIONS = [...SECTIONS, ...FURTHER_SECTIONS] as const;
export type Section = (typeof ALL_SECTIONS)[number];

export interface ReportInput extends Stamped {
  readonly schoolId: Id;
  readonly cycleId: Id;
  readonly reportId: Id;
  /** When the governors meet; the other dates count back from it. */
  readonly governorsMeetOn: IsoDate;
  /** When autumn results may be added at the latest. */
  readonly addendumDueOn: IsoDate;
  /** Overrides of the dates that are counted back. */
  readonly draftOn?: IsoDate;
  readonly headDueOn?: IsoDate;
}

export interface ReportContext {
  readonly schoolId: Id;
  readonly cycleId: Id;
  readonly reportId: Id;
  /** Those who act hold a post; the writer is remembered so that nobody reads their own report as the head. */
  readonly people: People<'writer'>;
  readonly governorsMeetOn: IsoDate;
  /** Seven clear days before the meeting: neither the day of sending nor that of the meeting counts. */
  readonly papersDueOn: IsoDate;
  readonly headDueOn: IsoDate;
  readonly draftOn: IsoDate;
  readonly addendumDueOn: IsoDate;
  /** True where the school set these dates itself, and moving the meeting leaves them. */
  readonly ownDraftDate: boolean;
  readonly ownHeadDate: boolean;
  /** Counts up whenever figures are computed anew. */
  readonly edition: number;
  readonly written: readonly Section[];
  readonly read: readonly Section[];
  /** Sections about which the head or the governors asked and that are not answered yet. */
  readonly asked: readonly Section[];
  readonly askedBy: 'head' | 'governors' | null;
}

export type ReportEvent = Stamped &
  (
    | { readonly type: 'DRAFT' }
    | { readonly type: 'FIGURES_COMPUTED' }
    | { readonly type: 'FIGURES_FAILED' }
    | { readonly type: 'RECOMPUTE' }
    | { readonly type: 'START_COMMENTARY' }
    | { readonly type: 'WRITE_SECTION'; readonly section: Section }
    | { readonly type: 'SUBMIT' }
    | { readonly type: 'READ'; readonly section: Section }
    | { readonly type: 'ASK'; readonly section: Section }
    | { readonly type: 'SEND_BACK' }
    | { readonly type: 'ANSWER'; readonly section: Section }
    | { readonly type: 'SEND_PAPERS' }
    | { readonly type: 'GOVERNORS_ASK'; readonly section: Section }
    | { readonly type: 'RECEIVED' }
    | { readonly type: 'PUBLISH' }
    | { readonly type: 'CORRECT' }
    | { readonly type: 'OPEN_ADDENDUM' }
    | { readonly type: 'ADD_RESULTS' }
    | { readonly type: 'NO_RESULTS' }
    | { readonly type: 'MOVE_MEETING'; readonly on: IsoDate }
  );
