import { EngineError } from '../engine/index.js';
import { ConfigError } from '../platform/config/config.js';
import { DatabaseAway, codeOf } from '../platform/database/errors.js';
import { DatabaseUnavailable } from '../platform/database/server-error.js';

/** An error of whoever started the process, in a sentence that says what to do. */
export class StartRefused extends Error {}

/**
 * What to tell the person who started a process that cannot go on: a sentence for what can happen anywhere, the whole
 * story only for a fault of ours.
 */
export function sentenceOf(error: unknown, port: number | null = null): string {
  if (error instanceof ConfigError) return `The settings are not right:\n${error.message}`;
  const expected = [StartRefused, DatabaseUnavailable, DatabaseAway, EngineError];
  if (expected.some((kind) => error instanceof kind)) return (error as Error).message;
  const code = codeOf(error);
  if (code === 'EADDRINUSE' && port !== null) {
    return `Port ${port} is taken by another program. Stop that one, or choose another port: PORT=${port + 1} npm start`;
  }
  if (code === 'EACCES' && port !== null) {
    return `Port ${port} may not be used by this account. Choose one above 1023: PORT=3000 npm start`;
  }
  if (error instanceof Error && error.message.startsWith('The queue cannot be opened')) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
