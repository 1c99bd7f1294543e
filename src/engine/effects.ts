import type { Tx } from '../platform/database/unit-of-work.js';
import { commandOf } from './charts/definition.js';
import type { ChartDefinition, IncomingEvent } from './charts/definition.js';
import type { ArmedDelay, Step } from './charts/step.js';
import type { CommandContext, DueQuestion, Host, InstanceRef, StartRequest } from './host.js';
import type { OutboxRow, TimerRow } from './store/step-record.js';

/** A start that a command asked for. */
export interface OrderedStart extends StartRequest {
  readonly chart: string;
}

/** Collects what a command starts and tells, so that the engine writes it in the same commit. */
export class Consequences {
  readonly starts: OrderedStart[] = [];
  readonly tells: { to: string; event: IncomingEvent }[] = [];

  context(base: Omit<CommandContext, 'start' | 'tell'>): CommandContext {
    return {
      ...base,
      start: (chart, what) => void this.starts.push({ chart, ...what }),
      tell: (to, event) => void this.tells.push({ to, event }),
    };
  }
}

/** Absolute due times for the delays that a step armed. */
export async function timersFor(
  tx: Tx,
  host: Host,
  chart: ChartDefinition,
  step: Pick<Step, 'armed' | 'context'>,
  at: string,
): Promise<TimerRow[]> {
  if (step.armed.length === 0) return [];
  const dueAt = await host.clocks.prepare(tx);
  return step.armed.map((delay) => timerRow(chart, step.context, delay, at, dueAt));
}

/** One timer row. A due time that is no instant is a fault of the host's clocks, and is refused before it is written. */
export function timerRow(
  chart: ChartDefinition,
  context: Readonly<Record<string, unknown>>,
  delay: ArmedDelay,
  enteredAt: string,
  dueAt: (question: DueQuestion) => string,
): TimerRow {
  const rule = chart.clocks[delay.delay];
  const due = dueAt({ chart: chart.name, delay: delay.delay, rule, context, enteredAt });
  if (!Number.isFinite(Date.parse(due))) {
    throw new TypeError(`Delay "${delay.delay}" of chart ${chart.name} came out as "${due}".`);
  }
  return { send_id: delay.sendId, delay: delay.delay, entered_at: enteredAt, due_at: due };
}

/**
 * Runs commands in the transaction, as the system of the record's own school whoever sent the event, and turns the rest,
 * and what they tell, into outbox rows.
 */
export async function carryOut(
  tx: Tx,
  host: Host,
  chart: ChartDefinition,
  instance: InstanceRef,
  step: Step,
  revision: number,
  consequences: Consequences,
): Promise<OutboxRow[]> {
  const outbox: OutboxRow[] = [];
  const now = step.commands.filter((c) => commandOf(chart, c.name)?.when === 'inTransaction');
  for (const command of step.commands) {
    if (!now.includes(command))
      outbox.push({ index: command.index, command: command.name, params: command.params });
  }
  if (now.length > 0) {
    await tx.asSystem(async (system) => {
      for (const command of now) {
        const effect = `${instance.id}.${revision}.${command.index}`;
        const context = consequences.context({ tx: system, at: tx.at, instance, effect });
        await host.handlerOf(command.name).handle(context, command.params);
      }
    }, instance.tenant);
  }
  // What commands tell comes after what the chart ordered itself, in the order in which they told it.
  consequences.tells.forEach((tell, n) => {
    outbox.push({ index: step.commands.length + n, command: 'tell', params: { ...tell } });
  });
  return outbox;
}
