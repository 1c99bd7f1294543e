/**
 * The long run of loss and doubling, by hand:
 * `node --import ./test/support/typescript.mjs test/reminders/loss/long-run.ts [count] [kills]`.
 */
import { redisInstalled } from '../../support/redis.js';
import { loseNothing } from './loss-run.js';

const [count = 10_000, kills = 12] = process.argv.slice(2).map(Number);
const say = (sentence: string): void => void process.stderr.write(`${sentence}\n`);
for (const backend of ['postgres', ...(redisInstalled() ? (['redis'] as const) : [])] as const) {
  const result = await loseNothing({ count, backend, kills, say });
  process.stdout.write(`${JSON.stringify({ backend, ...result })}\n`);
  if (result.lost > 0 || result.ofFinished > 0 || result.doubledWithoutCause > 0) process.exitCode = 1;
}
