import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Engine } from '../../engine/index.js';
import { mustHold } from '../../people/index.js';
import type { Proof } from '../../platform/database/principal.js';

/** A sample that was drawn. */
export interface Sample {
  /** How many evaluations it was drawn from. */
  readonly of: number;
  readonly drawn: readonly string[];
}

const OPEN = `select e.id, a.kind from cpd.evaluation e join cpd.activity a on a.id = e.activity_id
  join engine.instance i on i.id = e.id
  where e.cycle_id = $1 and i.status = 'active' and (i.snapshot #>> '{context,sampled}')::boolean is not true
    and not exists (select from cpd.evaluation_judgement j where j.evaluation_id = e.id and j.kind = 'moderated')
  order by e.id`;

/** Which judgements a second person looks at. */
@Injectable()
export class Sampling {
  constructor(@Inject(Engine) private readonly engine: Engine) {}

  /**
   * Takes so many of a hundred open evaluations into the sample, at least one of every kind of activity: their judgements will
   * be moderated. Drawn by a fingerprint of seed and evaluation, so that anybody can draw it again, and nobody picks whom it
   * hits. Throws Refused 403.
   */
  async draw(proof: Proof, cycleId: string, percent: number, seed: string): Promise<Sample> {
    const rows = await this.engine.unit.run(proof, async (tx) => {
      mustHold(tx, ['cpdLeader', 'head', 'deputy'], 'Drawing a sample');
      return tx.query<{ id: string; kind: string }>(OPEN, [cycleId]);
    });
    const drawn = sampleOf(rows, percent, seed);
    for (const id of drawn) await this.engine.send(proof, id, { type: 'SAMPLE' });
    return { of: rows.length, drawn };
  }
}

/** The same rows and seed give the same sample, whatever their order. Pure. */
export function sampleOf(
  rows: readonly { readonly id: string; readonly kind: string }[],
  percent: number,
  seed: string,
): string[] {
  const shuffled = rows
    .map((row) => ({ ...row, mark: createHash('sha256').update(`${seed}\n${row.id}`).digest('hex') }))
    .sort((a, b) => (a.mark < b.mark ? -1 : 1));
  const oneOfEach = shuffled.filter((row, at) => shuffled.findIndex((it) => it.kind === row.kind) === at);
  const wanted = Math.max(Math.ceil((rows.length * percent) / 100), oneOfEach.length);
  const rest = shuffled.filter((row) => !oneOfEach.includes(row));
  return [...oneOfEach, ...rest].slice(0, wanted).map(({ id }) => id);
}
