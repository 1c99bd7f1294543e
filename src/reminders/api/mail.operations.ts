import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Refused, id, idParam, instant, operation } from '../../api/index.js';
import type { ApiSurface, Caller, Operation } from '../../api/index.js';
import { mustHold } from '../../people/index.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { keptMails } from '../../platform/mail/index.js';
import { RUNTIME } from '../../platform/platform.module.js';
import type { Runtime } from '../../platform/runtime.js';
import { readChoice, writeChoice } from '../mailing/choices.js';
import { MailPost } from '../mailing/mail-post.js';
import { MailTroubles } from '../mailing/mail-troubles.service.js';
import { planTest } from '../mailing/plan-test.js';
import { templates } from '../mailing/templates.js';

const LOOKED_AFTER_BY = ['administrator'];
const SHOWN_TO = ['cpdLeader', 'head', 'deputy', 'administrator'];
const LOCAL = /^http:\/\/(localhost|127\.0\.0\.1)(:\d+)?$/;

const page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(50),
  offset: z.coerce.number().int().min(0).max(10_000).default(0),
});
const trouble = z.object({
  id,
  person: id,
  name: z.string(),
  to: z.string().nullable(),
  kind: z.string(),
  dueAt: instant,
  state: z.enum(['refused', 'gaveUp', 'bounced', 'waiting']),
  nextAt: instant.nullable(),
  attempts: z.int(),
  trouble: z.string(),
  detail: z.string(),
});
const kept = z.object({
  id: z.string(),
  messageId: z.string(),
  to: z.string(),
  subject: z.string(),
  text: z.string(),
  html: z.string(),
  unsubscribeUrl: z.string().nullable(),
  invitation: z
    .object({ method: z.enum(['REQUEST', 'CANCEL', 'PUBLISH']), ics: z.string(), name: z.string() })
    .nullable(),
  attachments: z.array(z.object({ name: z.string(), type: z.string() })),
  keptAt: instant,
});
const choice = z.object({ digest: z.boolean(), summary: z.boolean() });
const template = z.object({ key: z.string(), subject: z.string(), text: z.string(), html: z.string() });
const count = z.object({ tried: z.int() });

/** Mail for those who look after it, and what people choose for themselves. */
@Injectable()
export class MailOperations implements ApiSurface {
  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(MailTroubles) private readonly troubles: MailTroubles,
    @Inject(MailPost) private readonly post: MailPost,
    @Inject(RUNTIME) private readonly runtime: Pick<Runtime, 'config'>,
  ) {}

  operations(): readonly Operation[] {
    return [...this.arriving(), ...this.looking(), ...this.choosing()];
  }

  private arriving(): Operation[] {
    return [
      operation({
        id: 'mail.troubles',
        method: 'get',
        path: '/mail/troubles',
        summary: 'Mails that did not arrive',
        description:
          'Refused addresses, full mailboxes, mails that came back or are being tried again. Never what they say.',
        query: page,
        response: z.object({ troubles: z.array(trouble) }),
        run: async ({ proof }, { query }) => ({
          troubles: await this.asOffice(proof, (tx) => this.troubles.list(tx, query)),
        }),
      }),
      operation({
        id: 'mail.retry',
        method: 'post',
        path: '/mail/troubles/retry',
        summary: 'Try mails again',
        description: 'All, or those named. Addresses that were refused count as good again.',
        body: z.strictObject({ ids: z.array(id).max(1000).nullable().default(null) }),
        response: count,
        run: async ({ proof }, { body }) => ({
          tried: await this.asOffice(proof, (tx) => this.troubles.retry(tx, body.ids)),
        }),
      }),
      operation({
        id: 'mail.bounced',
        method: 'post',
        path: '/mail/{id}/bounced',
        summary: 'A mail came back',
        description:
          'For a mail that was accepted and returned later: its id is the first part of its Message-ID. A mail service can call this with a token of an administrator.',
        params: idParam,
        body: z.strictObject({ reason: z.enum(['address', 'mailboxFull']) }),
        response: z.object({ noted: z.boolean() }),
        run: async ({ proof }, { params, body }) => {
          const full = body.reason === 'mailboxFull';
          const noted = await this.asOffice(proof, (tx) => this.troubles.bounced(tx, params.id, full));
          if (!noted)
            throw new Refused(404, 'not-found', 'No mail of that id was accepted by a mail server.');
          return { noted };
        },
      }),
      operation({
        id: 'mail.test',
        method: 'post',
        path: '/mail/test',
        summary: 'Send me a test mail',
        description: 'Goes out with everything else that is due, and so shows whether mail arrives.',
        response: z.object({ id }),
        run: async ({ proof }) => {
          const person = await this.unit.run(proof, (tx) => Promise.resolve(tx.principal.person));
          if (!person) throw new Refused(422, 'nobody', 'A test mail goes to the person who asks for it.');
          return { id: await this.asOffice(proof, (tx) => planTest(tx, person)) };
        },
      }),
    ];
  }

  private looking(): Operation[] {
    return [
      operation({
        id: 'mail.templates',
        method: 'get',
        path: '/mail/templates',
        summary: 'Every mail, as an example',
        response: z.object({ templates: z.array(template) }),
        run: ({ proof }) =>
          this.unit.run(proof, async (tx) => {
            mustHold(tx, SHOWN_TO, 'Looking at the wording of mails');
            const [school] = await tx.query<{ name: string }>(
              'select name from cpd.organisation where id = auth.school()',
            );
            const { publicBaseUrl } = this.runtime.config;
            return { templates: templates(school?.name ?? '', publicBaseUrl, this.post.labels) };
          }),
      }),
      operation({
        id: 'mail.outbox',
        method: 'get',
        path: '/mail/outbox',
        summary: 'The local outbox',
        description:
          'Where no mail server is named, mails stay here. On one’s own machine everybody’s are shown; elsewhere one’s own.',
        query: page,
        response: z.object({ mails: z.array(kept) }),
        run: async ({ proof }, { query }) => ({ mails: await this.outbox(proof, query) }),
      }),
    ];
  }

  private choosing(): Operation[] {
    return [
      operation({
        id: 'mail.choice',
        method: 'get',
        path: '/mail/choice',
        summary: 'Which mails I get',
        response: choice,
        run: ({ proof }) => this.unit.run(proof, readChoice),
      }),
      operation({
        id: 'mail.choose',
        method: 'put',
        path: '/mail/choice',
        summary: 'Choose which mails I get',
        description:
          'Without mails of the day everything still waits on your page. What cannot wait is sent all the same.',
        body: z.strictObject({ digest: z.boolean(), summary: z.boolean() }),
        response: choice,
        run: ({ proof }, { body }) => this.unit.run(proof, (tx) => writeChoice(tx, body)),
      }),
    ];
  }

  private outbox(proof: Caller['proof'], query: z.output<typeof page>) {
    const isOwnMachine = LOCAL.test(this.runtime.config.publicBaseUrl);
    return this.unit.run(proof, async (tx) => {
      const mails = await (isOwnMachine
        ? tx.asSystem((system) => keptMails(system, query))
        : keptMails(tx, query));
      return mails.map((mail) => ({ ...mail, attachments: [...mail.attachments] }));
    });
  }

  /** After asking whether the person looks after mail; then as the system, since mails are nobody's to write. */
  private asOffice<T>(proof: Caller['proof'], work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.unit.run(proof, (tx) => {
      mustHold(tx, LOOKED_AFTER_BY, 'Looking after mail');
      return tx.asSystem(work);
    });
  }
}
