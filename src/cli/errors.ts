import { CommanderError } from 'commander';
import { Refused } from '../api/index.js';
import { EngineError } from '../engine/index.js';
import { CalendarError } from '../platform/calendar/index.js';
import { ConfigError } from '../platform/config/config.js';
import { DatabaseAway, codeOf } from '../platform/database/errors.js';
import { DatabaseUnavailable } from '../platform/database/server-error.js';
import { sentenceOf } from '../start/sentence.js';

/** How a command ends, for scripts. */
export const EXIT = {
  ok: 0,
  /** It was refused, or a check failed: the output says why. */
  refused: 1,
  /** The command line itself is wrong. */
  usage: 2,
  /** Database or settings do not allow it now. */
  unavailable: 3,
  /** A fault of the product. */
  fault: 70,
} as const;

/** A refusal by the command line itself. `code` is stable. */
export class CliError extends Error {
  constructor(
    readonly code: string,
    message: string,
    readonly exit: number = EXIT.refused,
  ) {
    super(message);
  }
}

/** What an error becomes: exit code, stable code, and a sentence. No stack for what can happen to anybody. */
export function failureOf(error: unknown): { exit: number; code: string; message: string } {
  if (error instanceof CommanderError) return { exit: EXIT.usage, code: 'usage', message: error.message };
  if (error instanceof CliError) return { exit: error.exit, code: error.code, message: error.message };
  if (error instanceof Refused || error instanceof EngineError || error instanceof CalendarError) {
    return { exit: EXIT.refused, code: error.code, message: error.message };
  }
  const unavailable = [ConfigError, DatabaseUnavailable, DatabaseAway];
  if (unavailable.some((kind) => error instanceof kind)) {
    return { exit: EXIT.unavailable, code: codeOf(error) ?? 'unavailable', message: sentenceOf(error) };
  }
  return { exit: EXIT.fault, code: 'fault', message: sentenceOf(error) };
}
