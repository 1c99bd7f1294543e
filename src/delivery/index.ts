/** Front door of delivery: how the engine and the queue are joined. */
export { Delivery } from './delivery.js';
export type { DeliveryHealth, DeliveryOptions } from './delivery.js';
export { DeliveryModule } from './delivery.module.js';
export { ROLES, delivers, readRole } from './role.js';
export type { Role } from './role.js';
export { TimerFeeder } from './timer-feeder.js';
export { LineLoop } from './line-loop.js';
export type { Line } from './line.js';
