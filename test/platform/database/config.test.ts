import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig } from '../../../src/platform/config/config.js';

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env, '/project');
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe('the configuration', () => {
  it('needs nothing to be set', () => {
    expect(readConfig({}, '/project')).toEqual({
      databaseUrl: null,
      databaseOwnerUrl: null,
      databasePoolSize: 10,
      redisUrl: null,
      port: 3000,
      publicBaseUrl: 'http://localhost:3000',
      isPublic: false,
      dataDir: '/project/.data',
      smtpUrl: null,
      mailFrom: null,
      mailPerSecond: 10,
      metricsToken: null,
      logFormat: 'text',
      logLevel: 'log',
      sessionIdleHours: 8,
      sessionHours: 24,
      signInProviders: [],
    });
  });

  it('takes what the environment says', () => {
    const config = readConfig(
      {
        DATABASE_URL: 'postgres://a:b@db/cpd',
        PORT: '8080',
        PUBLIC_BASE_URL: 'https://cpd.example/',
        DATA_DIR: '../d',
      },
      '/project',
    );
    expect(config).toMatchObject({
      databaseUrl: 'postgres://a:b@db/cpd',
      port: 8080,
      publicBaseUrl: 'https://cpd.example',
      isPublic: true,
      dataDir: '/d',
    });
  });

  it('treats an empty value as absent', () => {
    expect(readConfig({ DATABASE_URL: '', REDIS_URL: '  ', PORT: '' }, '/project').port).toBe(3000);
  });

  it('names every wrong value in a sentence of its own', () => {
    expect(problemsOf({ PORT: '70000', LOG_LEVEL: 'loud', REDIS_URL: 'localhost' })).toEqual([
      'REDIS_URL must be an address such as redis://host:6379.',
      'PORT must be a whole number from 0 to 65535.',
      'LOG_LEVEL must be one of fatal, error, warn, log, debug, verbose.',
    ]);
  });

  it('takes no public address over which passwords of sessions could be read', () => {
    expect(problemsOf({ PUBLIC_BASE_URL: 'http://cpd.example.sch.uk' })).toEqual([
      'PUBLIC_BASE_URL must begin with https:// unless it names localhost.',
    ]);
    expect(problemsOf({ PUBLIC_BASE_URL: 'http://localhost:8080' })).toEqual([]);
    expect(problemsOf({ PUBLIC_BASE_URL: 'not an address' })).toHaveLength(1);
  });

  it('says of each provider of sign-in what is missing', () => {
    expect(
      problemsOf({ SIGN_IN_PROVIDERS: 'google, dfe', SIGN_IN_GOOGLE_ISSUER: 'http://accounts.example' }),
    ).toEqual([
      'SIGN_IN_GOOGLE_ISSUER must be an address that begins with https:// (or names localhost).',
      'SIGN_IN_GOOGLE_CLIENT_ID is missing: SIGN_IN_PROVIDERS names google.',
      'SIGN_IN_GOOGLE_CLIENT_SECRET is missing: SIGN_IN_PROVIDERS names google.',
      'SIGN_IN_DFE_ISSUER is missing: SIGN_IN_PROVIDERS names dfe.',
      'SIGN_IN_DFE_CLIENT_ID is missing: SIGN_IN_PROVIDERS names dfe.',
      'SIGN_IN_DFE_CLIENT_SECRET is missing: SIGN_IN_PROVIDERS names dfe.',
    ]);
    expect(problemsOf({ SIGN_IN_PROVIDERS: 'google,google' })[0]).toMatch(/twice/);
    expect(problemsOf({ SIGN_IN_PROVIDERS: 'G!' })[0]).toMatch(/small letters/);
  });

  it('trusts the addresses of no directory that is everybody’s', () => {
    const of = (issuer: string) =>
      problemsOf({
        SIGN_IN_PROVIDERS: 'microsoft',
        SIGN_IN_MICROSOFT_ISSUER: issuer,
        SIGN_IN_MICROSOFT_CLIENT_ID: 'a',
        SIGN_IN_MICROSOFT_CLIENT_SECRET: 'b',
        SIGN_IN_MICROSOFT_TRUST_EMAIL: 'yes',
      });
    expect(of('https://login.microsoftonline.com/common/v2.0')[0]).toMatch(/name your own/);
    expect(of('https://login.microsoftonline.com/7c1b2a54-0000-4000-8000-9f1d2c3b4a5d/v2.0')).toEqual([]);
  });

  it('never repeats a value, which may hold a password', () => {
    expect(problemsOf({ DATABASE_URL: 'mysql://root:hunter2@db/cpd' }).join()).not.toContain('hunter2');
  });

  it('refuses an owner without a database', () => {
    expect(problemsOf({ DATABASE_OWNER_URL: 'postgres://o:p@db/cpd' })).toEqual([
      'DATABASE_OWNER_URL is given without DATABASE_URL: give both, or neither for the embedded database.',
    ]);
  });
});
