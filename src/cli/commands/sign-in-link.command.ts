import { MailLinks } from '../../access/index.js';
import type { Output } from '../output.js';
import { personOf } from '../person.js';
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
    const person = await session.runtime.unit.run(session.asSystemOf(school), (tx) =>
      personOf(tx, options.person),
    );
    const { url, minutes } = await session.app.get(MailLinks, { strict: false }).forOperator(person.id);
    output.result(
      { ok: true, url, person: { id: person.id, name: person.name }, school: school.urn, minutes },
      `${url}\n\nSigns in ${person.name} at ${school.name}: once, within ${minutes} minutes, in whichever browser opens it first.`,
    );
  });
}
