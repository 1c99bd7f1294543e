import { Inject, Injectable } from '@nestjs/common';
import { Engine } from '../../engine/index.js';
import { DatabaseAway } from '../../platform/database/errors.js';
import type { Proof } from '../../platform/database/principal.js';
import { UnitOfWork } from '../../platform/database/unit-of-work.js';
import type { Tx } from '../../platform/database/unit-of-work.js';
import { MAILER, renderLetter } from '../../platform/mail/index.js';
import type { Mailer, MailInvitation, MailMessage, SendResult } from '../../platform/mail/index.js';
import { RUNTIME } from '../../platform/platform.module.js';
import type { Runtime } from '../../platform/runtime.js';
import { SCHOOL_ZONE } from '../../platform/calendar/index.js';
import type { Config } from '../../platform/config/config.js';
import { invitationOf } from '../calendar/ics.js';
import type { Versioned } from '../calendar/ics.js';
import { linksAt } from '../links.js';
import type { Links } from '../links.js';
import { dutyLabels } from '../recording/duty-labels.js';
import { eachOnce, reminderOf } from '../rendering.js';
import type { Labels, Recorded } from '../rendering.js';
import { readMailSettings } from '../settings/mail-settings.js';
import { WorkingDays } from '../settings/people-days.js';
import { lateCounts } from '../summary/late-counts.js';
import type { LateCount } from '../summary/late-counts.js';
import type { ClaimedMailing } from './claims.js';
import { decide } from './decide.js';
import type { Decision } from './decide.js';
import { digestLetter, invitationLetter, testLetter, urgentLetter } from './letters.js';
import type { Reader, Titled } from './letters.js';
import { settleMailings } from './settle-mailings.js';
import type { Settled } from './settle-mailings.js';
import { readMailings } from './to-send.js';
import type { MailingRow } from './to-send.js';
import { whatNext } from './what-next.js';

/** A mail that is ready to go. */
interface Ready {
  readonly message: MailMessage;
  readonly carried: readonly string[];
}

/** What came of one mail, for metrics and logs: no names and no addresses. */
export interface Attempted {
  readonly id: string;
  readonly school: string;
  readonly kind: MailingRow['kind'];
  readonly outcome: string;
  readonly trouble: string | null;
  /** Seconds since it was due, once it was written down. */
  late: number;
}

/**
 * Results are written down in groups of this size, one while the next is sent: at most twice as many mails may come twice
 * when a process is killed.
 */
const GROUP = 15;
/** Well within the time of a claim. */
const PATIENCE = { attempts: 40, ms: 500 };
/** Milliseconds. */
const PUT_OFF = 30_000;

/** Sends the claimed mails of one school: reads everything anew, decides, sends, and writes down what came of it. */
@Injectable()
export class MailPost {
  private readonly links: Links;
  /** Who organises what nobody in particular does. */
  private readonly sender: string;
  private known?: Labels;

  constructor(
    @Inject(UnitOfWork) private readonly unit: UnitOfWork,
    @Inject(MAILER) private readonly mailer: Mailer,
    @Inject(WorkingDays) private readonly workingDays: WorkingDays,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(RUNTIME) runtime: Pick<Runtime, 'config'>,
  ) {
    this.links = linksAt(runtime.config.publicBaseUrl);
    this.sender = addressIn(runtime.config);
  }

  /** What duties are called. */
  get labels(): Labels {
    this.known ??= dutyLabels(this.engine.charts.all);
    return this.known;
  }

  /** @param goesOn false once the process is to end: what has not been sent is handed back at once */
  async send(
    school: string,
    claimed: readonly ClaimedMailing[],
    goesOn: () => boolean = () => true,
  ): Promise<Attempted[]> {
    const proof = this.unit.job(school);
    const ids = claimed.map(({ id }) => id);
    const prepared = await this.unit.run(proof, (tx) => this.prepare(tx, ids));
    const attempted: Attempted[] = [];
    // While one group is written down the next is sent already.
    let settling: Promise<unknown> = Promise.resolve();
    for (let from = 0; from < claimed.length; from += GROUP) {
      const group = claimed.slice(from, from + GROUP);
      const isAway = attempted.some(({ trouble }) => trouble === 'away' || trouble === 'notLetIn');
      const done = await Promise.all(
        group.map((one) => {
          if (!goesOn()) return handBack(one);
          return isAway ? putOff(one) : this.attempt(one, prepared.get(one.id));
        }),
      );
      await settling;
      const noted = patiently(() => this.settle(proof, done));
      // Told when it is waited for, not before.
      noted.catch(() => undefined);
      const attempts = done.map(({ attempt }) => attempt);
      settling = noted.then((at) => {
        attempts.forEach((attempt, index) => {
          attempt.late = (at - (group[index]?.due_at.getTime() ?? at)) / 1000;
        });
      });
      settling.catch(() => undefined);
      attempted.push(...attempts);
    }
    await settling;
    return attempted;
  }

  /** Writes down what came of a group. Returns when, in milliseconds since 1970 of the engine's clock. */
  private settle(proof: Proof, done: readonly Done[]): Promise<number> {
    return this.unit.run(proof, async (tx) => {
      await settleMailings(
        tx,
        done.map(({ settled }) => settled(tx.at)),
      );
      return Date.parse(tx.at);
    });
  }

  /** What a mail would say now, without sending it. */
  async draft(tx: Tx, row: MailingRow, unsent: readonly Recorded[], withSummary: boolean): Promise<Titled> {
    const late = withSummary ? await lateCounts(tx) : null;
    return this.titled(row, unsent, late);
  }

  private async prepare(tx: Tx, ids: readonly string[]): Promise<Map<string, Prepared>> {
    const [days, settings] = [await this.workingDays.read(tx), await readMailSettings(tx)];
    const today = days.today(tx.at);
    const { rows, unsent } = await readMailings(tx, ids, today);
    const moment = { at: tx.at, today, days, settings };
    const decided = rows.map((row) => ({ row, decision: decide(row, unsent.get(row.person) ?? [], moment) }));
    const late = decided.some(({ decision }) => decision.what === 'send' && decision.withSummary)
      ? await lateCounts(tx)
      : [];
    return new Map(
      decided.map(({ row, decision }) => [
        row.id,
        { row, decision, ready: this.ready(tx, row, decision, late) },
      ]),
    );
  }

  private ready(tx: Tx, row: MailingRow, decision: Decision, late: readonly LateCount[]): Ready | null {
    if (decision.what !== 'send') return null;
    const { subject, letter, unsubscribeUrl } = this.titled(
      row,
      decision.items,
      decision.withSummary ? late : null,
    );
    return {
      message: {
        ...{ id: row.id, school: tx.principal.school, person: row.person, to: row.email ?? '', subject },
        ...renderLetter(letter, subject),
        ...(unsubscribeUrl ? { unsubscribeUrl } : {}),
        ...(row.invitation ? { invitation: this.invited(row, row.invitation) } : {}),
      },
      carried: decision.items.map(({ id }) => id),
    };
  }

  private titled(row: MailingRow, items: readonly Recorded[], late: readonly LateCount[] | null): Titled {
    const reader: Reader = row;
    const reminders = eachOnce(items).map((item) => reminderOf(item, this.labels));
    const [first] = reminders;
    if (row.invitation) return invitationLetter(reader, row.invitation, this.links);
    if (row.kind === 'test') return testLetter(reader, this.links);
    if (row.kind === 'urgent' && first) return urgentLetter(reader, first, this.links);
    return digestLetter(reader, { reminders, late, older: row.older }, this.links);
  }

  private invited(row: MailingRow, version: Versioned): MailInvitation {
    const attendee = { name: `${row.forename} ${row.surname}`.trim(), email: row.email ?? '' };
    const school = { name: row.school, email: this.sender };
    return {
      method: version.cancelled ? 'CANCEL' : 'REQUEST',
      ics: invitationOf(version, attendee, school, SCHOOL_ZONE),
      name: 'invitation.ics',
    };
  }

  private async attempt(claim: ClaimedMailing, prepared: Prepared | undefined): Promise<Done> {
    const base = { id: claim.id, nextAt: null, trouble: null, detail: null, to: null, carried: [] };
    const tell = (outcome: string, trouble: string | null = null): Attempted => ({
      ...{
        id: claim.id,
        school: prepared?.ready?.message.school ?? claim.school,
        kind: prepared?.row.kind ?? 'digest',
      },
      ...{ outcome, trouble, late: 0 },
    });
    if (!prepared) return { settled: () => ({ ...base, outcome: 'nothing' }), attempt: tell('gone') };
    const { decision, ready } = prepared;
    if (decision.what === 'close') {
      const settled = { ...base, outcome: decision.outcome, detail: decision.why };
      return { settled: () => settled, attempt: tell(decision.outcome) };
    }
    if (decision.what === 'wait' || !ready) {
      const nextAt = decision.what === 'wait' ? decision.until : null;
      return { settled: () => ({ ...base, outcome: null, nextAt }), attempt: tell('waits') };
    }
    const result = await this.mailer.send(ready.message);
    const settled = (at: string): Settled => settledBy(result, claim, ready, at);
    return { settled, attempt: tell(result.outcome, 'trouble' in result ? result.trouble : null) };
  }
}

interface Prepared {
  readonly row: MailingRow;
  readonly decision: Decision;
  readonly ready: Ready | null;
}

/** The address that mails come from, without the name beside it. */
function addressIn({ mailFrom, publicBaseUrl }: Config): string {
  const address = /<([^>]+)>/.exec(mailFrom ?? '')?.[1] ?? mailFrom;
  return address ?? `no-reply@${new URL(publicBaseUrl).hostname}`;
}

/** A database that is away for a moment must not make mails go twice that a mail server has taken. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof DatabaseAway) || attempt === PATIENCE.attempts) throw error;
      await new Promise((resolve) => setTimeout(resolve, PATIENCE.ms));
    }
  }
}

/** Another process may have it now. */
function handBack({ id, school }: ClaimedMailing): Done {
  return {
    settled: (at) => ({
      ...{ id, outcome: null, nextAt: at, trouble: null, detail: null, to: null, carried: [] },
    }),
    attempt: { id, school, kind: 'digest', outcome: 'handedBack', trouble: null, late: 0 },
  };
}

/** Where the mail server has just not answered, it is not asked for each of the others. */
function putOff({ id, school }: ClaimedMailing): Done {
  return {
    settled: (at) => ({
      ...{ id, outcome: null, nextAt: new Date(Date.parse(at) + PUT_OFF).toISOString() },
      ...{ trouble: 'away', detail: 'The mail server does not answer.', to: null, carried: [] },
    }),
    attempt: { id, school, kind: 'digest', outcome: 'deferred', trouble: null, late: 0 },
  };
}

interface Done {
  readonly settled: (at: string) => Settled;
  readonly attempt: Attempted;
}

function settledBy(
  result: SendResult,
  claim: ClaimedMailing,
  { message, carried }: Ready,
  at: string,
): Settled {
  const waited = (Date.parse(at) - claim.due_at.getTime()) / 1000;
  const next = whatNext(result, claim.attempts, waited);
  const again = 'againInSeconds' in next ? next.againInSeconds : null;
  return {
    id: claim.id,
    outcome: 'outcome' in next ? next.outcome : null,
    nextAt: again === null ? null : new Date(Date.parse(at) + again * 1000).toISOString(),
    trouble: 'trouble' in result ? result.trouble : null,
    detail: 'trouble' in result ? result.detail : null,
    to: message.to,
    carried,
  };
}
