import { z } from 'zod';
import type { Operation } from './operation.js';
import { TAGS } from './tags.js';

type Json = Record<string, unknown>;

const PROBLEM: Json = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', description: 'Stable; what a program should look at' },
    detail: { type: 'string', description: 'What happened, what was kept, and what to do' },
  },
};

const ERRORS: Readonly<Record<string, string>> = {
  '400': 'The request could not be read',
  '401': 'No token, or one that is not valid',
  '403': 'Not for this person to do',
  '404': 'Not there, or not open to this person',
  '409': 'Not possible now: says the state, what is allowed, and why',
  '422': 'Something in the request is not right: says where and what is expected',
  '503': 'The database cannot be reached: nothing was lost, try again',
};

/** OpenAPI 3.1 from the operations' own schemas. */
export function openapiDocument(operations: readonly Operation[]): Json {
  const paths: Record<string, Json> = {};
  for (const op of operations) {
    paths[op.path] = { ...paths[op.path], [op.method]: operationObject(op) };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'CPD cycle engine',
      version: '1',
      description:
        "A school's professional development year: every command of every workflow, and reads for each role.",
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/api/v1' }],
    security: [{ token: [] }],
    tags: [...new Set(operations.map(tagOf))].map((name) => ({ name, description: TAGS[name] })),
    paths,
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer' } },
      schemas: { Problem: PROBLEM },
      responses: Object.fromEntries(
        Object.entries(ERRORS).map(([status, description]) => [
          `E${status}`,
          {
            description,
            content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
          },
        ]),
      ),
    },
  };
}

function operationObject(op: Operation): Json {
  const status = String(op.status ?? 200);
  return {
    operationId: op.id,
    tags: [tagOf(op)],
    summary: op.summary,
    ...(op.description ? { description: op.description } : {}),
    parameters: [...parametersOf(op.params, 'path'), ...parametersOf(op.query, 'query'), ...headersOf(op)],
    ...(op.body
      ? {
          requestBody: {
            required: true,
            content: op.consumes
              ? { [op.consumes]: { schema: { type: 'string', contentMediaType: op.consumes } } }
              : { 'application/json': { schema: schemaOf(op.body, 'input') } },
          },
        }
      : {}),
    responses: {
      [status]: {
        description: 'Done',
        content: op.produces
          ? { [op.produces]: { schema: { type: 'string' } } }
          : { 'application/json': { schema: schemaOf(op.response, 'output') } },
      },
      ...Object.fromEntries(Object.keys(ERRORS).map((e) => [e, { $ref: `#/components/responses/E${e}` }])),
    },
  };
}

function tagOf(op: Operation): string {
  return op.id.split('.')[0] ?? op.id;
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const options = { io, unrepresentable: 'any', override: instants } as const;
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, options) as Json;
  return rest;
}

/** Dates of JavaScript leave as text: an instant, whether a schema takes them as such or turns them into it. */
function instants({ zodSchema, jsonSchema }: { zodSchema: z.core.$ZodTypes; jsonSchema: Json }): void {
  if (!isInstant(zodSchema)) return;
  delete jsonSchema['anyOf'];
  Object.assign(jsonSchema, { type: 'string', format: 'date-time' });
}

function isInstant(schema: z.core.$ZodType): boolean {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === 'pipe') return isInstant(def.in);
  if (def.type === 'union') return def.options.some(isInstant);
  return def.type === 'date';
}

function parametersOf(schema: z.ZodType | undefined, where: 'path' | 'query'): Json[] {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, property]) => ({
    name,
    in: where,
    required: where === 'path' || required.includes(name),
    schema: property,
  }));
}

function headersOf(op: Operation): Json[] {
  if (op.method === 'get') return [];
  return [
    {
      name: 'Idempotency-Key',
      in: 'header',
      required: false,
      description: 'The same key does it once and gets the same answer',
      schema: { type: 'string', maxLength: 120 },
    },
    {
      name: 'If-Match',
      in: 'header',
      required: false,
      description: 'The ETag of the record as you saw it; refused when it has moved on',
      schema: { type: 'string' },
    },
  ];
}
