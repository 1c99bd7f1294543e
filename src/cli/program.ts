import { Command } from 'commander';
import { administratorAppointCommand } from './commands/administrator-appoint.command.js';
import type { AppointOptions } from './commands/administrator-appoint.command.js';
import { cycleOpenCommand } from './commands/cycle-open.command.js';
import { deadLettersListCommand, deadLettersRetryCommand } from './commands/dead-letters.command.js';
import { doctorCommand } from './commands/doctor.command.js';
import { importBankHolidaysCommand, importCalendarCommand } from './commands/import-calendar.command.js';
import type { ImportBankHolidaysOptions, ImportCalendarOptions } from './commands/import-calendar.command.js';
import { importStaffCommand } from './commands/import-staff.command.js';
import type { ImportStaffOptions } from './commands/import-staff.command.js';
import { migrateCommand } from './commands/migrate.command.js';
import {
  organisationAdviserCommand,
  organisationFoundCommand,
  organisationJoinCommand,
  organisationListCommand,
} from './commands/organisation.commands.js';
import type { AdviserOptions, FoundOptions, JoinOptions } from './commands/organisation.commands.js';
import { addReminderCommands } from './commands/reminders.js';
import { reportCommand } from './commands/report.command.js';
import type { ReportOptions } from './commands/report.command.js';
import { simulateCommand } from './commands/simulate.command.js';
import type { SimulateOptions } from './commands/simulate.command.js';
import { auditVerifyCommand } from './commands/audit-verify.command.js';
import type { AuditVerifyOptions } from './commands/audit-verify.command.js';
import { signInLinkCommand } from './commands/sign-in-link.command.js';
import type { SignInLinkOptions } from './commands/sign-in-link.command.js';
import { tokenCreateCommand } from './commands/token-create.command.js';
import type { TokenCreateOptions } from './commands/token-create.command.js';
import type { Output } from './output.js';

const SCHOOL = ['--school <urn>', 'URN of the school; not needed where there is only one'] as const;

/** Every command. `output` is made once it is known whether JSON is wanted. */
export function program(outputFor: (json: boolean) => Output): Command {
  const root = new Command('cpd')
    .description('Runs and looks after a school’s professional development year.')
    .helpCommand(false)
    .exitOverride()
    .configureOutput({ writeErr: () => undefined });
  const group = (name: string, what: string): Command =>
    root.command(name).description(what).exitOverride().helpCommand(false);
  const command = (parent: Command, name: string, what: string): Command =>
    parent
      .command(name)
      .description(what)
      .option('--json', 'one JSON document instead of words')
      .exitOverride();

  command(root, 'migrate', 'Bring the database up to date').action((options: { json?: boolean }) =>
    migrateCommand(outputFor(options.json === true)),
  );
  command(root, 'doctor', 'Look at everything and say what to do').action((options: { json?: boolean }) =>
    doctorCommand(outputFor(options.json === true)),
  );

  const imports = group('import', 'Take files in');
  command(imports, 'staff', 'Check a staff file (CSV) and take it in')
    .argument('<file>', 'the file, as a school’s information system exports it')
    .option(...SCHOOL)
    .option('--name <name>', 'name of a new school, founded with the URN of --school')
    .option('--phase <phase>', 'phase of a new school, e.g. Primary')
    .option('--map <pairs...>', 'columns with other names, e.g. "Work Email=Email" "Family name=Surname"')
    .option('--dry-run', 'only say what is wrong and what would change')
    .option('--allow-missing', 'more than a tenth of the staff may be missing; each is asked about')
    .action((file: string, options: ImportStaffOptions & { json?: boolean }) =>
      importStaffCommand(outputFor(options.json === true), file, options),
    );

  command(imports, 'calendar', 'Check term dates (CSV, JSON or iCalendar) and take them in')
    .argument('<file>', 'the file')
    .option(...SCHOOL)
    .option('--format <format>', 'csv, json or ical; what the file looks like without it')
    .option('--dry-run', 'only say what is wrong')
    .action((file: string, options: ImportCalendarOptions & { json?: boolean }) =>
      importCalendarCommand(outputFor(options.json === true), file, options),
    );
  command(imports, 'bank-holidays', 'Take in bank holidays as gov.uk/bank-holidays.json publishes them')
    .argument('<file>', 'the file')
    .option(...SCHOOL)
    .option('--division <name>', 'england-and-wales, scotland or northern-ireland', 'england-and-wales')
    .option('--dry-run', 'only say what is wrong')
    .action((file: string, options: ImportBankHolidaysOptions & { json?: boolean }) =>
      importBankHolidaysCommand(outputFor(options.json === true), file, options),
    );

  command(group('cycle', 'A school’s year'), 'open', 'Open the year: reviews begin')
    .option(...SCHOOL)
    .option('--year <title>', 'title of the year; not needed where only one is being prepared')
    .action((options: { json?: boolean; school?: string; year?: string }) =>
      cycleOpenCommand(outputFor(options.json === true), options),
    );

  command(root, 'report', 'Print the impact report as it stands, or write it to a file')
    .option(...SCHOOL)
    .option('--year <title>', 'title of the year; the newest without it')
    .option('--governors', 'totals only, small groups hidden')
    .option('--format <format>', 'as a file: pdf, xlsx, csv (one file for each table, zipped), json or html')
    .option('--edition <edition>', 'of a file: head, governors, staff or addendum; head without it')
    .option('--out <file>', 'where the file goes')
    .action((options: ReportOptions & { json?: boolean }) =>
      reportCommand(outputFor(options.json === true), options),
    );

  command(root, 'simulate', 'Live a school’s year in seconds, in a database of its own')
    .option('--staff <file>', 'staff file (CSV); the demo school’s without it')
    .option('--seed <number>', 'the same seed gives the same year', '7')
    .option('--until <date>', 'day on whose morning it ends', '2027-11-30')
    .option('--keep', 'keep the database and say its name')
    .option('--through-queue', 'deliver through BullMQ as a server does; always so where REDIS_URL is set')
    .action((options: SimulateOptions & { json?: boolean }) =>
      simulateCommand(outputFor(options.json === true), options),
    );

  command(group('token', 'Bearer tokens'), 'create', 'Make a token for somebody; it is shown once')
    .requiredOption('--person <who>', 'e-mail address, payroll id or id')
    .option(...SCHOOL)
    .option('--label <text>', 'what it is for', 'command line')
    .option('--days <number>', 'how long it is good', '90')
    .action((options: TokenCreateOptions & { json?: boolean }) =>
      tokenCreateCommand(outputFor(options.json === true), options),
    );

  addReminderCommands(group('reminders', 'Reminders and mail'), command, SCHOOL, outputFor);

  command(
    group('administrator', 'For a school that has no administrator any more'),
    'appoint',
    'Make somebody its administrator; the school can see who did it and why',
  )
    .requiredOption('--person <who>', 'e-mail address, payroll id or id')
    .requiredOption('--because <text>', 'why, for the school to read')
    .option(...SCHOOL)
    .action((options: AppointOptions & { json?: boolean }) =>
      administratorAppointCommand(outputFor(options.json === true), options),
    );

  command(group('sign-in', 'Signing in'), 'link', 'Make a link that signs somebody in once')
    .requiredOption('--person <who>', 'e-mail address, payroll id or id')
    .option(...SCHOOL)
    .action((options: SignInLinkOptions & { json?: boolean }) =>
      signInLinkCommand(outputFor(options.json === true), options),
    );

  command(
    group('audit', 'The account of who read and changed what'),
    'verify',
    'Compute it again; fails when it was changed',
  )
    .option('--head <hash>', 'hash of a seal that was printed earlier')
    .action((options: AuditVerifyOptions & { json?: boolean }) =>
      auditVerifyCommand(outputFor(options.json === true), options),
    );

  const organisations = group('organisation', 'Trusts and local authorities, and who belongs to them');
  command(organisations, 'found', 'Found a trust or a local authority')
    .requiredOption('--kind <kind>', 'trust or local-authority')
    .requiredOption('--name <name>', 'its name')
    .action((options: FoundOptions & { json?: boolean }) =>
      organisationFoundCommand(outputFor(options.json === true), options),
    );
  command(
    organisations,
    'join',
    'Put a school or a trust under another organisation; under none without --under',
  )
    .requiredOption('--who <urn or name>', 'the school or trust')
    .option('--under <name>', 'what it belongs to from now on')
    .action((options: JoinOptions & { json?: boolean }) =>
      organisationJoinCommand(outputFor(options.json === true), options),
    );
  command(organisations, 'adviser', 'Enter an adviser, who answers what schools refer')
    .requiredOption('--of <name>', 'the trust or local authority')
    .requiredOption('--forename <name>', 'forename')
    .requiredOption('--surname <name>', 'surname')
    .requiredOption('--email <address>', 'where the link to sign in goes')
    .action((options: AdviserOptions & { json?: boolean }) =>
      organisationAdviserCommand(outputFor(options.json === true), options),
    );
  command(organisations, 'list', 'Show every school, trust and local authority').action(
    (options: { json?: boolean }) => organisationListCommand(outputFor(options.json === true)),
  );

  const letters = group('dead-letters', 'Work that failed for good');
  command(letters, 'list', 'Show it')
    .option(...SCHOOL)
    .action((options: { json?: boolean; school?: string }) =>
      deadLettersListCommand(outputFor(options.json === true), options),
    );
  command(letters, 'retry', 'Try it again, all or some')
    .argument('[ids...]', 'ids of the list; all without')
    .option(...SCHOOL)
    .action((ids: string[], options: { json?: boolean; school?: string }) =>
      deadLettersRetryCommand(outputFor(options.json === true), ids, options),
    );
  return root;
}
