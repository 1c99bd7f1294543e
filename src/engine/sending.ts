import { isDeepStrictEqual } from 'node:util';
import { postsOf } from '../platform/database/principal.js';
import type { Principal } from '../platform/database/principal.js';
import type { Statement, Tx } from '../platform/database/unit-of-work.js';
import { withoutConsequences } from './answer.js';
import type { Answer } from './answer.js';
import { acceptance, allowedNow } from './charts/acceptance.js';
import type { ChartDefinition, IncomingEvent } from './charts/definition.js';
import type { ChartRegistry } from './charts/registry.js';
import { SnapshotUnusable, restore } from './charts/restore.js';
import { ChartFault, dutiesOf, nextStep } from './charts/step.js';
import type { LiveDuty, Step } from './charts/step.js';
import { Consequences, carryOut, timersFor } from './effects.js';
import {
  EventNotAccepted,
  InstanceFinished,
  InstanceNotFound,
  InstanceQuarantined,
  KeyReused,
  NotPermitted,
  StaleRevision,
  StepFailed,
  UnknownEvent,
} from './errors.js';
import type { Host, InstanceRef } from './host.js';
import type { Starter } from './starting.js';
import { lastStep } from './store/load.js';
import type { TimerRow } from './store/step-record.js';
import type { LoadedInstance } from './store/load.js';
import { payloadOf, recordOf, writeStep } from './store/step-record.js';

/** One event on its way to one instance. */
export interface Delivery {
  readonly to: string;
  readonly event: IncomingEvent;
  /** Idempotency key: the same key does it once and always gets the same answer. */
  readonly key?: string;
  /** Refused with StaleRevision when the instance has moved on. */
  readonly expectedRevision?: number;
  /** Why a person did it, as a code or id, never free text. */
  readonly why?: string;
  /** Chain of consequences; a new one without it. */
  readonly root?: string;
  /** Set when a timer fires: its row must still be there and due. */
  readonly timer?: { readonly id: string; readonly generation: number };
  /**
   * A feature's own writes for this event, in the same transaction and as the sender, once the event is sure to be
   * accepted. What it returns joins the event (ids of rows that it wrote).
   */
  readonly within?: (tx: Tx, instance: InstanceRef) => Promise<Record<string, unknown> | void>;
}

/** A timer that was cancelled, moved or fired already: nothing to do. */
export class TimerGone extends Error {}

const TIMER_DUE: Statement = { name: 'engine.timer_due', text: 'select engine.timer_due($1, $2) as send_id' };

/** One `send`, inside the transaction that the engine opened for it. */
export class Sender {
  constructor(
    private readonly charts: ChartRegistry,
    private readonly host: Host,
    private readonly starter: Starter,
  ) {}

  /** `found` is what `loading` found for the delivery, under the lock of this transaction. */
  async send(tx: Tx, delivery: Delivery, found: LoadedInstance | null): Promise<Answer> {
    if (!found) throw new InstanceNotFound();
    if (found.seen) return replay(found, delivery);
    if (delivery.timer) await this.mustBeDue(tx, delivery.timer, delivery.event.type);
    const chart = this.charts.get(found.chart, found.version);
    if (found.status === 'quarantined') throw new InstanceQuarantined(found.reason ?? '');
    if (delivery.expectedRevision !== undefined && delivery.expectedRevision !== found.revision) {
      throw new StaleRevision(found.revision, found.state, await lastStep(tx, found.id));
    }
    this.mustBeKnown(tx, chart, found, delivery);
    const by = tx.principal.person ?? 'system';
    const ref = refOf(found);
    const event = await this.withFacts(tx, chart, ref, { ...delivery.event, at: tx.at, by });
    const { before, step, sent } = await this.step(tx, chart, found, ref, event, delivery);
    return this.write(tx, chart, found, ref, sent, before, step, delivery, by);
  }

  private async mustBeDue(tx: Tx, timer: { id: string; generation: number }, sendId: string): Promise<void> {
    const [row] = await tx.query<{ send_id: string | null }>(TIMER_DUE, [timer.id, timer.generation]);
    if (row?.send_id !== sendId) throw new TimerGone();
  }

  private mustBeKnown(tx: Tx, chart: ChartDefinition, found: LoadedInstance, delivery: Delivery): void {
    if (delivery.timer) return;
    const rule = chart.events[delivery.event.type];
    if (!rule) throw new UnknownEvent(delivery.event.type, Object.keys(chart.events));
    if (!rolesIn(tx, chart, found).some((role) => rule.by.includes(role))) {
      throw new NotPermitted(delivery.event.type, rule.by);
    }
  }

  private async withFacts(
    tx: Tx,
    chart: ChartDefinition,
    ref: InstanceRef,
    event: IncomingEvent,
  ): Promise<IncomingEvent> {
    const fact = chart.facts?.[event.type];
    const provider = fact === undefined ? undefined : this.host.factOf(fact);
    if (!provider) return event;
    return { ...event, facts: await tx.asSystem((system) => provider.read(system, ref, event), ref.tenant) };
  }

  private async step(
    tx: Tx,
    chart: ChartDefinition,
    found: LoadedInstance,
    ref: InstanceRef,
    event: IncomingEvent,
    delivery: Delivery,
  ): Promise<{ before: readonly LiveDuty[]; step: Step; sent: IncomingEvent }> {
    try {
      const before = restore(chart.machine, found.snapshot);
      const verdict = acceptance(chart, before, event);
      if (!verdict.accepted) {
        const Refusal = found.status === 'done' ? InstanceFinished : EventNotAccepted;
        const allowed = allowedNow(chart, before, tx.at, String(event['by']));
        const last = await lastStep(tx, found.id);
        throw new Refusal(event.type, found.state, allowed, verdict.why ?? '', found.revision, last);
      }
      const added = await delivery.within?.(tx, ref);
      const sent = added ? { ...event, ...added } : event;
      return { before: dutiesOf(before), step: nextStep(chart, before, sent), sent };
    } catch (error) {
      if (error instanceof SnapshotUnusable) throw new InstanceQuarantined(error.message);
      // Guards and assigns are pure: what they throw is a fault of the chart, or of a payload that no edge checked.
      if (error instanceof ChartFault || error instanceof TypeError) {
        throw new StepFailed(found.id, error.stack ?? error.message, { cause: error });
      }
      throw error;
    }
  }

  /** The calendar is that of the record's own school, also where another organisation sent the event. */
  private timersAtHome(
    tx: Tx,
    chart: ChartDefinition,
    found: LoadedInstance,
    step: Step,
  ): Promise<TimerRow[]> {
    const compute = (as: Tx) => timersFor(as, this.host, chart, step, tx.at);
    return found.tenant === tx.principal.school ? compute(tx) : tx.asSystem(compute, found.tenant);
  }

  private async write(
    tx: Tx,
    chart: ChartDefinition,
    found: LoadedInstance,
    ref: InstanceRef,
    event: IncomingEvent,
    before: readonly LiveDuty[],
    step: Step,
    delivery: Delivery,
    by: string,
  ): Promise<Answer> {
    const revision = found.revision + 1;
    const root = delivery.root ?? `${found.id}.${revision}`;
    const consequences = new Consequences();
    const timers = await this.timersAtHome(tx, chart, found, step);
    const after = { ...ref, context: step.context, state: step.state };
    const outbox = await carryOut(tx, this.host, chart, after, step, revision, consequences);
    const logged = {
      type: event.type,
      payload: payloadOf(event),
      by,
      from: found.state,
      why: delivery.why ?? null,
      key: delivery.key ?? null,
      root,
    };
    // A timer that fired without leaving its state is gone all the same.
    const cancelled = delivery.timer ? [...step.cancelled, event.type] : step.cancelled;
    const identity = { id: found.id, chart: found.chart, version: found.version, key: found.key, revision };
    const same = timers.length === 0 && cancelled.length === 0 && isDeepStrictEqual(before, step.duties);
    const record = recordOf(identity, { ...step, cancelled }, logged, tx.at, timers, outbox);
    writeStep(tx, same ? { ...record, tasks: null } : record);
    if (consequences.starts.length > 0) {
      await tx.asSystem(
        (system) =>
          this.starter.all(system, consequences.starts, { by: 'system', why: null, key: null, root }),
        found.tenant,
      );
    }
    const { id, version } = found;
    const { state, status } = step;
    const answer = { id, chart: found.chart, version, state, status, revision, at: tx.at, root };
    const leavesNothing = outbox.length === 0 && consequences.starts.length === 0;
    return leavesNothing ? withoutConsequences(answer) : answer;
  }
}

/** The roles in which the principal stands to this instance: its posts, its places in `context.people`, or 'system'. */
function rolesIn(tx: Tx, chart: ChartDefinition, found: LoadedInstance): string[] {
  if (found.tenant !== tx.principal.school) return rolesAbroad(tx.principal, chart, found);
  if (tx.principal.system) return ['system'];
  const people = (found.snapshot.context['people'] ?? {}) as Record<string, unknown>;
  const person = tx.principal.person;
  const places = Object.keys(people).filter((role) => {
    const holder = people[role];
    return Array.isArray(holder) ? holder.includes(person) : holder !== null && holder === person;
  });
  return [...places, ...postsOf(tx.principal)];
}

/** In a record of another organisation: only posts that its readers name there, and its workers. */
function rolesAbroad(principal: Principal, chart: ChartDefinition, found: LoadedInstance): string[] {
  const readers = chart.audience(found.snapshot.context as never);
  const org = `org:${principal.school}`;
  if (principal.system) return readers.includes(org) || readers.includes(`${org}/system`) ? ['system'] : [];
  return postsOf(principal).filter((post) => readers.includes(`${org}/post:${post}`));
}

function refOf(found: LoadedInstance): InstanceRef {
  const { id, tenant, chart, version, key, state } = found;
  return { id, tenant, chart, version, key, state, context: found.snapshot.context };
}

/** The recorded answer of a command that was carried out before. */
function replay(found: LoadedInstance, delivery: Delivery): Answer {
  const seen = found.seen;
  if (
    !seen ||
    seen.instance !== found.id ||
    seen.type !== delivery.event.type ||
    !samePayload(seen.payload, delivery.event)
  ) {
    throw new KeyReused();
  }
  const { revision, version, state, status, root } = seen;
  return {
    id: found.id,
    chart: found.chart,
    version,
    state,
    status,
    revision,
    at: new Date(seen.at).toISOString(),
    root,
  };
}

/** Whether a repeated command asks for the same: every member that it names is in the log with the same value. */
function samePayload(logged: Readonly<Record<string, unknown>>, event: IncomingEvent): boolean {
  return Object.entries(payloadOf(event)).every(([k, v]) => canonical(logged[k]) === canonical(v));
}

/** JSON with sorted keys: jsonb does not keep their order. */
function canonical(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  const entries = Object.entries(value).filter(([, v]) => v !== undefined);
  return `{${entries
    .map(([k, v]) => `${JSON.stringify(k)}:${canonical(v)}`)
    .sort()
    .join(',')}}`;
}
