import { randomUUID } from 'node:crypto';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { isAddress, MAILER, renderLetter } from '../platform/mail/index.js';
import type { Mailer } from '../platform/mail/index.js';
import { Arrivals } from './arrivals.js';
import type { Arrival, AtTheDoor } from './arrivals.js';
import { Limits } from './limits.js';
import { SignInRefused } from './refusal.js';
import { newSecret } from './secret.js';
import { AccessSettings } from './settings.js';
import { SignInStore } from './sign-in-store.js';

/** Minutes for which a link works. */
const LINK_MINUTES = 15;

export interface LinkWanted {
  readonly email: string;
  readonly returnTo: string;
  /** The visit of the browser that asks. */
  readonly visit: string;
  readonly again: string | null;
}

/** Signing in by a link that is mailed: used once, for a short while, in the browser that asked for it. */
@Injectable()
export class MailLinks {
  private readonly log = new Logger('Sign-in');

  constructor(
    @Inject(MAILER) private readonly mailer: Mailer,
    @Inject(AccessSettings) private readonly settings: AccessSettings,
    @Inject(SignInStore) private readonly store: SignInStore,
    @Inject(Arrivals) private readonly arrivals: Arrivals,
    @Inject(Limits) private readonly limits: Limits,
  ) {}

  /** Without a mail server no link would ever arrive. */
  get isOffered(): boolean {
    return this.mailer.kind === 'smtp';
  }

  /**
   * Mails a link where the address is known, and does as much work where it is not: neither the answer nor the time it takes
   * says which. Too many for one mailbox: nothing is mailed, and the answer is still the same.
   */
  async ask({ email, returnTo, visit, again }: LinkWanted): Promise<void> {
    const address = email.trim().toLowerCase();
    const secret = newSecret();
    const isTooMany = await this.limits.isOver('mailbox', address);
    await this.store.begin({
      kind: 'link',
      secret,
      visit,
      email: address,
      returnTo,
      again,
      minutes: LINK_MINUTES,
    });
    const people = (await this.store.find({ email: address })).filter(({ inPost }) => inPost);
    const [person] = people;
    if (!person || isTooMany || !isAddress(address)) {
      return this.log.warn(`No link mailed: ${isTooMany ? 'too many for this mailbox' : 'nobody in post'}.`);
    }
    // Not waited for: how long a mail server takes would say that there was something to send.
    void this.mail(person, address, secret);
  }

  /** A link for somebody that the operator of the server names; it is bound to no browser, and noted in the log. */
  async forOperator(person: string): Promise<{ url: string; minutes: number }> {
    const secret = newSecret();
    await this.store.begin({
      kind: 'link',
      secret,
      visit: null,
      choices: [person],
      returnTo: '/',
      minutes: LINK_MINUTES,
    });
    this.log.warn('A link to sign in was made at the console.');
    return { url: this.urlOf(secret), minutes: LINK_MINUTES };
  }

  /** Looks whether a link would open, without using it up: programs that read mails open every link in them. */
  async look(secret: string, visit: string): Promise<void> {
    const attempt = await this.store.look('link', secret, visit);
    if (attempt.outcome !== 'ok') throw new SignInRefused(`attempt-${attempt.outcome}`, 'link');
  }

  /** @throws SignInRefused */
  async open(secret: string, door: AtTheDoor): Promise<Arrival> {
    const attempt = await this.store.take('link', secret, door.visit);
    if (attempt.outcome !== 'ok') throw new SignInRefused(`attempt-${attempt.outcome}`, 'link');
    const { email, returnTo, again, choices } = attempt;
    const [named] = choices ?? [];
    if (named !== undefined) return this.arrivals.enter(named, 'link', returnTo, door);
    return this.arrivals.arrive({ how: 'link', email, returnTo, again }, door);
  }

  private urlOf(secret: string): string {
    return `${this.settings.baseUrl}/sign-in/link/${secret}`;
  }

  private async mail(
    {
      person,
      school,
      name,
      schoolName,
    }: { person: string; school: string; name: string; schoolName: string },
    to: string,
    secret: string,
  ): Promise<void> {
    const subject = 'Your link to sign in to Perennial';
    const letter = {
      greeting: `Hello ${name},`,
      opening: [
        'Here is the link with which you asked to be signed in.',
        `It works once, for ${LINK_MINUTES} minutes, in the browser in which you asked for it.`,
      ],
      action: { label: 'Sign in to Perennial', url: this.urlOf(secret) },
      closing: [
        'If you did not ask for it, you need not do anything: nobody can use it without your browser.',
      ],
      from: schoolName,
    };
    const sent = await this.mailer
      .send({ id: randomUUID(), school, person, to, subject, ...renderLetter(letter, subject) })
      .catch((error: unknown) => ({ outcome: 'failed', detail: String(error) }));
    if (sent.outcome !== 'accepted' && sent.outcome !== 'kept')
      this.log.error(`A link could not be mailed: ${sent.detail}`);
  }
}
