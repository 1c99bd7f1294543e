import type { Duty } from '../school/agenda.js';
import type { Player } from '../school/player.js';
import type { World } from '../school/world.js';

/** A record as it stands when somebody sits down to it. */
export interface RecordNow {
  readonly id: string;
  readonly state: string;
  readonly status: string;
  readonly context: Readonly<Record<string, unknown>>;
}

/** One person at one duty. */
export interface Act {
  readonly world: World;
  readonly who: Player;
  readonly duty: Duty;
  readonly record: RecordNow;
}

/** 'done': my part is done, whatever the record still waits for. 'later': I look at it again in some days. */
export type Outcome = 'done' | 'later';

/** How somebody sees to a duty. What it throws is noted as a setback, and tried again later. */
export type Doing = (act: Act) => Promise<Outcome>;

/** Duty name -> how it is seen to. */
export type Doings = Readonly<Record<string, Doing>>;

/** Runs an operation on the record of an act. */
export async function step(
  { world, who, record }: Pick<Act, 'world' | 'who' | 'record'>,
  operation: string,
  body: object = {},
): Promise<'done'> {
  await world.call(who, operation, { params: { id: record.id }, body });
  return 'done';
}

/** A person or several, as the context of a record names them. */
export function peopleOf(record: RecordNow, role: string): readonly string[] {
  const people = record.context['people'] as Record<string, string | readonly string[] | null> | undefined;
  return [people?.[role] ?? []].flat();
}

/** A text or null out of the context of a record. */
export function valueOf(record: RecordNow, key: string): string | null {
  const value = record.context[key];
  return typeof value === 'string' ? value : null;
}
