import { Inject, Injectable } from '@nestjs/common';
import { SignInRefused } from './refusal.js';
import { hashOf } from './secret.js';
import { SignInStore } from './sign-in-store.js';

interface Limit {
  readonly tries: number;
  readonly seconds: number;
}

/**
 * How often something may be tried. A school sits behind one address: what counts an address leaves room for a whole staff on
 * the first of September; what counts one mailbox or one device does not.
 */
export const LIMITS = {
  /** Links mailed to one address. */
  mailbox: { tries: 5, seconds: 900 },
  /** Pages of signing in that change something, from one address. */
  address: { tries: 1000, seconds: 900 },
  /** Tokens that were not good, from one address. */
  token: { tries: 50, seconds: 900 },
  /** Codes on paper that one supervisor's session tries. */
  paper: { tries: 20, seconds: 900 },
} as const satisfies Readonly<Record<string, Limit>>;

/** Counts tries in PostgreSQL, so that several processes count together. */
@Injectable()
export class Limits {
  constructor(@Inject(SignInStore) private readonly store: SignInStore) {}

  /** @throws SignInRefused 'too-many' */
  async spend(limit: keyof typeof LIMITS, whose: string): Promise<void> {
    if (await this.isOver(limit, whose)) throw new SignInRefused('too-many', limit);
  }

  /** Counts a try; true when there were too many. Addresses are counted by their hash: no list of them is kept. */
  async isOver(limit: keyof typeof LIMITS, whose: string): Promise<boolean> {
    const { tries, seconds } = LIMITS[limit];
    const what = `${limit}:${hashOf(whose).toString('base64url')}`;
    return (await this.store.count(what, seconds)) > tries;
  }
}
