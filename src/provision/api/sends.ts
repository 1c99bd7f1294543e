import type { z } from 'zod';
import { answerSchema, idParam, operation, shown } from '../../api/index.js';
import type { Operation } from '../../api/index.js';
import type { ChartDefinition, Engine, InstanceRef } from '../../engine/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';

/** How long an answer waits for its consequences, milliseconds. */
export const SETTLE_MS = 1500;

/** What goes with one event: ids, codes, dates and integers for the record; the rest for the feature's own tables. */
export interface Sending {
  readonly payload?: Record<string, unknown>;
  readonly within?: (tx: Tx, instance: InstanceRef) => Promise<Record<string, unknown> | void>;
}
interface Spec<B extends z.ZodType> {
  readonly chart: ChartDefinition;
  readonly collection: string;
  readonly event: string;
  readonly body: B;
  /** Knows the record's id and the request's key: ids of new rows follow from them, so that a repeated request makes the same. */
  readonly prepare: (id: string, body: z.output<B>, key: string | undefined) => Sending;
}

/** `POST /<collection>/{id}/<event>` for events that carry rows whose ids follow from the record's. */
export function sends<B extends z.ZodType>(engine: Engine, spec: Spec<B>): Operation {
  const { chart, collection, event, body, prepare } = spec;
  const rule = chart.events[event];
  if (!rule) throw new TypeError(`Chart ${chart.name} has no event ${event}.`);
  const words = event.toLowerCase();
  return operation({
    id: `${collection}.${words.replaceAll(/_(\w)/g, (_, letter: string) => letter.toUpperCase())}`,
    method: 'post',
    path: `/${collection}/{id}/${words.replaceAll('_', '-')}`,
    summary: rule.label,
    description: `${rule.explain} By: ${rule.by.join(', ')}.`,
    params: idParam,
    body,
    response: answerSchema,
    run: async ({ proof, key, expectedRevision }, input) => {
      const { payload, within } = prepare(input.params.id, input.body as z.output<B>, key);
      const answer = await engine.send(
        proof,
        input.params.id,
        { ...payload, type: event },
        { key, expectedRevision, within },
      );
      return { ...shown(answer), settled: await engine.settle(answer, SETTLE_MS) };
    },
  });
}
