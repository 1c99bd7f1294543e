import { listDeadLetters, retryDeadLetters } from '../../engine/index.js';
import type { DeadLetter } from '../../engine/index.js';
import { CliError } from '../errors.js';
import { table } from '../output.js';
import type { Output } from '../output.js';
import { chosenSchool, withSession } from '../session.js';

/** Shows what failed for good and waits for a person. */
export function deadLettersListCommand(output: Output, options: { school?: string }): Promise<void> {
  return withSession(output, async (session) => {
    const school = await chosenSchool(session, options.school);
    const letters = await session.runtime.unit.run(session.asSystemOf(school), listDeadLetters);
    output.result({ ok: true, school: school.urn, deadLetters: letters }, inWords(letters));
  });
}

/** Gives them another try, all or some, and delivers what can be delivered at once. */
export function deadLettersRetryCommand(
  output: Output,
  ids: readonly string[],
  options: { school?: string },
): Promise<void> {
  return withSession(output, async (session) => {
    const school = await chosenSchool(session, options.school);
    const proof = session.asSystemOf(school);
    const retried = await session.runtime.unit.run(proof, async (tx) => {
      const known = new Set((await listDeadLetters(tx)).map((letter) => letter.id));
      const unknown = ids.filter((id) => !known.has(id));
      if (unknown.length > 0) {
        throw new CliError(
          'no-such-letter',
          `Not among the dead letters: ${unknown.join(', ')}. Nothing was tried.`,
        );
      }
      return retryDeadLetters(tx, ids.length > 0 ? ids : undefined);
    });
    await session.engine.relay.drain();
    await session.engine.timers.drain();
    const left = await session.runtime.unit.run(proof, listDeadLetters);
    output.result(
      { ok: true, school: school.urn, retried, left: left.length },
      `${retried} tried again. ${left.length === 0 ? 'None is left.' : `${left.length} are among the dead letters now.`}`,
    );
  });
}

function inWords(letters: readonly DeadLetter[]): string {
  if (letters.length === 0) return 'No dead letters.';
  const rows = letters.map(({ id, kind, what, since, error }) => [
    id,
    kind,
    what,
    since.slice(0, 16).replace('T', ' '),
    (error.split('\n')[0] ?? '').slice(0, 80),
  ]);
  return `${table(['Id', 'Kind', 'What', 'Since', 'Why'], rows)}\n\nTry again with: npm run cpd -- dead-letters retry [id ...]`;
}
