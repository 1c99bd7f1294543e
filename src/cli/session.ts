import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule, entities } from '../app.module.js';
import { Engine } from '../engine/index.js';
import { readConfig } from '../platform/config/config.js';
import type { Config } from '../platform/config/config.js';
import type { Proof } from '../platform/database/principal.js';
import { openRuntime } from '../platform/runtime.js';
import type { Runtime } from '../platform/runtime.js';
import { schoolsServed } from '../start/installation.js';
import type { Served } from '../start/installation.js';
import { CliError, EXIT } from './errors.js';
import type { Output } from './output.js';

/** The application, opened for one command. */
export interface Session {
  readonly runtime: Runtime;
  readonly app: INestApplicationContext;
  readonly engine: Engine;
  /** The system of a school, as which the command line acts. */
  asSystemOf(school: Pick<Served, 'id'>): Proof;
}

/** Opens the application for a command and closes it whatever happens. Charts and handlers are for `doctor` to check. */
export async function withSession<T>(
  output: Output,
  work: (session: Session) => Promise<T>,
  config: Config = readConfig(process.env),
): Promise<T> {
  const runtime = await openRuntime(config, 'cli', {
    entities,
    say: (sentence) => output.say(sentence),
  });
  try {
    const app = await NestFactory.createApplicationContext(AppModule.forRuntime(runtime, { check: false }), {
      logger: ['error'],
      abortOnError: false,
    });
    try {
      const engine = app.get(Engine, { strict: false });
      return await work({ runtime, app, engine, asSystemOf: ({ id }) => runtime.unit.job(id) });
    } finally {
      await app.close();
    }
  } finally {
    await runtime.close();
  }
}

/**
 * The school that is meant: the one with that URN, or the only one there is.
 * @throws CliError 'which-school' or 'no-such-school'
 */
export async function chosenSchool({ runtime }: Session, urn: string | undefined): Promise<Served> {
  const schools = (await schoolsServed(runtime.unit)).filter(({ kind }) => kind === 'school');
  const known = schools.map((school) => `${school.urn ?? 'without URN'} (${school.name})`).join(', ');
  if (urn !== undefined) {
    const found = schools.find((school) => school.urn === urn);
    if (found) return found;
    const what = known ? `There is: ${known}.` : 'There is none at all yet: import a staff file first.';
    throw new CliError('no-such-school', `There is no school with the URN ${urn}. ${what}`);
  }
  const [only, another] = schools;
  if (!only) {
    throw new CliError('no-such-school', 'There is no school yet: import a staff file first.');
  }
  if (another)
    throw new CliError('which-school', `Say which school with --school URN: ${known}.`, EXIT.usage);
  return only;
}
