import type { AnyStateMachine } from 'xstate';

/**
 * What a chart is, beside its XState machine: everything a person or the host must know to run and explain it.
 * Pure data and pure functions; nothing here knows a database, a clock or a queue.
 */
export interface Chart {
  /** Name in the registry, e.g. 'review'. With `version` it says which machine an instance runs on. */
  readonly name: string;
  /** Counts up by one whenever the machine changes in a way that a live instance would notice. */
  readonly version: number;
  /** Name for people, e.g. 'Review'. */
  readonly title: string;
  /** One sentence: what this workflow is for. */
  readonly explain: string;
  readonly machine: AnyStateMachine;
  /** Every event that may be sent from outside the machine, and who may send it. */
  readonly events: Readonly<Record<string, EventRule>>;
  /** Every delay named in an `after`, and when it falls due. */
  readonly clocks: Readonly<Record<string, ClockRule>>;
  /** Every named action that is work for the host. */
  readonly commands: Readonly<Record<string, CommandRule>>;
  /** Why a guard says no, in words for the person who tried: guard name -> sentence. */
  readonly refusals: Readonly<Record<string, string>>;
  /** Events that need a fact from the database, read under the instance's lock before the step: event -> fact. */
  readonly facts?: Readonly<Record<string, string>>;
  /**
   * Who may read the instance at all (its state, history and clocks): 'person:<id>', 'post:<post>' or 'everyone'
   * (everyone in the school). Enforced by the database. Recomputed at every step.
   */
  readonly audience: (context: never) => readonly string[];
  /**
   * Carries a snapshot of an older version to this one: older version -> pure map of a persisted snapshot.
   * Timers are armed again by the engine from what the new states demand.
   */
  readonly migrations?: Readonly<Record<number, (snapshot: PersistedSnapshot) => PersistedSnapshot>>;
}

/** What XState persists: JSON only. */
export interface PersistedSnapshot {
  status: string;
  value: unknown;
  context: Record<string, unknown>;
  historyValue?: unknown;
  [key: string]: unknown;
}

/**
 * A post held in the school, by date; or a key of `context.people` (a role in this one instance); or 'system' for
 * what the engine does by itself (timers, consequences of other instances).
 */
export type Role = string;

/** One event that may be sent to an instance. */
export interface EventRule {
  /** What the button says: 'Share with the reviewee'. */
  readonly label: string;
  /** What happens then, one sentence. */
  readonly explain: string;
  /** Who may send it. An event that only consequences send has ['system']. */
  readonly by: readonly Role[];
}

/** When a named delay falls due. The host computes the instant with the school's calendar and policy. */
export interface ClockRule {
  /** For the history and pages: 'draft statement due 5 working days after the planning meeting'. */
  readonly says: string;
  /**
   * Context key that holds the ISO date or instant where counting starts; without it, or while it is null, counting
   * starts when the state was entered. Clocks of a state that can be paused must have it.
   */
  readonly from?: string;
  /** How far from there. Several units add up; none means: at that very date. A string names a number in school policy. */
  readonly after?: {
    readonly workingDays?: number | string;
    readonly schoolWeeks?: number | string;
    readonly days?: number | string;
    readonly hours?: number | string;
    readonly minutes?: number | string;
  };
  /** Roles of `context.people` whose contracted days and absences count; without it the school's days. */
  readonly of?: readonly Role[];
  /** 'close' (default): due when that working day ends, 17:00. 'open': due when it begins, 07:00. Not used with hours or minutes. */
  readonly at?: 'open' | 'close';
}

/** A command: a named action that the host carries out. */
export interface CommandRule {
  /** What it does, for the history: 'Needs passed to the CPD leader'. */
  readonly label: string;
  /**
   * 'inTransaction': database work of a feature in the same commit as the step.
   * 'afterCommit': through the outbox, at least once, with a deterministic id (mail, other instances, files).
   */
  readonly when: 'inTransaction' | 'afterCommit';
}

/** `meta` of every state. */
export interface StateMeta {
  /** The state's name for people: 'Waiting for your comments'. */
  readonly label: string;
  /** One sentence: what is happening and who has the next move. */
  readonly explain: string;
  /** Who must act while the instance is in this state. */
  readonly duties?: readonly Duty[];
}

/** A human task that lives exactly as long as its state. */
export interface Duty {
  readonly name: string;
  /** What the person must do: 'Write the draft statement'. */
  readonly label: string;
  readonly role: Role;
  /** Whose it is while nobody holds that role: the first of these that somebody holds. A post counts as held. */
  readonly orElse?: readonly Role[];
  /** The delay (of this state or one around it) by which it is due. */
  readonly due?: string;
  /** The event that does it. */
  readonly event: string;
}

/** What the engine stamps on every event: the only way in which time and person reach a chart. */
export interface Stamped {
  /** Instant, ISO 8601 UTC. */
  readonly at: string;
  /** Id of the person who sent it, or 'system'. */
  readonly by: string;
  /** What the host read under the lock, where the chart's `facts` ask for it. */
  readonly facts?: Readonly<Record<string, unknown>>;
}

/** An id (UUID) of an instance, a person or a content row. Charts hold ids, never text that people wrote. */
export type Id = string;
/** ISO date in the school's zone, e.g. '2026-10-31'. */
export type IsoDate = string;
/** Instant, ISO 8601 UTC. */
export type Instant = string;
/** Money: integer pence. */
export type Pence = number;
/** Duration: whole minutes. */
export type Minutes = number;

/** The people of one instance by role; several where a panel acts. */
export type People<R extends string> = Record<R, Id | readonly Id[] | null>;

/** A stretch in which clocks stand still (absence, pause): both days included; `to` null while it lasts. */
export interface Pause {
  readonly from: IsoDate;
  readonly to: IsoDate | null;
}

/** Built-in command: sends an event to another instance, exactly once, through the outbox. */
export interface TellParams {
  readonly to: Id;
  readonly event: { readonly type: string; readonly [key: string]: unknown };
}

/** Built-in command: says that someone should hear of something; the reminders feature decides how and when. */
export interface RemindParams {
  /** Role in this instance, or a post. */
  readonly who: Role;
  /** Key of the wording, e.g. 'review.draftDue'. */
  readonly about: string;
  /** True where the next rung of the ladder is told only that something is late. */
  readonly escalation?: boolean;
}

/** The two commands that every chart may use without naming them again. */
export const builtInCommands = {
  tell: { label: 'Another record was told', when: 'afterCommit' },
  remind: { label: 'A reminder was asked for', when: 'afterCommit' },
} as const satisfies Record<string, CommandRule>;
