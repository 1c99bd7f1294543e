import { Inject, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Host } from '../engine/index.js';
import { CalendarOperations } from './api/calendar.operations.js';
import { MailOperations } from './api/mail.operations.js';
import { PolicyOperations } from './api/policy.operations.js';
import { RemindersOperations } from './api/reminders.operations.js';
import { CalendarFeeds } from './calendar/feeds.service.js';
import { Explaining } from './explaining/explaining.service.js';
import { MailLine } from './mailing/mail-line.js';
import { MailMetrics } from './mailing/mail-metrics.js';
import { MailPost } from './mailing/mail-post.js';
import { MailTroubles } from './mailing/mail-troubles.service.js';
import { DailyPlan } from './planning/daily-plan.service.js';
import { RemindCommand } from './recording/remind.command.js';
import { RemindersService } from './reminders.service.js';
import { WorkingDays } from './settings/people-days.js';

const shared = [CalendarFeeds, DailyPlan, Explaining, MailLine, MailTroubles, RemindersService];
const surfaces = [CalendarOperations, MailOperations, PolicyOperations, RemindersOperations];

/** Reminders: who hears of what, when, and in which words. */
@Module({
  providers: [MailMetrics, MailPost, RemindCommand, WorkingDays, ...shared, ...surfaces],
  exports: [...shared, ...surfaces],
})
export class RemindersModule implements OnModuleInit {
  constructor(
    @Inject(Host) private readonly host: Host,
    @Inject(RemindCommand) private readonly remind: RemindCommand,
  ) {}

  onModuleInit(): void {
    this.host.handle(this.remind);
  }
}
