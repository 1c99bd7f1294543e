import type { Command } from 'commander';
import type { Output } from '../output.js';
import { remindersDueCommand } from './reminders-due.command.js';
import { remindersExplainCommand } from './reminders-explain.command.js';
import type { RemindersExplainOptions } from './reminders-explain.command.js';
import { remindersSendTestCommand } from './reminders-send-test.command.js';

type Make = (parent: Command, name: string, what: string) => Command;

/** `reminders due|explain|send-test`. */
export function addReminderCommands(
  group: Command,
  command: Make,
  school: readonly [string, string],
  outputFor: (json: boolean) => Output,
): void {
  command(group, 'due', 'Which mails are due or on their way')
    .option(...school)
    .action((options: { json?: boolean; school?: string }) =>
      remindersDueCommand(outputFor(options.json === true), options),
    );
  command(group, 'explain', 'What somebody will be sent, when and why')
    .requiredOption('--person <who>', 'e-mail address, payroll id or id')
    .option('--record <id>', 'only about this record')
    .option(...school)
    .action((options: RemindersExplainOptions & { json?: boolean }) =>
      remindersExplainCommand(outputFor(options.json === true), options),
    );
  command(group, 'send-test', 'Send somebody a test mail at once')
    .requiredOption('--to <who>', 'e-mail address, payroll id or id of a person of the school')
    .option(...school)
    .action((options: { json?: boolean; school?: string; to: string }) =>
      remindersSendTestCommand(outputFor(options.json === true), options),
    );
}
