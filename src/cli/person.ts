import type { Tx } from '../platform/database/unit-of-work.js';
import { CliError } from './errors.js';

/** Somebody of the school, as the command line names them. */
export interface Named {
  readonly id: string;
  readonly name: string;
  readonly forename: string;
  readonly email: string | null;
}

const FIND = `select id, forename || ' ' || surname as name, forename, email from cpd.person
  where school_id = auth.school() and (id::text = $1 or external_id = $1 or lower(email) = lower($1))`;

/**
 * The one person with that e-mail address, payroll id or id.
 * @throws CliError 'no-such-person' or 'which-person'
 */
export async function personOf(tx: Tx, who: string): Promise<Named> {
  const [person, another] = await tx.query<Named>(FIND, [who]);
  if (!person) {
    const [school] = await tx.query<{ name: string }>(
      'select name from cpd.organisation where id = auth.school()',
    );
    const where = school?.name ?? 'the school';
    throw new CliError('no-such-person', `Nobody at ${where} has the e-mail or id ${who}.`);
  }
  if (another) throw new CliError('which-person', `Several people have ${who}: give the id.`);
  return person;
}
