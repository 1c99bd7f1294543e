import type { AnyStateMachine } from 'xstate';

/** A chart as the engine needs it: an XState machine and, beside it, what to know about its events, delays and commands. */
export interface ChartDefinition {
  readonly name: string;
  readonly version: number;
  readonly title: string;
  readonly explain: string;
  readonly machine: AnyStateMachine;
  /** Every event that may come from outside, what it is called, and which roles may send it. */
  readonly events: Readonly<Record<string, EventDefinition>>;
  /** Every delay that an `after` names. The engine never looks inside: the host's `DueAt` does. */
  readonly clocks: Readonly<Record<string, unknown>>;
  /** Every named action that is work for the host. */
  readonly commands: Readonly<Record<string, CommandDefinition>>;
  /** Guard -> why it says no, in words. */
  readonly refusals: Readonly<Record<string, string>>;
  /** Event -> name of the fact to read under the lock before the step. */
  readonly facts?: Readonly<Record<string, string>>;
  readonly audience: (context: never) => readonly string[];
  /** Older version -> pure map of its persisted snapshots to this version. */
  readonly migrations?: Readonly<Record<number, (snapshot: Persisted) => Persisted>>;
}

export interface EventDefinition {
  readonly label: string;
  readonly explain: string;
  readonly by: readonly string[];
}

export interface CommandDefinition {
  readonly label: string;
  readonly when: 'inTransaction' | 'afterCommit';
}

/** `meta` of a state. */
export interface StateMeta {
  readonly label: string;
  readonly explain: string;
  readonly duties?: readonly DutyDefinition[];
}

/** Something that a person must do while a state lasts. */
export interface DutyDefinition {
  readonly name: string;
  readonly label: string;
  readonly role: string;
  /** Whose it is while nobody holds that role: the first of these that somebody holds. A post counts as held. */
  readonly orElse?: readonly string[];
  readonly due?: string;
  readonly event: string;
}

/** A snapshot as XState persists it: JSON only. */
export interface Persisted {
  status: string;
  value: unknown;
  context: Record<string, unknown>;
  [key: string]: unknown;
}

/** An event as it comes in: a type and JSON. */
export interface IncomingEvent {
  readonly type: string;
  readonly [key: string]: unknown;
}

/** What the engine does for every chart without being told: these names need no entry in `commands`. */
export const BUILT_IN: Readonly<Record<string, CommandDefinition>> = {
  tell: { label: 'Another record was told', when: 'afterCommit' },
  remind: { label: 'A reminder was asked for', when: 'afterCommit' },
};

export function commandOf(chart: ChartDefinition, name: string): CommandDefinition | undefined {
  return chart.commands[name] ?? BUILT_IN[name];
}

/** Name of a delay from the event that XState makes of it: 'xstate.after.<delay>.<state node>'. */
export function delayOf(sendId: string): string {
  return /^xstate\.after\.([^.]+)\./.exec(sendId)?.[1] ?? sendId;
}
