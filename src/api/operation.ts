import type { z } from 'zod';
import type { Proof } from '../platform/database/principal.js';

/** Who calls, and how. */
export interface Caller {
  /** Shown to the database, which decides who that is and what is visible. */
  readonly proof: Proof;
  /** `Idempotency-Key`: the same key does it once and gets the same answer. */
  readonly key?: string;
  /** `If-Match`: refused when the record has moved on. */
  readonly expectedRevision?: number;
}

/** What was sent, checked by the operation's schemas. */
export interface Input<P, Q, B> {
  readonly params: P;
  readonly query: Q;
  readonly body: B;
}

type Schema = z.ZodType;
type Out<S extends Schema | undefined> = S extends Schema ? z.output<S> : undefined;

/** One operation of the API: schemas, documentation and work in one place. HTTP, OpenAPI and the simulation all use it. */
export interface OperationSpec<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema,
> {
  /** Stable name, e.g. 'reviews.share'. */
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below /api/v1, parameters in braces: '/reviews/{id}/share'. */
  readonly path: string;
  /** One line for the list of operations. */
  readonly summary: string;
  readonly description?: string;
  /** Path parameters, query and JSON body; each refuses what it does not know. */
  readonly params?: P;
  readonly query?: Q;
  readonly body?: B;
  readonly response: R;
  /** 200 unless said otherwise. */
  readonly status?: number;
  /** Media type of a body that is not JSON (a staff file): then `body` is a schema of a Buffer. */
  readonly consumes?: string;
  /** Media type of an answer that is not JSON (an SVG). */
  readonly produces?: string;
  /** True where `run` passes the key on to the engine, which does it once by itself and answers a retry. */
  readonly keyed?: boolean;
  readonly run: (caller: Caller, input: Input<Out<P>, Out<Q>, Out<B>>) => Promise<z.input<R>>;
}

/** An operation whose types are known to itself only. */
export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  readonly path: string;
  readonly summary: string;
  readonly description?: string;
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  readonly response: Schema;
  readonly status?: number;
  readonly consumes?: string;
  readonly produces?: string;
  readonly keyed?: boolean;
  /** Set where the key is looked after already (src/api/once.ts). */
  readonly once?: boolean;
  run(caller: Caller, input: Input<unknown, unknown, unknown>): Promise<unknown>;
}

/** Writes an operation down; its `run` sees its own input types. */
export function operation<
  P extends Schema | undefined,
  Q extends Schema | undefined,
  B extends Schema | undefined,
  R extends Schema,
>(spec: OperationSpec<P, Q, B, R>): Operation {
  return spec as unknown as Operation;
}

/** A provider that has operations: every feature has one, in its `api/` folder. */
export interface ApiSurface {
  operations(): readonly Operation[];
}
