import { Injectable } from '@nestjs/common';
import { Refused } from '../api/index.js';
import { Engine } from '../engine/index.js';
import type { Answer, IncomingEvent, SendOptions } from '../engine/index.js';
import type { Proof } from '../platform/database/principal.js';
import type { Tx } from '../platform/database/unit-of-work.js';
import { costOf, withoutPot } from './plan-line.js';
import { holdPlan, linesAt, openEdition } from './plan-lines.queries.js';

interface Counted {
  readonly items: number;
  readonly totalPence: number;
  /** What the edition adds to the version in force; a saving is negative. */
  readonly addedPence: number;
}

/** Hands a plan or an amendment in, with the totals that its lines add up to: never a figure that somebody sent. */
@Injectable()
export class Submitting {
  constructor(private readonly engine: Engine) {}

  submit(proof: Proof, planId: string, options: SendOptions): Promise<Answer> {
    return this.send(proof, planId, options, ({ totalPence, items }) => ({
      type: 'SUBMIT',
      totalPence,
      items,
    }));
  }

  submitAmendment(proof: Proof, planId: string, options: SendOptions): Promise<Answer> {
    return this.send(proof, planId, options, ({ addedPence }) => ({
      type: 'SUBMIT_AMENDMENT',
      pence: addedPence,
    }));
  }

  private async send(
    proof: Proof,
    planId: string,
    options: SendOptions,
    eventOf: (counted: Counted) => { type: string; [key: string]: unknown },
  ): Promise<Answer> {
    const { seen, counted } = await this.engine.unit.run(proof, async (tx) => ({
      seen: await sentBefore(tx, planId, options.key),
      counted: await count(tx, planId),
    }));
    if (seen) return this.engine.send(proof, planId, seen, options);
    const within = async (tx: Tx): Promise<void> => {
      await holdPlan(tx, planId);
      const now = await count(tx, planId);
      if (now.totalPence !== counted.totalPence || now.items !== counted.items) {
        throw new Refused(
          409,
          'changed-meanwhile',
          'Somebody changed a line just now. Look at it, then submit again.',
        );
      }
    };
    return this.engine.send(proof, planId, eventOf(counted), { ...options, within });
  }
}

/** What was handed in under the same key, so that a repeated request gets the same answer whatever was counted since. */
async function sentBefore(
  tx: Tx,
  planId: string,
  key: string | undefined,
): Promise<IncomingEvent | undefined> {
  if (key === undefined) return undefined;
  const [row] = await tx.query<{ type: string; payload: Record<string, unknown> }>(
    'select type, payload from engine.event where instance_id = $1 and command_key = $2',
    [planId, key],
  );
  if (!row) return undefined;
  const { totalPence, items, pence } = row.payload;
  return row.type === 'SUBMIT' ? { type: row.type, totalPence, items } : { type: row.type, pence };
}

/** Throws Refused 422 'no-pot' where a line costs money and names nowhere to pay it from. */
async function count(tx: Tx, planId: string): Promise<Counted> {
  const [plan] = await tx.query<{ version: number }>(
    `select (snapshot #>> '{context,version}')::int as version from engine.instance where id = $1`,
    [planId],
  );
  const version = plan?.version ?? 0;
  const lines = await linesAt(tx, planId, version, await openEdition(tx, planId));
  const missing = withoutPot(lines);
  if (missing.length > 0) {
    throw new Refused(
      422,
      'no-pot',
      `Say from which pot this is paid: ${missing.map((l) => l.title).join('; ')}.`,
      {
        lines: missing.map((line) => line.id),
      },
    );
  }
  const { items, cashPence } = costOf(lines);
  const inForce = costOf(await linesAt(tx, planId, version, null)).cashPence;
  return { items, totalPence: cashPence, addedPence: cashPence - inForce };
}
