import { resolve } from 'node:path';
import { z } from 'zod';
import { readProviders } from './sign-in-providers.js';
import type { SignInProvider } from './sign-in-providers.js';

/** Everything the process is told by its environment. Read once at boot; nothing else looks at `process.env`. */
export interface Config {
  /** PostgreSQL 15+ that the application uses. Absent: the embedded server starts by itself. */
  readonly databaseUrl: string | null;
  /** Login that owns the tables and runs migrations. Absent: `databaseUrl` has to be able to do both. */
  readonly databaseOwnerUrl: string | null;
  /** Most connections that one process opens for the application. */
  readonly databasePoolSize: number;
  /** Redis 6.2+ for the queues. Absent: the queues live in PostgreSQL. */
  readonly redisUrl: string | null;
  /** TCP port of the web server; 0 lets the system choose. */
  readonly port: number;
  /** Address that people and mails use to reach the server, without a slash at the end. */
  readonly publicBaseUrl: string;
  /** True when that address was given: then the server is no demo, and nobody can sign in as somebody else. */
  readonly isPublic: boolean;
  /** Absolute path of the folder for everything that the server keeps outside a given database. */
  readonly dataDir: string;
  /** Mail server. Absent: mails stay in the local outbox. */
  readonly smtpUrl: string | null;
  /** Who mails come from: an address, or 'Name <address>'. Given with `smtpUrl`. */
  readonly mailFrom: string | null;
  /** Most mails that one process sends in a second. */
  readonly mailPerSecond: number;
  /** Whoever shows it may read /metrics; absent: only this machine. */
  readonly metricsToken: string | null;
  /** 'json': one document a line, for collectors of logs. */
  readonly logFormat: 'text' | 'json';
  readonly logLevel: LogLevel;
  /** Hours without a request after which somebody is signed out. */
  readonly sessionIdleHours: number;
  /** Hours after which somebody has to sign in again whatever they did. */
  readonly sessionHours: number;
  /** Where people can sign in with an account that they have already. */
  readonly signInProviders: readonly SignInProvider[];
}

/** `http` only where nobody can listen in between: cookies of sessions travel with every request. */
const isPrivate = (text: string): boolean =>
  text.startsWith('https://') || ['localhost', '127.0.0.1', '[::1]'].includes(new URL(text).hostname);

export const LOG_LEVELS = ['fatal', 'error', 'warn', 'log', 'debug', 'verbose'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The environment does not make sense. `problems` has one sentence for each wrong value. */
export class ConfigError extends Error {
  readonly code = 'config';

  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'ConfigError';
  }
}

const url = (schemes: string, example: string) =>
  z.string().refine((text) => URL.canParse(text) && new RegExp(`^(${schemes})://`).test(text), {
    error: `must be an address such as ${example}`,
  });

const wholeNumber = (from: number, to: number) =>
  z
    .string()
    .refine((text) => /^\d+$/.test(text) && Number(text) >= from && Number(text) <= to, {
      error: `must be a whole number from ${from} to ${to}`,
    })
    .transform(Number);

const postgres = url('postgres|postgresql', 'postgres://name:password@host:5432/cpd');

const environment = z.object({
  DATABASE_URL: postgres.optional(),
  DATABASE_OWNER_URL: postgres.optional(),
  DATABASE_POOL_SIZE: wholeNumber(2, 500).optional(),
  REDIS_URL: url('redis|rediss', 'redis://host:6379').optional(),
  PORT: wholeNumber(0, 65535).optional(),
  PUBLIC_BASE_URL: url('https?', 'https://cpd.example.sch.uk')
    .refine((text) => !URL.canParse(text) || isPrivate(text), {
      error: 'must begin with https:// unless it names localhost',
    })
    .optional(),
  DATA_DIR: z.string().optional(),
  SMTP_URL: url('smtp|smtps', 'smtps://name:password@mail.example.sch.uk').optional(),
  MAIL_FROM: z
    .string()
    .refine((text) => /^[^\r\n<>@]*<?[^\s<>@]+@[^\s<>@]+>?$/.test(text.trim()), {
      error: 'must be an e-mail address, alone or as "Name <address>"',
    })
    .optional(),
  MAIL_PER_SECOND: wholeNumber(1, 1000).optional(),
  SESSION_IDLE_HOURS: wholeNumber(1, 24).optional(),
  SESSION_HOURS: wholeNumber(1, 24 * 7).optional(),
  METRICS_TOKEN: z.string().min(16, { error: 'must have at least 16 characters' }).optional(),
  LOG_FORMAT: z.enum(['text', 'json'], { error: 'must be text or json' }).optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).optional(),
});

/**
 * Reads the configuration. An empty value counts as absent, because container files can hardly leave one out.
 *
 * @param env usually `process.env`
 * @param projectDir what a relative DATA_DIR (and the default, `.data`) is relative to
 * @throws ConfigError naming every wrong value, never its content: addresses hold passwords
 */
export function readConfig(
  env: Readonly<Record<string, string | undefined>>,
  projectDir = process.cwd(),
): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const result = environment.safeParse(given);
  const problems = result.success
    ? []
    : result.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}.`);
  if (given['DATABASE_OWNER_URL'] && !given['DATABASE_URL']) {
    problems.push(
      'DATABASE_OWNER_URL is given without DATABASE_URL: give both, or neither for the embedded database.',
    );
  }
  if (given['SMTP_URL'] && !given['MAIL_FROM']) {
    problems.push('SMTP_URL is given without MAIL_FROM: say who mails come from.');
  }
  const signIn = readProviders(given);
  problems.push(...signIn.problems);
  if (!result.success || problems.length > 0) throw new ConfigError(problems);

  const values = result.data;
  const port = values.PORT ?? 3000;
  return Object.freeze({
    databaseUrl: values.DATABASE_URL ?? null,
    databaseOwnerUrl: values.DATABASE_OWNER_URL ?? null,
    databasePoolSize: values.DATABASE_POOL_SIZE ?? 10,
    redisUrl: values.REDIS_URL ?? null,
    port,
    isPublic: values.PUBLIC_BASE_URL !== undefined,
    publicBaseUrl: (values.PUBLIC_BASE_URL ?? `http://localhost:${port}`).replace(/\/+$/, ''),
    dataDir: resolve(projectDir, values.DATA_DIR ?? '.data'),
    smtpUrl: values.SMTP_URL ?? null,
    mailFrom: values.MAIL_FROM?.trim() ?? null,
    mailPerSecond: values.MAIL_PER_SECOND ?? 10,
    metricsToken: values.METRICS_TOKEN ?? null,
    logFormat: values.LOG_FORMAT ?? 'text',
    logLevel: values.LOG_LEVEL ?? 'log',
    sessionIdleHours: values.SESSION_IDLE_HOURS ?? 8,
    sessionHours: values.SESSION_HOURS ?? 24,
    signInProviders: signIn.providers,
  });
}
