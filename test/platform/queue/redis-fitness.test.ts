import { describe, expect, it } from '@jest/globals';
import { redisShortcomings } from '../../../src/platform/queue/redis-fitness.js';

const info = (version: string, policy: string): string =>
  `# Server\r\nredis_version:${version}\r\nredis_mode:standalone\r\n# Memory\r\nmaxmemory_policy:${policy}\r\n`;

describe('a Redis for the queue', () => {
  it.each(['6.2.0', '6.10.1', '7.0.15', '8.2.1', '10.0'])('may be %s', (version) => {
    expect(redisShortcomings(info(version, 'noeviction'))).toEqual([]);
  });

  it.each(['2.8.24', '5.0.14', '6.0.16', '6.1.240'])('may not be %s', (version) => {
    expect(redisShortcomings(info(version, 'noeviction'))).toEqual([
      `Redis is ${version}, and 6.2 or newer is needed: upgrade it, or leave REDIS_URL unset.`,
    ]);
  });

  it('may not throw jobs away, and says everything that is wrong at once', () => {
    const found = redisShortcomings(info('6.0.0', 'volatile-lru'));
    expect(found).toHaveLength(2);
    expect(found[1]).toContain('maxmemory-policy is volatile-lru');
  });
});
