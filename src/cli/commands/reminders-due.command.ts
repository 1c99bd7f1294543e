import type { Tx } from '../../platform/database/unit-of-work.js';
import { readMailSettings } from '../../reminders/index.js';
import { table } from '../output.js';
import type { Output } from '../output.js';
import { chosenSchool, withSession } from '../session.js';

interface Row {
  readonly name: string;
  readonly kind: string;
  readonly at: Date;
  readonly attempts: number;
  readonly trouble: string | null;
}
interface Waiting {
  readonly name: string;
  readonly things: number;
}

/** Mails that are written down and not sent yet. */
const MAILS = `select trim(p.forename || ' ' || p.surname) as name, m.kind, m.next_at as at, m.attempts, m.trouble
  from cpd.mailing m join cpd.person p on p.id = m.person_id
  where m.school_id = auth.school() and m.closed_at is null order by m.next_at, name`;
/** What no mail has carried yet: it goes with the next mail of the day. */
const WAITING = `select trim(p.forename || ' ' || p.surname) as name, count(distinct (n.instance_id, n.about))::int as things
  from cpd.notification n join cpd.person p on p.id = n.person_id
  where n.school_id = auth.school() and n.closed_at is null and n.read_at is null and n.mailing_id is null
  group by p.id, p.forename, p.surname order by name`;

/** Shows which mails are due or on their way, and for whom something waits. */
export function remindersDueCommand(output: Output, options: { school?: string }): Promise<void> {
  return withSession(output, async (session) => {
    const school = await chosenSchool(session, options.school);
    const found = await session.runtime.unit.run(session.asSystemOf(school), readDue);
    output.result({ ok: true, school: school.urn, ...found }, inWords(found));
  });
}

async function readDue(tx: Tx) {
  const { liveFrom } = await readMailSettings(tx);
  const mails = await tx.query<Row>(MAILS);
  const waiting = await tx.query<Waiting>(WAITING);
  return {
    held: liveFrom === null,
    mails: mails.map(({ at, ...mail }) => ({ ...mail, at: at.toISOString() })),
    waiting,
  };
}

function inWords({ held, mails, waiting }: Awaited<ReturnType<typeof readDue>>): string {
  const rows = mails.map(({ name, kind, at, attempts, trouble }) => [
    name,
    kind,
    at.slice(0, 16).replace('T', ' '),
    trouble ? `${trouble}, tried ${attempts} times` : '',
  ]);
  return [
    ...(held ? ['All mail is held until the school goes live.', ''] : []),
    mails.length > 0 ? table(['Person', 'Mail', 'At (UTC)', 'Trouble'], rows) : 'No mail is on its way.',
    '',
    waiting.length > 0
      ? table(
          ['Waits for the next mail of the day', 'Things'],
          waiting.map(({ name, things }) => [name, String(things)]),
        )
      : 'Nothing waits for the next mail of the day.',
  ].join('\n');
}
