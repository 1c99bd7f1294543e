import type { Tx } from '../platform/database/unit-of-work.js';
import type { ChartDefinition } from './charts/definition.js';
import type { ChartRegistry } from './charts/registry.js';
import { firstStep } from './charts/step.js';
import { Consequences, carryOut, timersFor, timerRow } from './effects.js';
import type { OrderedStart } from './effects.js';
import type { Host, StartRequest } from './host.js';
import { recordOf, writeStarts, writeStartTexts } from './store/step-record.js';
import type { StepRecord } from './store/step-record.js';

/** What a start is logged with. */
export interface StartedBy {
  readonly by: string;
  readonly why: string | null;
  readonly key: string | null;
  /** Chain of consequences that it belongs to; its own when null. */
  readonly root: string | null;
}

/** Computes and writes first steps. */
export class Starter {
  constructor(
    private readonly charts: ChartRegistry,
    private readonly host: Host,
  ) {}

  /** Starts one instance, with its commands. Returns its first record, or null when its key exists already. */
  async one(
    tx: Tx,
    chartName: string,
    request: StartRequest,
    started: StartedBy,
  ): Promise<StepRecord | null> {
    const chart = this.chartFor(chartName, request);
    const step = this.firstStepOf(chart, request, tx.at, started.by);
    const consequences = new Consequences();
    const ref = {
      ...identity(chart, request),
      tenant: tx.principal.school,
      context: step.context,
      state: step.state,
    };
    const timers = await timersFor(tx, this.host, chart, step, tx.at);
    // The row comes first, so that a start that already happened does none of its commands again.
    const bare = recordOf(
      identity(chart, request),
      step,
      loggedStart(request, started, tx.at),
      tx.at,
      timers,
      [],
    );
    const commands = step.commands.some((c) => chart.commands[c.name]?.when === 'inTransaction');
    if (!commands) {
      const outbox = await carryOut(tx, this.host, chart, ref, step, 1, consequences);
      const record = { ...bare, outbox };
      return (await writeStarts(tx, [record])).length > 0 ? record : null;
    }
    if ((await writeStarts(tx, [bare])).length === 0) return null;
    const outbox = await carryOut(tx, this.host, chart, ref, step, 1, consequences);
    await this.all(tx, consequences.starts, {
      ...started,
      key: null,
      root: started.root ?? `${request.id}.1`,
    });
    await appendOutbox(tx, request.id, 1, outbox, started.root ?? `${request.id}.1`);
    return { ...bare, outbox };
  }

  /** Starts several instances that a command asked for. */
  async all(tx: Tx, starts: readonly OrderedStart[], started: StartedBy): Promise<void> {
    for (const { chart, ...request } of starts) await this.one(tx, chart, request, started);
  }

  /**
   * Starts many instances of one chart set-based: one statement for all rows. For charts whose first step orders nothing
   * inside the transaction. Returns the ids that are new.
   */
  async many(
    tx: Tx,
    chartName: string,
    requests: readonly StartRequest[],
    started: StartedBy,
  ): Promise<string[]> {
    const dueAt = await this.host.clocks.prepare(tx);
    const records = requests.map((request) => {
      const chart = this.chartFor(chartName, request);
      const step = this.firstStepOf(chart, request, tx.at, started.by);
      const now = step.commands.find((c) => chart.commands[c.name]?.when === 'inTransaction');
      if (now)
        throw new TypeError(
          `Chart ${chart.name} orders "${now.name}" at its start and cannot be started in bulk.`,
        );
      const timers = step.armed.map((delay) => timerRow(chart, step.context, delay, tx.at, dueAt));
      const outbox = step.commands.map((c) => ({ index: c.index, command: c.name, params: c.params }));
      const event = loggedStart(request, started, tx.at);
      return JSON.stringify(recordOf(identity(chart, request), step, event, tx.at, timers, outbox));
    });
    return writeStartTexts(tx, records);
  }

  private chartFor(name: string, request: StartRequest): ChartDefinition {
    return request.version === undefined ? this.charts.latest(name) : this.charts.get(name, request.version);
  }

  private firstStepOf(chart: ChartDefinition, request: StartRequest, at: string, by: string) {
    return firstStep(chart, { ...request.input, at, by });
  }
}

function identity(chart: ChartDefinition, request: StartRequest) {
  return { id: request.id, chart: chart.name, version: chart.version, key: request.key, revision: 1 };
}

function loggedStart(request: StartRequest, started: StartedBy, at: string): StepRecord['event'] {
  return {
    type: 'engine.start',
    payload: { ...request.input, at, by: started.by },
    by: started.by,
    from: null,
    why: started.why,
    key: started.key,
    root: started.root ?? `${request.id}.1`,
  };
}

/** Outbox rows of an instance that is already written, under the ids that their place in the step gives them. */
export async function appendOutbox(
  tx: Tx,
  instance: string,
  revision: number,
  rows: readonly { index: number | string; command: string; params: unknown }[],
  root: string,
): Promise<void> {
  if (rows.length === 0) return;
  const named = rows.map((r) => ({
    id: `${instance}.${revision}.${r.index}`,
    instance_id: instance,
    command: r.command,
    params: r.params,
    root,
  }));
  await tx.asSystem((system) => system.query('select engine.append_outbox($1)', [JSON.stringify(named)]));
}
