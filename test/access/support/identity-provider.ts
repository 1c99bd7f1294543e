import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Provider from 'oidc-provider';

/** Somebody's account at the provider. */
export interface Account {
  readonly sub: string;
  readonly email: string;
  readonly email_verified?: boolean;
}

/** A certified OpenID provider on a port of this machine, whose visitor is always signed in as `account`. */
export class IdentityProvider {
  account: Account = { sub: 'nobody', email: 'nobody@school.example', email_verified: true };
  /** Answers to the browser are as if it had declined. */
  declines = false;
  private server: Server | undefined;
  private provider: Provider | undefined;
  issuer = '';

  /** Comes back at the same address. */
  async listenAgain(port: number): Promise<void> {
    this.server?.listen(port, '127.0.0.1');
    await new Promise<void>((resolve) => this.server?.once('listening', () => resolve()));
  }

  /** Begins to listen, so that its address is known. */
  async listen(): Promise<this> {
    this.server = createServer((request, response) => {
      const provider = this.provider as Provider;
      const [, interaction] = /^\/interaction\/([\w-]+)/.exec(request.url ?? '') ?? [];
      if (!interaction) return void provider.callback()(request, response);
      void provider.interactionDetails(request, response).then(async ({ prompt, params, session }) => {
        if (this.declines) {
          return provider.interactionFinished(request, response, { error: 'access_denied' });
        }
        if (prompt.name === 'login') {
          return provider.interactionFinished(request, response, { login: { accountId: this.account.sub } });
        }
        const grant = new provider.Grant({
          accountId: session?.accountId,
          clientId: String(params['client_id']),
        });
        grant.addOIDCScope('openid email profile');
        return provider.interactionFinished(request, response, { consent: { grantId: await grant.save() } });
      });
    });
    this.server.listen(0, '127.0.0.1');
    await new Promise<void>((resolve) => this.server?.once('listening', () => resolve()));
    this.issuer = `http://localhost:${(this.server.address() as AddressInfo).port}`;
    return this;
  }

  /** Knows its client from now on. */
  serve(redirectUri: string): void {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    this.provider = new Provider(this.issuer, {
      clients: [
        {
          client_id: 'perennial',
          client_secret: 'a secret that only tests know',
          redirect_uris: [redirectUri],
          token_endpoint_auth_method: 'client_secret_post',
        },
      ],
      jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'test' }] },
      cookies: { keys: ['a key of the tests'] },
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: [] },
      conformIdTokenClaims: false,
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
      pkce: { required: () => true },
      ttl: { AccessToken: 60, AuthorizationCode: 60, Grant: 60, IdToken: 60, Interaction: 60, Session: 60 },
      findAccount: (_, sub) => ({ accountId: sub, claims: () => ({ ...this.account, sub }) }),
    });
  }

  /** Goes through the provider's pages as a browser would. The address to which it sends the browser back. */
  async visit(url: string, home: string): Promise<string> {
    const cookies = new Map<string, string>();
    for (let at = url, hops = 0; hops < 10; hops++) {
      if (at.startsWith(home)) return at;
      const answer = await fetch(at, {
        redirect: 'manual',
        headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; ') },
      });
      for (const line of answer.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
        cookies.set(name, value);
      }
      const location = answer.headers.get('location');
      if (!location) throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`);
      at = new URL(location, at).href;
    }
    throw new Error('The provider went in circles.');
  }

  async close(): Promise<void> {
    this.server?.closeAllConnections();
    await new Promise((resolve) => this.server?.close(resolve));
  }
}
