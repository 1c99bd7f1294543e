export { DEFAULT_PREFIX, DEFAULT_SCHEMA } from './doorbell.js';
export type {
  Depth,
  Doorbell,
  DoorbellHandlers,
  DoorbellHealth,
  DoorbellOptions,
  Ring,
  Shelf,
  TimerCall,
} from './doorbell.js';
export { openDoorbell } from './open-doorbell.js';
export { installQueueSchema } from './postgres-schema.js';
export { DOORBELL, QueueModule } from './queue.module.js';
