import { randomUUID } from 'node:crypto';
import { renderLetter } from '../../platform/mail/index.js';
import type { Mailer, SendResult } from '../../platform/mail/index.js';
import { linksAt } from '../links.js';
import { testLetter } from './letters.js';

export interface TestReader {
  readonly id: string;
  readonly forename: string;
  readonly email: string;
  readonly school: string;
}

/** Sends a test mail at once, past the ledger and whether or not the school is live. */
export function sendTestMail(
  mailer: Mailer,
  school: string,
  reader: TestReader,
  publicBaseUrl: string,
): Promise<SendResult> {
  const { subject, letter } = testLetter({ ...reader, stopToken: '' }, linksAt(publicBaseUrl));
  const { id: person, email: to } = reader;
  return mailer.send({ id: randomUUID(), school, person, to, subject, ...renderLetter(letter, subject) });
}
