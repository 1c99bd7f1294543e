import { Tokens } from '../../people/index.js';
import { CliError, EXIT } from '../errors.js';
import type { Output } from '../output.js';
import { personOf } from '../person.js';
import { chosenSchool, withSession } from '../session.js';

export interface TokenCreateOptions {
  readonly school?: string;
  /** E-mail address, payroll id or id. */
  readonly person: string;
  readonly label: string;
  readonly days: string;
}

const DAY = 86_400_000;

/** Makes a bearer token for somebody of the school. It is shown once: only its hash is kept. */
export function tokenCreateCommand(output: Output, options: TokenCreateOptions): Promise<void> {
  const days = Number(options.days);
  if (!Number.isInteger(days) || days < 1 || days > 730) {
    throw new CliError('days', '--days takes a whole number from 1 to 730.', EXIT.usage);
  }
  return withSession(output, async (session) => {
    const school = await chosenSchool(session, options.school);
    const proof = session.asSystemOf(school);
    const person = await session.runtime.unit.run(proof, (tx) => personOf(tx, options.person));
    const expiresAt = new Date(Date.now() + days * DAY).toISOString();
    const tokens = session.app.get(Tokens, { strict: false });
    const { id, token } = await tokens.create(proof, person.id, options.label, expiresAt);
    output.result(
      {
        ok: true,
        id,
        token,
        person: { id: person.id, name: person.name },
        school: school.urn,
        label: options.label,
        expiresAt,
      },
      `${token}\n\nFor ${person.name} at ${school.name}, good until ${expiresAt.slice(0, 10)}. It is not shown again.`,
    );
  });
}
