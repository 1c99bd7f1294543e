import { MAILER } from '../../platform/mail/index.js';
import type { Mailer } from '../../platform/mail/index.js';
import { sendTestMail } from '../../reminders/index.js';
import { CliError } from '../errors.js';
import type { Output } from '../output.js';
import { personOf } from '../person.js';
import { chosenSchool, withSession } from '../session.js';

/** Sends one test mail to one person at once, whether or not the school is live, and says what the mail server said. */
export function remindersSendTestCommand(
  output: Output,
  options: { school?: string; to: string },
): Promise<void> {
  return withSession(output, async (session) => {
    const school = await chosenSchool(session, options.school);
    const mailer = session.app.get<Mailer>(MAILER, { strict: false });
    const { unit, config } = session.runtime;
    const person = await unit.run(session.asSystemOf(school), (tx) => personOf(tx, options.to));
    if (!person.email) throw new CliError('no-address', `${person.name} has no e-mail address.`);
    const reader = { ...person, email: person.email, school: school.name };
    const result = await sendTestMail(mailer, school.id, reader, config.publicBaseUrl);
    if (result.outcome === 'refused' || result.outcome === 'deferred') {
      throw new CliError('not-sent', `${result.detail} Nothing was sent to ${person.name}.`);
    }
    output.result(
      { ok: true, school: school.urn, outcome: result.outcome, messageId: result.messageId },
      `${result.detail} To: ${person.name}.`,
    );
  });
}
