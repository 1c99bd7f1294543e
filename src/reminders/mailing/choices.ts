import type { Tx } from '../../platform/database/unit-of-work.js';

/** Which mails a person gets. */
export interface Choice {
  /** The mail of the day. */
  readonly digest: boolean;
  /** The week's summary, for those who lead. */
  readonly summary: boolean;
}

const WRITE = `insert into cpd.mail_choice (school_id, person_id, digest, summary)
  values (auth.school(), auth.person(), $1, $2)
  on conflict (school_id, person_id) do update set digest = excluded.digest, summary = excluded.summary`;

export async function readChoice(tx: Tx): Promise<Choice> {
  const [row] = await tx.query<Choice>(
    'select digest, summary from cpd.mail_choice where school_id = auth.school() and person_id = auth.person()',
  );
  return row ?? { digest: true, summary: true };
}

export async function writeChoice(tx: Tx, { digest, summary }: Choice): Promise<Choice> {
  await tx.query(WRITE, [digest, summary]);
  return { digest, summary };
}
