import { CliError, EXIT } from '../errors.js';
import type { Output } from '../output.js';
import { chosenSchool, withSession } from '../session.js';

interface Year {
  readonly id: string;
  readonly title: string;
  readonly state: string;
}

const YEARS = `select c.id, c.title, i.state from cpd.cycle c join engine.instance i on i.id = c.id
  where i.status = 'active' order by c.starts_on`;
const COUNT = `select chart, count(*)::int as n from engine.instance
  where snapshot->'context'->>'cycleId' = $1 and chart in ('review', 'standards') group by chart`;

/** Opens a school's year: everybody who has a review gets one. Refused with the reason while something is missing. */
export function cycleOpenCommand(output: Output, options: { school?: string; year?: string }): Promise<void> {
  return withSession(output, async (session) => {
    const school = await chosenSchool(session, options.school);
    const proof = session.asSystemOf(school);
    const { unit } = session.runtime;
    const years = await unit.run(proof, (tx) => tx.query<Year>(YEARS));
    const year = chosenYear(years, options.year);
    const answer = await session.engine.send(proof, year.id, { type: 'OPEN' });
    await session.engine.relay.drain();
    const counts = await unit.run(proof, (tx) => tx.query<{ chart: string; n: number }>(COUNT, [year.id]));
    const started = Object.fromEntries(counts.map(({ chart, n }) => [chart, n]));
    output.result(
      { ok: true, school: school.urn, cycle: year.id, title: year.title, state: answer.state, started },
      `${year.title} is open at ${school.name}: ${started['review'] ?? 0} reviews and ${started['standards'] ?? 0} self-assessments began.`,
    );
  });
}

function chosenYear(years: readonly Year[], title: string | undefined): Year {
  const named =
    title === undefined
      ? years.filter((y) => y.state.includes('preparing'))
      : years.filter((y) => y.title === title);
  const [only, another] = named;
  const known = years.map((y) => `"${y.title}"`).join(', ') || 'none';
  if (!only) {
    throw new CliError(
      'no-such-year',
      `There is no year to open${title ? ` called "${title}"` : ''}. Years of this school: ${known}.`,
    );
  }
  if (another) throw new CliError('which-year', `Say which year with --year: ${known}.`, EXIT.usage);
  return only;
}
