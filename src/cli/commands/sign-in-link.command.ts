import { MailLinks } from '../../access/index.js';
import { CliError } from '../errors.js';
import type { Output } from '../output.js';
import { chosenSchool, withSession } from '../session.js';

export interface SignInLinkOptions {
  readonly school?: string;
  /** E-mail address, payroll id or id. */
  readonly person: string;
}

/** Makes a link that signs somebody in, once: the first time, or when nobody else can let them in. */
export function signInLinkCommand(output: Output, options: SignInLinkOptions): Promise<void> {
  return withSession(output, async (session) => {
    const school = await chosenSchool(session, options.school);
    const [person, another] = await session.runtime.unit.run(session.asSystemOf(school), (tx) =>
      tx.query<{ id: string; name: string }>(
        `select id, forename || ' ' || surname as name from cpd.person
          where id::text = $1 or external_id = $1 or lower(email) = lower($1)`,
        [options.person],
      ),
    );
    if (!person) {
      throw new CliError(
        'no-such-person',
        `Nobody at ${school.name} has the e-mail or id ${options.person}.`,
      );
    }
    if (another) throw new CliError('which-person', `Several people have ${options.person}: give the id.`);
    const { url, minutes } = await session.app.get(MailLinks, { strict: false }).forOperator(person.id);
    output.result(
      { ok: true, url, person, school: school.urn, minutes },
      `${url}\n\nSigns in ${person.name} at ${school.name}: once, within ${minutes} minutes, in whichever browser opens it first.`,
    );
  });
}
