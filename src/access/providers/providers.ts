import { Inject, Injectable } from '@nestjs/common';
import { Arrivals } from '../arrivals.js';
import type { Arrival, AtTheDoor } from '../arrivals.js';
import { SignInRefused } from '../refusal.js';
import { AccessSettings } from '../settings.js';
import { SignInStore } from '../sign-in-store.js';
import { Provider } from './provider.js';

/** Minutes that somebody may take at their provider. */
const UNDER_WAY_MINUTES = 15;

/** Signing in with an account that people have already. */
@Injectable()
export class Providers {
  private readonly providers: ReadonlyMap<string, Provider>;

  constructor(
    @Inject(AccessSettings) private readonly settings: AccessSettings,
    @Inject(SignInStore) private readonly store: SignInStore,
    @Inject(Arrivals) private readonly arrivals: Arrivals,
  ) {
    this.providers = new Map(settings.providers.map((one) => [one.name, new Provider(one)]));
  }

  /** What can be chosen. */
  list(): { readonly name: string; readonly title: string }[] {
    return [...this.providers.values()].map(({ settings: { name, title } }) => ({ name, title }));
  }

  /** Address to send the browser to. @throws SignInRefused */
  async leave(name: string, returnTo: string, visit: string, again: string | null): Promise<string> {
    const { url, underway } = await this.named(name).leave(this.redirectUri(name), again !== null);
    await this.store.begin({
      kind: 'provider',
      secret: underway.state,
      visit,
      provider: name,
      nonce: underway.nonce,
      verifier: underway.verifier,
      returnTo,
      again,
      minutes: UNDER_WAY_MINUTES,
    });
    return url;
  }

  /** @param path path and query that the browser came back to. @throws SignInRefused */
  async comeBack(name: string, path: string, door: AtTheDoor): Promise<Arrival> {
    const provider = this.named(name);
    const url = new URL(path, this.settings.baseUrl);
    const state = url.searchParams.get('state') ?? '';
    const attempt = await this.store.take('provider', state, door.visit);
    if (attempt.outcome !== 'ok') throw new SignInRefused('answer-not-good', `state ${attempt.outcome}`);
    const { nonce, verifier, again, returnTo } = attempt;
    // An answer of one provider at the door of another: who sent it cannot be known.
    if (attempt.provider !== name || nonce === null || verifier === null) {
      throw new SignInRefused('answer-not-good', 'another provider');
    }
    const account = await provider.comeBack(url, { state, nonce, verifier }, again !== null);
    const { issuer, subject, email } = account;
    const known = email === null ? await this.store.find({ issuer, subject, email }) : [];
    if (email === null && known.length === 0) throw new SignInRefused('address-not-verified', name);
    return this.arrivals.arrive(
      { how: `provider:${name}`, email, account: { issuer, subject }, returnTo, again },
      door,
    );
  }

  private redirectUri(name: string): string {
    return `${this.settings.baseUrl}/sign-in/back/${name}`;
  }

  private named(name: string): Provider {
    const found = this.providers.get(name);
    if (!found) throw new SignInRefused('provider-unknown');
    return found;
  }
}
