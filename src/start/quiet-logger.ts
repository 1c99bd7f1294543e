import { ConsoleLogger } from '@nestjs/common';
import type { LogLevel } from '@nestjs/common';
import { LOG_LEVELS } from '../platform/config/config.js';

/** Parts of the framework that tell at every start what nobody asks. */
const CHATTY = new Set([
  'NestFactory',
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestApplication',
]);

/** The framework's logger without its own small talk, unless everything is wanted. */
export class QuietLogger extends ConsoleLogger {
  private readonly all: boolean;

  /**
   * @param level the least important level that is still told
   * @param json one JSON document a line instead of words
   */
  constructor(level: LogLevel, json = false) {
    super({
      json,
      ...(json ? { colors: false } : {}),
      logLevels: LOG_LEVELS.slice(0, LOG_LEVELS.indexOf(level) + 1),
      timestamp: false,
    });
    this.all = level === 'debug' || level === 'verbose';
  }

  override log(message: unknown, ...rest: unknown[]): void {
    if (!this.all && CHATTY.has(String(rest.at(-1)))) return;
    super.log(message, ...(rest as [string]));
  }
}
