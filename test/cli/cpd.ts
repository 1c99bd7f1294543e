import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { TestDatabase } from '../support/test-database.js';

/** What a command left behind. */
export interface Outcome {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

type Where = Pick<TestDatabase, 'appUrl' | 'ownerUrl'> & { readonly redisUrl?: string };

/** Runs the command line as a process of its own, on a database of the test's. */
export async function cpd(database: Where, ...args: readonly string[]): Promise<Outcome> {
  const child = spawn(
    process.execPath,
    ['--import', path('../support/typescript.mjs'), path('../../src/cli/main.ts'), ...args],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: database.appUrl,
        DATABASE_OWNER_URL: database.ownerUrl,
        ...(database.redisUrl ? { REDIS_URL: database.redisUrl } : {}),
      },
    },
  );
  const [out, err, [exit]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
  return { exit: exit as number, out, err };
}

/** The one document of a command that was asked for JSON. */
export function documentOf<T = Record<string, unknown>>({ out }: Outcome): T {
  return JSON.parse(out) as T;
}
