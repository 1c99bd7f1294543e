import { Inject, Module } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { Host } from '../engine/index.js';
import { RemindersOperations } from './api/reminders.operations.js';
import { RemindCommand } from './remind.command.js';
import { RemindersService } from './reminders.service.js';

/** Reminders: who hears of what, when, and in which words. */
@Module({
  providers: [RemindCommand, RemindersService, RemindersOperations],
  exports: [RemindersService, RemindersOperations],
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
