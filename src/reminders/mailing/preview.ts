import { renderLetter } from '../../platform/mail/index.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import type { MailPost } from './mail-post.js';
import { CLOSE_DONE, UNSENT } from './to-send.js';
import type { MailingRow } from './to-send.js';
import type { Recorded } from '../rendering.js';

/** A mail as it would go out. */
export interface Preview {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const READER = {
  name: 'mailing.reader',
  text: `select p.id as person, p.forename, p.email, o.name as school from cpd.person p
    join cpd.organisation o on o.id = p.school_id where p.id = $1`,
};
/** A preview stops nothing. */
const NO_TOKEN = '00000000-0000-0000-0000-000000000000';

/** The mail of the day that a person would get now, as the system of the school. */
export async function previewMail(tx: Tx, post: MailPost, person: string): Promise<Preview | null> {
  await tx.query(CLOSE_DONE, [[person]]);
  const [reader] = await tx.query<Pick<MailingRow, 'person' | 'forename' | 'email' | 'school'>>(READER, [
    person,
  ]);
  const unsent = await tx.query<Recorded>(UNSENT, [[person], tx.at]);
  if (!reader?.email || unsent.length === 0) return null;
  const row: MailingRow = {
    ...reader,
    ...{ id: NO_TOKEN, kind: 'digest', aboutId: null, day: '', stopToken: NO_TOKEN },
    ...{
      surname: '',
      invitation: null,
      hasLeft: false,
      wantsDigest: true,
      wantsSummary: false,
      leads: false,
      older: 0,
    },
  };
  const { subject, letter } = await post.draft(tx, row, unsent, false);
  return { to: reader.email, subject, ...renderLetter(letter, subject) };
}
