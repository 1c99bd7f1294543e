import { createHash } from 'node:crypto';
import type { Request } from 'express';
import type { z } from 'zod';
import type { Operation } from '../api/index.js';
import type { UnitOfWork } from '../platform/database/unit-of-work.js';
import { Drafts } from './drafts/drafts.js';
import { refererOf } from './referer.js';
import type { Fields } from './forms/fields.js';
import type { Asked, Told, Visit } from './page.js';
import type { Visitor } from './visitor.js';

/** Makes visits: what a page may know and do, on behalf of whoever is there. */
export class Visits {
  private readonly operations: ReadonlyMap<string, Operation>;

  private readonly drafts: Drafts;

  constructor(
    operations: readonly Operation[],
    private readonly unit: UnitOfWork,
  ) {
    this.drafts = new Drafts(unit);
    this.operations = new Map(operations.map((operation) => [operation.id, operation]));
  }

  of(request: Request, visitor: Visitor, fields: Fields): Visit<string> {
    const { proof } = visitor;
    const run = (id: string, { key, expectedRevision, ...asked }: Told) => {
      const operation = this.named(id);
      return operation.run(
        { proof, expectedRevision, ...(key === undefined ? {} : { key: keyOf(key, id, asked) }) },
        checked(operation, asked),
      );
    };
    return {
      visitor,
      fields,
      params: request.params as Record<string, string>,
      query: queryOf(request),
      address: request.originalUrl,
      cameFrom: refererOf(request),
      wantsJson: request.accepts(['html', 'json']) === 'json',
      drafts: {
        read: (form) => this.drafts.read(proof, form),
        save: (form, typed) => this.drafts.save(proof, form, typed),
        forget: (form) => this.drafts.forget(proof, form),
      },
      now: () => this.unit.run(proof, (tx) => Promise.resolve(tx.at)),
      ask: async <S extends z.ZodType>(id: string, answer: S, asked: Asked = {}) =>
        answer.parse(await run(id, asked)),
      tell: (id, told = {}) => run(id, { ...fields.once, ...told }),
    };
  }

  private named(id: string): Operation {
    const found = this.operations.get(id);
    if (!found) throw new Error(`There is no operation ${id}.`);
    return found;
  }
}

/**
 * One form may ask several operations, and may be sent again with other text from the browser's history: the same thing
 * asked twice by one form is done once, anything else is something new.
 */
function keyOf(form: string, operation: string, asked: Asked): string {
  const digest = createHash('sha256')
    .update(JSON.stringify([operation, asked]))
    .digest('base64url');
  return `web:${form}:${digest.slice(0, 32)}`;
}

/** The same checks as the API makes. Throws ZodError, which a form turns into messages at its fields. */
function checked(operation: Operation, { params, query, body }: Asked) {
  return {
    params: operation.params?.parse(params ?? {}),
    query: operation.query?.parse(query ?? {}),
    body: operation.body?.parse(body ?? {}),
  };
}

/** The last of several; what is not text is not ours. */
function queryOf(request: Request): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.query).flatMap(([name, value]) => {
      const last = Array.isArray(value) ? value.at(-1) : value;
      return typeof last === 'string' ? [[name, last] as const] : [];
    }),
  );
}
