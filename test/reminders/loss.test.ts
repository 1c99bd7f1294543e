import { describe, expect, it } from '@jest/globals';
import { redisInstalled } from '../support/redis.js';
import { loseNothing } from './loss/loss-run.js';

const backends = ['postgres', ...(redisInstalled() ? ['redis'] : [])] as const;

/** The short run. The long one: `node --import ./test/support/typescript.mjs test/reminders/loss/long-run.ts 10000`. */
describe.each(backends as readonly ('postgres' | 'redis')[])('with the queue in %s', (backend) => {
  it('Row 10: workers killed in mid-mail lose nothing; a mail comes twice only where one died before writing it down', async () => {
    const result = await loseNothing({ count: 300, backend, kills: 4 });
    expect(result).toMatchObject({
      ...{ due: 270, delivered: 270, lost: 0, ofFinished: 0, doubledWithoutCause: 0 },
    });
    expect(result.kills).toBeGreaterThanOrEqual(4);
  }, 400_000);
});
