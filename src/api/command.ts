import { z } from 'zod';
import type { ChartDefinition, Engine, InstanceRef } from '../engine/index.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { answerSchema, idParam } from './answer.schema.js';
import { operation } from './operation.js';
import type { Operation } from './operation.js';

/** How long a command waits for its consequences before it answers, milliseconds. */
const SETTLE_MS = 1500;

/** One event of a chart as a command of the API. */
export interface CommandSpec<B extends z.ZodType> {
  readonly chart: ChartDefinition;
  readonly event: string;
  /** Collection in the path: 'reviews'. */
  readonly collection: string;
  /** What must be sent along. Without it: nothing. */
  readonly body?: B;
  /** What of the body joins the event: ids, codes, dates and integers only. Without it the whole body does. */
  readonly payload?: (body: z.output<B>) => Record<string, unknown>;
  /** The feature's own writes, in the same commit and as the sender; what they return joins the event. */
  readonly within?: (
    tx: Tx,
    body: z.output<B>,
    instance: InstanceRef,
  ) => Promise<Record<string, unknown> | void>;
}

/** `POST /<collection>/{id}/<event-in-kebab-case>`: sends the event and answers when its consequences are there. */
export function command<B extends z.ZodType = z.ZodObject>(engine: Engine, spec: CommandSpec<B>): Operation {
  const rule = spec.chart.events[spec.event];
  if (!rule) throw new TypeError(`Chart ${spec.chart.name} has no event ${spec.event}.`);
  return operation({
    id: `${spec.collection}.${camel(spec.event)}`,
    method: 'post',
    path: `/${spec.collection}/{id}/${spec.event.toLowerCase().replaceAll('_', '-')}`,
    summary: rule.label,
    description: `${rule.explain} By: ${rule.by.join(', ')}.`,
    params: idParam,
    body: (spec.body ?? z.strictObject({})) as B,
    response: answerSchema,
    keyed: true,
    run: async ({ proof, key, expectedRevision }, { params, body }) => {
      const given = (body ?? {}) as z.output<B>;
      const payload = spec.payload ? spec.payload(given) : (given as Record<string, unknown>);
      const within = spec.within;
      const answer = await engine.send(
        proof,
        params.id,
        { ...payload, type: spec.event },
        { key, expectedRevision, within: within && ((tx, instance) => within(tx, given, instance)) },
      );
      return { ...shown(answer), settled: await engine.settle(answer, SETTLE_MS) };
    },
  });
}

/** Commands for every event of a chart that people send and that needs nothing but the click. */
export function plainCommands(
  engine: Engine,
  chart: ChartDefinition,
  collection: string,
  except: readonly string[] = [],
): Operation[] {
  return Object.entries(chart.events)
    .filter(([event, rule]) => !except.includes(event) && rule.by.some((role) => role !== 'system'))
    .map(([event]) => command(engine, { chart, event, collection }));
}

/** An engine's answer without what only the engine needs. */
export function shown<A extends { root: string; status: string }>(answer: A) {
  const { root: _root, status, ...rest } = answer;
  return { ...rest, status: status as 'active' | 'done' | 'quarantined' };
}

function camel(event: string): string {
  return event.toLowerCase().replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase());
}
