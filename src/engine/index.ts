/** Front door of the engine. */
export type { Answer } from './answer.js';
export type { ChartDefinition, IncomingEvent, StateMeta } from './charts/definition.js';
export type { EventOutlook } from './charts/acceptance.js';
export { arrowsIn, statesIn } from './charts/outline.js';
export type { ArrowOutline, StateOutline } from './charts/outline.js';
export { lint } from './charts/lint.js';
export { EngineClock } from './clock.js';
export { Engine } from './engine.js';
export type { SendOptions, StartOptions } from './engine.js';
export * from './errors.js';
export type {
  Clocks,
  CommandContext,
  CommandHandler,
  DueQuestion,
  FactProvider,
  InstanceRef,
  StartRequest,
} from './host.js';
export { EngineModule } from './engine.module.js';
export { Host } from './host.js';
export { bootCheck, hostProblems } from './boot-check.js';
export { closeParked, listDeadLetters, retryDeadLetters } from './dead-letters.js';
export type { DeadLetter } from './dead-letters.js';
export { DeliveryLoop } from './delivery/loop.js';
export { ManualTime } from './delivery/manual-time.js';
export type { Delivering } from './delivery/manual-time.js';
export { checkInvariants } from './invariants.js';
export type { Invariant } from './invariants.js';
export type { HistoryEntry, InstanceView, PendingTimer } from './reading.js';
export { migrateInstances } from './repair/migrate-instances.js';
export { listQuarantined, override, refold } from './repair/quarantine.js';
export { elapsedTime, ENGINE_MIGRATIONS, openEngine, SOLE_TENANT } from './standalone.js';
