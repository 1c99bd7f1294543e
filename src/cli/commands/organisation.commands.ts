import { Organisations } from '../../people/index.js';
import type { AboveKind } from '../../people/index.js';
import { codeOf } from '../../platform/database/errors.js';
import { schoolsServed } from '../../start/installation.js';
import type { Served } from '../../start/installation.js';
import { CliError, EXIT } from '../errors.js';
import { table } from '../output.js';
import type { Output } from '../output.js';
import { withSession } from '../session.js';
import type { Session } from '../session.js';

const WORDS = { school: 'school', trust: 'trust', localAuthority: 'local authority' } as const;
const KINDS: Readonly<Record<string, AboveKind>> = { trust: 'trust', 'local-authority': 'localAuthority' };

export interface FoundOptions {
  readonly kind: string;
  readonly name: string;
}

/** Founds a trust or local authority. */
export function organisationFoundCommand(output: Output, options: FoundOptions): Promise<void> {
  const kind = KINDS[options.kind];
  if (!kind) throw new CliError('kind', '--kind is trust or local-authority.', EXIT.usage);
  return withSession(output, async (session) => {
    const known = await schoolsServed(session.runtime.unit);
    if (known.some((one) => one.kind === kind && same(one.name, options.name)))
      throw new CliError('there-already', `There is a ${WORDS[kind]} called ${options.name} already.`);
    const id = await session.app.get(Organisations, { strict: false }).found(kind, options.name);
    output.result({ ok: true, id, kind, name: options.name }, `${options.name} is founded.`);
  });
}

export interface JoinOptions {
  /** URN of a school, or name of a trust. */
  readonly who: string;
  /** Name of what it belongs to from now on; absent: to nothing. */
  readonly under?: string;
}

/** Puts a school under a trust or local authority, or a trust under a local authority. */
export function organisationJoinCommand(output: Output, options: JoinOptions): Promise<void> {
  return withSession(output, async (session) => {
    const below = await named(session, options.who);
    const above = options.under === undefined ? null : await named(session, options.under);
    try {
      await session.app.get(Organisations, { strict: false }).placeUnder(below.id, above?.id ?? null);
    } catch (error) {
      if (codeOf(error) !== '23514' || !above) throw error;
      const sentence = `A ${WORDS[below.kind]} does not belong to a ${WORDS[above.kind]}.`;
      throw new CliError('wrong-kinds', sentence, EXIT.usage);
    }
    const where = above ? `belongs to ${above.name}` : 'belongs to no trust or local authority';
    output.result(
      { ok: true, id: below.id, parent: above?.id ?? null },
      `${below.name} ${where} from now on.`,
    );
  });
}

export interface AdviserOptions {
  readonly of: string;
  readonly forename: string;
  readonly surname: string;
  readonly email: string;
}

/** Enters an adviser of a trust or local authority; they sign in with a mailed link. */
export function organisationAdviserCommand(output: Output, options: AdviserOptions): Promise<void> {
  const { forename, surname, email } = options;
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw new CliError('email', '--email takes an e-mail address.', EXIT.usage);
  return withSession(output, async (session) => {
    const above = await named(session, options.of);
    if (above.kind === 'school')
      throw new CliError('wrong-kind', 'Advisers belong to a trust or a local authority.', EXIT.usage);
    const from = new Date().toISOString().slice(0, 10);
    const who = { forename, surname, email, from };
    const id = await session.app.get(Organisations, { strict: false }).addAdviser(above.id, who);
    output.result(
      { ok: true, id, organisation: above.id },
      `${forename} ${surname} advises for ${above.name}.`,
    );
  });
}

/** Everything that this installation serves. */
export function organisationListCommand(output: Output): Promise<void> {
  return withSession(output, async ({ runtime }) => {
    const all = await schoolsServed(runtime.unit);
    const rows = all.map(({ kind, name, urn }) => [WORDS[kind], name, urn ?? '']);
    output.result({ ok: true, organisations: all }, table(['Kind', 'Name', 'URN'], rows));
  });
}

/** @throws CliError 'no-such-organisation' or 'which-organisation' */
async function named({ runtime }: Session, who: string): Promise<Served> {
  const all = await schoolsServed(runtime.unit);
  const [found, another] = all.filter(({ id, urn, name }) => urn === who || id === who || same(name, who));
  if (!found) {
    const known = all.map(({ name }) => name).join(', ') || 'nothing yet';
    throw new CliError('no-such-organisation', `There is no ${who} here. There is: ${known}.`);
  }
  if (another) throw new CliError('which-organisation', `Several are called ${who}: give the URN or the id.`);
  return found;
}

const same = (one: string, other: string): boolean => one.trim().toLowerCase() === other.trim().toLowerCase();
