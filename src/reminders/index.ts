import { CalendarOperations } from './api/calendar.operations.js';
import { MailOperations } from './api/mail.operations.js';
import { PolicyOperations } from './api/policy.operations.js';
import { RemindersOperations } from './api/reminders.operations.js';
import { Notification } from './notification.entity.js';

/** Front door of reminders. */
export const entities = [Notification];
export const reminderSurfaces = [RemindersOperations, MailOperations, PolicyOperations, CalendarOperations];
export { Explaining } from './explaining/explaining.service.js';
export type { Explanation } from './explaining/explaining.service.js';
export { MailLine } from './mailing/mail-line.js';
export { mailLineOf } from './mailing/mail-line-of.js';
export { MailTroubles } from './mailing/mail-troubles.service.js';
export type { MailTroubleRow } from './mailing/mail-troubles.service.js';
export { sendTestMail } from './mailing/send-test.js';
export { DailyPlan } from './planning/daily-plan.service.js';
export { RemindersModule } from './reminders.module.js';
export { RemindersService } from './reminders.service.js';
export { readMailSettings, writeMailSettings } from './settings/mail-settings.js';
export type { Reminder } from './rendering.js';
export { mountStopMail } from './web/stop-mail.js';
export { CalendarFeeds } from './calendar/feeds.service.js';
export { mountCalendarFeed } from './web/calendar-feed.js';
