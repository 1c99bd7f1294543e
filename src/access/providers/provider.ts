import * as oidc from 'openid-client';
import type { SignInProvider } from '../../platform/config/sign-in-providers.js';
import { SignInRefused } from '../refusal.js';

/** Seconds that a provider has for each answer. */
const PATIENCE = 10;
/** How long ago somebody may have typed their password, seconds, when they are asked to prove again who they are. */
const RECENT = 300;

/** What is kept between going there and coming back. */
export interface Underway {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

/** An account that its provider vouches for. */
export interface Account {
  readonly issuer: string;
  readonly subject: string;
  /** Null where the provider has not verified it. */
  readonly email: string | null;
}

/** One provider: OpenID Connect, authorization code with PKCE, state and nonce. */
export class Provider {
  private discovered: Promise<oidc.Configuration> | undefined;

  constructor(readonly settings: SignInProvider) {}

  /** Where to send the browser. `again`: the provider shall ask for the password even of somebody it knows. */
  async leave(redirectUri: string, again: boolean): Promise<{ url: string; underway: Underway }> {
    const configuration = await this.configuration();
    const underway = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
    };
    const url = oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: this.settings.scope,
      state: underway.state,
      nonce: underway.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(underway.verifier),
      code_challenge_method: 'S256',
      ...(again ? { prompt: 'login', max_age: '0' } : {}),
    });
    return { url: url.href, underway };
  }

  /**
   * Whose account it is that came back to `url`.
   * @throws SignInRefused 'provider-down', 'provider-said-no', 'answer-not-good', 'not-proved-again'
   */
  async comeBack(url: URL, { state, nonce, verifier }: Underway, again: boolean): Promise<Account> {
    const configuration = await this.configuration();
    const answer = await oidc
      .authorizationCodeGrant(configuration, url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      })
      .catch((error: unknown) => {
        throw refusalOf(error);
      });
    const claims = answer.claims();
    if (!claims) throw new SignInRefused('answer-not-good', 'no id token');
    if (again && !(typeof claims.auth_time === 'number' && Date.now() / 1000 - claims.auth_time < RECENT)) {
      throw new SignInRefused('not-proved-again', this.settings.name);
    }
    const { email, email_verified: verified } = claims;
    // Some say "true" in quotes.
    const isVerified = this.settings.trustsEmail || verified === true || verified === 'true';
    return {
      issuer: claims.iss,
      subject: claims.sub,
      email: typeof email === 'string' && isVerified ? email : null,
    };
  }

  /** What the provider says of itself; asked for once, and again after a failure. */
  private configuration(): Promise<oidc.Configuration> {
    this.discovered ??= this.discover().catch((error: unknown) => {
      this.discovered = undefined;
      throw new SignInRefused('provider-down', `${this.settings.name}: ${nameOf(error)}`);
    });
    return this.discovered;
  }

  private discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.settings;
    const local = issuer.startsWith('http://');
    return oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
      timeout: PATIENCE,
      ...(local ? { execute: [oidc.allowInsecureRequests] } : {}),
    });
  }
}

const AWAY = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
]);

function refusalOf(error: unknown): SignInRefused {
  if (error instanceof oidc.AuthorizationResponseError)
    return new SignInRefused('provider-said-no', error.error);
  const { code, message, cause } = error as {
    code?: unknown;
    message?: string;
    cause?: { message?: string };
  };
  const isAway = [message, cause?.message].includes('fetch failed') || AWAY.has(String(code));
  return new SignInRefused(isAway ? 'provider-down' : 'answer-not-good', nameOf(error));
}

/** Names of errors only: their messages may hold what came back. */
function nameOf(error: unknown): string {
  const { name, code, error: told } = error as { name?: string; code?: string; error?: string };
  return [name, code, told].filter(Boolean).join(' ');
}
