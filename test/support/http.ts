import express from 'express';
import type { AddressInfo } from 'node:net';
import { mountApi } from '../../src/api/index.js';
import type { PersonName, TestSchool } from './school.js';

/** The API of a test school on a port of its own. */
export interface HttpSchool {
  readonly url: string;
  /** Faults of ours that the API logged. */
  readonly faults: unknown[];
  request(who: PersonName | null, method: string, path: string, options?: HttpOptions): Promise<HttpAnswer>;
  close(): Promise<void>;
}

export interface HttpOptions {
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
  readonly text: string;
}

export async function serve(school: TestSchool): Promise<HttpSchool> {
  const app = express();
  const faults: unknown[] = [];
  mountApi(app, { operations: school.operations, onFault: (error) => faults.push(error) });
  const server = app.listen(0, '127.0.0.1');
  await new Promise<void>((resolve) => server.once('listening', () => resolve()));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    faults,
    request: async (who, method, path, { body, headers = {} } = {}) => {
      const answer = await fetch(`${url}${path}`, {
        method,
        headers: {
          ...(who ? { authorization: `Bearer ${school.token(who)}` } : {}),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...headers,
        },
        body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
      });
      const text = await answer.text();
      const isJson = answer.headers.get('content-type')?.includes('json');
      return { status: answer.status, headers: answer.headers, text, body: isJson ? JSON.parse(text) : {} };
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
