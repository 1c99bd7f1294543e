import { Inject, Injectable } from '@nestjs/common';
import { SignInRefused } from './refusal.js';
import { newSecret } from './secret.js';
import { SessionsService } from './sessions.service.js';
import type { Opened } from './sessions.service.js';
import type { RequestFacts, Session } from './session.js';
import { SignInStore } from './sign-in-store.js';
import type { Candidate } from './sign-in-store.js';

/** Minutes to choose a school. */
const CHOICE_MINUTES = 10;

/** Somebody proved to hold an account or an address. */
export interface Proven {
  /** 'link', 'provider:<name>'. */
  readonly how: string;
  /** Verified; null where the account is matched already. */
  readonly email: string | null;
  readonly account?: { readonly issuer: string; readonly subject: string };
  readonly returnTo: string;
  /** Id of the session whose person was to prove again who they are. */
  readonly again: string | null;
}

/** Who is at the door, and in which browser. */
export interface AtTheDoor {
  readonly facts: RequestFacts;
  readonly visit: string;
  readonly session: Session | undefined;
}

/** A session, or the choice between several schools. `person` is null where nothing was opened yet. */
export type Arrival =
  | { readonly kind: 'session'; readonly opened: Opened; readonly returnTo: string }
  | { readonly kind: 'choice'; readonly key: string; readonly people: readonly Candidate[] };

/** Lets people in who have proved who they are: only whom a school has added, who is in post, in a school that is open. */
@Injectable()
export class Arrivals {
  constructor(
    @Inject(SignInStore) private readonly store: SignInStore,
    @Inject(SessionsService) private readonly sessions: SessionsService,
  ) {}

  /** @throws SignInRefused */
  async arrive(proven: Proven, door: AtTheDoor): Promise<Arrival> {
    const people = this.admitted(await this.store.find({ ...proven.account, email: proven.email }));
    if (proven.again !== null) return this.arriveAgain(proven, people, door);
    const { account } = proven;
    if (account)
      for (const { person } of people) await this.store.match(account.issuer, account.subject, person);
    const [only, another] = people;
    if (only && !another) return this.enter(only.person, proven.how, proven.returnTo, door);
    const key = newSecret();
    await this.store.begin({
      kind: 'choice',
      secret: key,
      visit: door.visit,
      provider: proven.how,
      choices: people.map(({ person }) => person),
      returnTo: proven.returnTo,
      minutes: CHOICE_MINUTES,
    });
    return { kind: 'choice', key, people };
  }

  /** Goes in as one of several. @throws SignInRefused */
  async choose(key: string, person: string, door: AtTheDoor): Promise<Arrival> {
    const attempt = await this.store.take('choice', key, door.visit);
    if (attempt.outcome !== 'ok') throw new SignInRefused(`attempt-${attempt.outcome}`, 'choice');
    if (!attempt.choices?.includes(person)) throw new SignInRefused('not-known', 'not among the choices');
    return this.enter(person, attempt.provider ?? 'link', attempt.returnTo, door);
  }

  private admitted(found: readonly Candidate[]): readonly Candidate[] {
    if (found.length === 0) throw new SignInRefused('not-known');
    const inPost = found.filter((one) => one.inPost);
    if (inPost.length === 0) throw new SignInRefused('left-or-closed');
    const admitted = inPost.filter((one) => !one.clash);
    if (admitted.length === 0) throw new SignInRefused('another-account');
    return admitted;
  }

  /** The session that asked goes on under a new secret; nobody else's, and none that has ended meanwhile. */
  private async arriveAgain(
    { again, returnTo }: Proven,
    people: readonly Candidate[],
    { session }: AtTheDoor,
  ): Promise<Arrival> {
    if (!session || session.id !== again || !people.some(({ person }) => person === session.person)) {
      throw new SignInRefused('another-person');
    }
    const opened = await this.sessions.renew(session);
    if (!opened) throw new SignInRefused('another-person', 'the session is over');
    return { kind: 'session', opened, returnTo };
  }

  /** Opens a session for somebody whose proof has been checked; the one before in that browser ends. @throws SignInRefused */
  async enter(person: string, how: string, returnTo: string, door: AtTheDoor): Promise<Arrival> {
    const opened = await this.sessions.open(person, how, door.facts);
    if (!opened) throw new SignInRefused('left-or-closed');
    if (door.session?.proof.kind === 'session') await this.sessions.close(door.session.proof.secret);
    return { kind: 'session', opened, returnTo };
  }
}
