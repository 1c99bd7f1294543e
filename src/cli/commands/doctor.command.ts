import { examine } from '../doctor/checks.js';
import { CliError } from '../errors.js';
import type { Output } from '../output.js';
import { withSession } from '../session.js';

/** Looks at everything and says what to do. Ends with an error when something is not well. */
export async function doctorCommand(output: Output): Promise<void> {
  const bar = output.progress('Looking', 100);
  const findings = await withSession(output, (session) =>
    examine(session, (done) => bar.done(Math.round(done * 100))),
  ).finally(() => bar.end());
  const ill = findings.filter(({ ok }) => !ok);
  const lines = findings.map(
    ({ name, ok, detail, advice }) =>
      `${ok ? 'well  ' : 'NOT OK'}  ${name}: ${detail}${advice ? `\n        ${advice}` : ''}`,
  );
  output.result({ ok: ill.length === 0, findings }, lines.join('\n'));
  if (ill.length > 0) {
    throw new CliError('not-well', `${ill.length} of ${findings.length} checks need attention.`);
  }
}
