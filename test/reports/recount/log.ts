import type { EventRow, Raw } from './raw.js';

/** What the log of events says of each record. */
export class Log {
  private readonly steps = new Map<string, EventRow[]>();

  constructor({ event }: Raw) {
    for (const step of event)
      this.steps.set(step.instance_id, [...(this.steps.get(step.instance_id) ?? []), step]);
    for (const steps of this.steps.values()) steps.sort((a, b) => a.revision - b.revision);
  }

  of(id: string): readonly EventRow[] {
    return this.steps.get(id) ?? [];
  }

  /** Where it stands; of a closed record, where it stood when it was closed. */
  standing(id: string): string {
    const steps = this.of(id);
    const last = steps.at(-1);
    if (last?.to_state !== 'closed') return last?.to_state ?? '';
    return steps.find((step) => step.to_state === 'closed')?.from_state ?? 'closed';
  }

  state(id: string): string {
    return this.of(id).at(-1)?.to_state ?? '';
  }

  /** The last outcome that anybody gave an evaluation. */
  outcome(id: string): string | null {
    const said = this.of(id).filter(({ type }) => ['JUDGE', 'MODERATE', 'ADD_RESULTS'].includes(type));
    return (said.at(-1)?.payload['outcome'] as string | undefined) ?? null;
  }

  /** Whose evaluation it is: those of the start, less those who left a group. */
  people(id: string): string[] {
    const started = this.of(id)[0]?.payload['people'] as { person: string | string[] } | undefined;
    const people = [started?.person ?? []].flat();
    const left = this.of(id)
      .filter(({ type, to_state }) => type === 'LEAVE' && to_state !== 'ended')
      .map(({ payload }) => payload['personId']);
    return people.filter((person) => !left.includes(person));
  }

  lapsed(id: string): boolean {
    return this.of(id).some(({ type }) => /^xstate\.after\.\w+Lapses\./.test(type));
  }
}
