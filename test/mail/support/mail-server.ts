import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import type { ParsedMail } from 'mailparser';
import { SMTPServer } from 'smtp-server';

/** A real SMTP server of a test's own. What it does with a recipient stands in the first part of the address. */
export interface MailServer {
  /** For SMTP_URL. */
  readonly url: string;
  readonly port: number;
  /** Mails that it has accepted, in order. */
  readonly received: ParsedMail[];
  stop(): Promise<void>;
}

/** Answers by the beginning of the recipient's address, as real servers word them. */
const ANSWERS: readonly (readonly [start: string, code: number, words: string])[] = [
  ['nobody', 550, '5.1.1 no such user here'],
  ['full', 452, '4.2.2 mailbox full'],
  ['stuffed', 552, '5.2.2 quota exceeded'],
  ['busy', 450, '4.3.2 come back in a while'],
];

/**
 * @param options.password asks for user 'cpd' with this password
 * @param options.takes milliseconds from the end of a mail to its acceptance
 * @param options.onAccepted runs after a mail was taken over and before the server says so
 */
export async function startMailServer(
  options: {
    port?: number;
    password?: string;
    takes?: number;
    onAccepted?: (mail: ParsedMail) => void;
  } = {},
): Promise<MailServer> {
  const received: ParsedMail[] = [];
  const server = new SMTPServer({
    authOptional: options.password === undefined,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    closeTimeout: 100,
    onAuth: ({ username, password }, _session, done) =>
      username === 'cpd' && password === options.password
        ? done(null, { user: 'cpd' })
        : done(Object.assign(new Error('no'), { responseCode: 535 })),
    onRcptTo: ({ address }, _session, done) => {
      const [, code, words] = ANSWERS.find(([start]) => address.startsWith(start)) ?? [];
      done(code ? Object.assign(new Error(words), { responseCode: code }) : null);
    },
    onData: (stream, _session, done) => {
      simpleParser(stream).then((mail) => {
        setTimeout(() => {
          received.push(mail);
          options.onAccepted?.(mail);
          done();
        }, options.takes ?? 0);
      }, done);
    },
  });
  // A client that is killed in mid-sentence is part of the test.
  server.on('error', () => undefined);
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  const user = options.password === undefined ? '' : `cpd:${options.password}@`;
  return {
    url: `smtp://${user}127.0.0.1:${port}`,
    port,
    received,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
