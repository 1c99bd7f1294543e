import { Explaining } from '../../reminders/index.js';
import type { Explanation } from '../../reminders/index.js';
import { CliError } from '../errors.js';
import type { Output } from '../output.js';
import { personOf } from '../person.js';
import { chosenSchool, withSession } from '../session.js';

export interface RemindersExplainOptions {
  readonly school?: string;
  readonly person: string;
  readonly record?: string;
}

/** Says what a person will be sent, when and why; `record` keeps to one record. */
export function remindersExplainCommand(output: Output, options: RemindersExplainOptions): Promise<void> {
  return withSession(output, async (session) => {
    const school = await chosenSchool(session, options.school);
    const explaining = session.app.get(Explaining, { strict: false });
    const found = await session.runtime.unit.run(session.asSystemOf(school), async (tx) => {
      const person = await personOf(tx, options.person);
      return explaining.explain(tx, person.id, options.record ?? null);
    });
    if (!found)
      throw new CliError('no-such-person', `There is nobody called ${options.person} at this school.`);
    output.result({ ok: true, school: school.urn, ...found }, inWords(found));
  });
}

function inWords({ name, hindrances, nextMail, waiting, ahead, sent }: Explanation): string {
  const line = ({ at, what, why }: Explanation['ahead'][number]): string =>
    `  ${at ? at.slice(0, 16).replace('T', ' ') : 'not by mail     '}  ${what} (${why})`;
  const part = (title: string, lines: Explanation['ahead']): string[] =>
    lines.length > 0 ? ['', title, ...lines.map(line)] : [];
  return [
    nextMail
      ? `${name}: the next mail of the day would be at ${nextMail.slice(0, 16)} UTC.`
      : `${name}: no mail.`,
    ...hindrances.map((why) => `  ${why}`),
    ...part('Waiting:', waiting),
    ...part('Coming, if it is not done before:', ahead),
    ...part('Sent lately:', sent),
    ...(waiting.length + ahead.length === 0 ? ['', 'Nothing is waiting, and nothing is due soon.'] : []),
  ].join('\n');
}
