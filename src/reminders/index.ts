import { Notification } from './notification.entity.js';

/** Front door of reminders. */
export const entities = [Notification];
export { RemindersOperations } from './api/reminders.operations.js';
export { RemindersModule } from './reminders.module.js';
export { RemindersService } from './reminders.service.js';
export type { Mail, Reminder } from './rendering.js';
