import { Global, Inject, Module } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { RUNTIME } from '../platform.module.js';
import type { Runtime } from '../runtime.js';
import { KeptMailer } from './kept-mailer.js';
import { MAILER } from './mailer.js';
import type { Mailer } from './mailer.js';
import { SmtpMailer } from './smtp-mailer.js';

/** A mail server where SMTP_URL names one, otherwise the local outbox. */
export function openMailer({ config, unit }: Pick<Runtime, 'config' | 'unit'>): Mailer {
  const { smtpUrl, mailFrom, mailPerSecond, publicBaseUrl } = config;
  if (smtpUrl === null || mailFrom === null) return new KeptMailer(unit, publicBaseUrl);
  return new SmtpMailer({ smtpUrl, from: mailFrom, perSecond: mailPerSecond, publicBaseUrl });
}

/** Provides the `Mailer` to every feature. */
@Global()
@Module({
  providers: [{ provide: MAILER, inject: [RUNTIME], useFactory: openMailer }],
  exports: [MAILER],
})
export class MailModule implements OnApplicationShutdown {
  constructor(@Inject(MAILER) private readonly mailer: Mailer) {}

  onApplicationShutdown(): Promise<void> {
    return this.mailer.close();
  }
}
