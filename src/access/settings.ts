import { Inject, Injectable } from '@nestjs/common';
import type { SignInProvider } from '../platform/config/sign-in-providers.js';
import { RUNTIME } from '../platform/platform.module.js';
import type { Runtime } from '../platform/runtime.js';

/** What sign-in and sessions are told by the configuration. */
@Injectable()
export class AccessSettings {
  /** Minutes without a request after which a session is over. */
  readonly idleMinutes: number;
  /** Minutes after signing in at which a session is over whatever happens. */
  readonly sessionMinutes: number;
  /** Cookies for https only, bound to this very host. */
  readonly secure: boolean;
  /** Whether "sign in as" is there at all: never where the server has a public address. */
  readonly demo: boolean;
  readonly baseUrl: string;
  readonly providers: readonly SignInProvider[];

  constructor(@Inject(RUNTIME) { config }: Runtime) {
    this.idleMinutes = config.sessionIdleHours * 60;
    this.sessionMinutes = config.sessionHours * 60;
    this.secure = config.publicBaseUrl.startsWith('https://');
    this.demo = !config.isPublic;
    this.baseUrl = config.publicBaseUrl;
    this.providers = config.signInProviders;
  }
}
