import { load } from './typescript.mjs';
import type * as TestServer from './test-server.js';

/** Runs once before all tests: a PostgreSQL with a migrated template, announced to the workers by their environment. */
export default async function globalSetup(): Promise<void> {
  const { openTestServer } = await load<typeof TestServer>(new URL('./test-server.ts', import.meta.url).href);
  const server = await openTestServer();
  Object.assign(process.env, server.environment);
  Object.assign(globalThis, { closeTestServer: server.close });
}
