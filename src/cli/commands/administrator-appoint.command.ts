import { hostname, userInfo } from 'node:os';
import { TechnicianActs } from '../../people/index.js';
import { CliError, EXIT } from '../errors.js';
import type { Output } from '../output.js';
import { personOf } from '../person.js';
import { chosenSchool, withSession } from '../session.js';

export interface AppointOptions {
  readonly school?: string;
  /** E-mail address, payroll id or id. */
  readonly person: string;
  readonly because: string;
}

/** Makes somebody the administrator of a school whose last one has left. The school reads who did it, where and why. */
export function administratorAppointCommand(output: Output, options: AppointOptions): Promise<void> {
  const because = options.because.trim();
  if (because.length < 10 || because.length > 500)
    throw new CliError('because', '--because takes a reason of 10 to 500 characters.', EXIT.usage);
  return withSession(output, async (session) => {
    const school = await chosenSchool(session, options.school);
    const { id, name } = await session.runtime.unit.run(session.asSystemOf(school), (tx) =>
      personOf(tx, options.person),
    );
    const by = { account: userInfo().username, machine: hostname(), because };
    await session.app.get(TechnicianActs, { strict: false }).appointAdministrator(school.id, id, by);
    output.result(
      { ok: true, school: school.urn, person: { id, name }, ...by },
      `${name} is administrator of ${school.name} from today. Its head and governors can read that ${by.account} did this on ${by.machine}, and why.`,
    );
  });
}
