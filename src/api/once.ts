import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as later } from 'node:timers/promises';
import { DatabaseAway } from '../platform/database/errors.js';
import type { Proof } from '../platform/database/principal.js';
import type { UnitOfWork } from '../platform/database/unit-of-work.js';
import type { Caller, Input, Operation } from './operation.js';
import { Refused } from './problem.js';
import { digestOf } from './request-digest.js';
import { seal, unseal } from './sealed.js';

/** Days for which a key is remembered. */
const KEPT_DAYS = 30;
/** How long a request waits for the answer of the same request elsewhere: tries, and milliseconds between them. */
const TRIES = 40;
const PAUSE_MS = 50;

interface Row {
  readonly operation: string;
  readonly digest: Buffer;
  readonly run: string;
  readonly answer: Buffer | null;
}

type AnyInput = Input<unknown, unknown, unknown>;

/**
 * Makes every writing operation honour `Idempotency-Key`: the same key does it once and gets the same answer. The database
 * notes the key in the transaction that does the work (see migration 0026); this looks first, and keeps the answer after.
 */
export class Once {
  private readonly underWay = new Map<string, Promise<unknown>>();

  constructor(private readonly unit: UnitOfWork) {}

  /** The operation, done once for each key. Reads stay as they are. */
  around(op: Operation): Operation {
    if (op.method === 'get' || op.once) return op;
    return {
      ...op,
      once: true,
      run: (caller, input) =>
        caller.key === undefined || caller.proof.kind === 'job'
          ? op.run(caller, input)
          : this.oneAtATime(op, caller, caller.key, input),
    };
  }

  /** Two requests with the same key in this process: the second waits, and finds the answer of the first. */
  private async oneAtATime(op: Operation, caller: Caller, key: string, input: AnyInput): Promise<unknown> {
    const mark = createHash('sha256')
      .update(JSON.stringify([caller.proof, key]))
      .digest('hex');
    while (this.underWay.has(mark)) await this.underWay.get(mark)?.catch(() => undefined);
    const doing = this.done(op, caller, key, input);
    this.underWay.set(mark, doing);
    try {
      return await doing;
    } finally {
      this.underWay.delete(mark);
    }
  }

  private async done(op: Operation, caller: Caller, key: string, input: AnyInput): Promise<unknown> {
    const digest = digestOf(op.id, input);
    for (let turn = 1; ; turn++) {
      const found = await this.look(caller.proof, key);
      if (found) {
        mustBeTheSame(found, op, digest);
        const kept = found.answer && unseal(caller.proof, key, found.answer);
        if (typeof kept === 'string') return opened(kept);
        // It was done and its answer is not here, or not yet. What the engine itself does once can be asked again.
        if (op.keyed && turn > 1) return this.run(op, caller, key, digest, found.run, input);
        if (turn > TRIES) throw answerLost();
        await later(PAUSE_MS);
        continue;
      }
      const run = randomUUID();
      try {
        return await this.run(op, caller, key, digest, run, input);
      } catch (error) {
        // Another process did the same meanwhile, perhaps so that this one was refused: then its answer counts.
        const other = isTaken(error) || (await this.isElsewhere(caller.proof, key, run));
        if (!other || turn > TRIES) throw error;
      }
    }
  }

  private async run(
    op: Operation,
    caller: Caller,
    key: string,
    digest: Buffer,
    run: string,
    input: AnyInput,
  ): Promise<unknown> {
    const proof = { ...caller.proof, once: { key, operation: op.id, digest, run } };
    const result = await op.run({ ...caller, proof }, input).catch(async (error: unknown) => {
      // Whether it was done is not known when the database went away: the key stays as it is there.
      if (!(error instanceof DatabaseAway) && !isTaken(error)) await this.forget(caller.proof, key, run);
      throw error;
    });
    await this.keep(
      caller.proof,
      { key, operation: op.id, digest, run },
      seal(caller.proof, key, closed(result)),
    );
    return result;
  }

  private look(proof: Proof, key: string): Promise<Row | undefined> {
    return this.unit.run(proof, async (tx) => {
      const [row] = await tx.query<Row>(
        'select operation, digest, run, answer from cpd.request_key where key = $1 and person_id = auth.person()',
        [key],
      );
      return row;
    });
  }

  private async isElsewhere(proof: Proof, key: string, run: string): Promise<boolean> {
    const found = await this.look(proof, key).catch(() => undefined);
    return found !== undefined && found.run !== run;
  }

  /** The answer; also where nothing but others' records changed, so that no transaction of the caller noted the key. */
  private async keep(
    proof: Proof,
    { key, operation, digest, run }: NonNullable<Proof['once']>,
    answer: Buffer,
  ): Promise<void> {
    await this.unit
      .run(proof, async (tx) => {
        await tx.query(
          `insert into cpd.request_key as k (school_id, person_id, key, operation, digest, run, answer)
             values (auth.school(), auth.person(), $1, $2, $3, $4, $5)
             on conflict (school_id, person_id, key) do update set answer = excluded.answer where k.run = excluded.run`,
          [key, operation, digest, run, answer],
        );
        await tx.query(
          `delete from cpd.request_key where person_id = auth.person() and at < clock_timestamp() - make_interval(days => $1)`,
          [KEPT_DAYS],
        );
      })
      // It is done; who signed themselves out by it, or lost the database since, has no answer kept.
      .catch(() => undefined);
  }

  private async forget(proof: Proof, key: string, run: string): Promise<void> {
    await this.unit
      .run(proof, (tx) =>
        tx.query(
          'delete from cpd.request_key where key = $1 and run = $2 and person_id = auth.person() and answer is null',
          [key, run],
        ),
      )
      .catch(() => undefined);
  }
}

function mustBeTheSame(found: Row, op: Operation, digest: Buffer): void {
  if (found.operation === op.id && found.digest.equals(digest)) return;
  throw new Refused(
    422,
    'idempotency-key-reused',
    'This Idempotency-Key was used for another request. Use a new one for something new.',
  );
}

const answerLost = (): Refused =>
  new Refused(
    409,
    'done-already',
    'A request with this Idempotency-Key was carried out, but its answer is not here any more. Nothing was done twice: look at what is there.',
  );

/** The key was noted by another process in the same moment. */
const isTaken = (error: unknown): boolean =>
  error instanceof Error && 'constraint' in error && error.constraint === 'request_key_once';

const closed = (result: unknown): string =>
  JSON.stringify(
    result instanceof Uint8Array ? { bytes: Buffer.from(result).toString('base64') } : { result },
  );

function opened(text: string): unknown {
  const { bytes, result } = JSON.parse(text) as { bytes?: string; result?: unknown };
  return bytes === undefined ? result : Buffer.from(bytes, 'base64');
}
