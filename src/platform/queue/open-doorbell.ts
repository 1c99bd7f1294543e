import { BullDoorbell } from './bull-doorbell.js';
import { DEFAULT_PREFIX, DEFAULT_SCHEMA } from './doorbell.js';
import type { Doorbell, DoorbellOptions } from './doorbell.js';
import { PostgresBellBackend } from './postgres-backend.js';
import { RedisBellBackend } from './redis-backend.js';

/**
 * Opens the queue. A Redis that is away is no reason to fail: the doorbell is deaf until it comes.
 * @throws on PostgreSQL, when it is away or the queue's tables are not there: a sentence that says what to do.
 */
export async function openDoorbell(options: DoorbellOptions): Promise<Doorbell> {
  const {
    redisUrl,
    databaseUrl,
    prefix = DEFAULT_PREFIX,
    schema = DEFAULT_SCHEMA,
    onTrouble = () => undefined,
  } = options;
  const backend = redisUrl
    ? new RedisBellBackend(redisUrl, prefix, onTrouble)
    : await PostgresBellBackend.open(databaseUrl, schema, onTrouble);
  return new BullDoorbell(backend, onTrouble);
}
