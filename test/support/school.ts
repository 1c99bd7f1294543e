import 'reflect-metadata';
import { createHash, randomBytes } from 'node:crypto';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { Client } from 'pg';
import type { Caller, Operation } from '../../src/api/index.js';
import { AppModule, entities, operationsOf } from '../../src/app.module.js';
import { Engine, EngineClock, ManualTime } from '../../src/engine/index.js';
import { atLocal } from '../../src/platform/calendar/index.js';
import { readConfig } from '../../src/platform/config/config.js';
import type { Proof } from '../../src/platform/database/principal.js';
import type { Tx, UnitOfWork } from '../../src/platform/database/unit-of-work.js';
import { idFrom } from '../../src/platform/ids.js';
import { openRuntime } from '../../src/platform/runtime.js';
import { createTestDatabase } from './test-database.js';
import type { TestDatabase } from './test-database.js';

/** The people of the small school that tests live in. Line managers as in `manager`. */
export const PEOPLE = {
  head: { forename: 'Hana', surname: 'Reid', group: 'leadership', posts: ['head'], manager: null },
  deputy: { forename: 'Dele', surname: 'Okoro', group: 'leadership', posts: ['deputy'], manager: 'head' },
  leader: { forename: 'Lena', surname: 'Frost', group: 'leadership', posts: ['cpdLeader'], manager: 'head' },
  reviewer: { forename: 'Rhys', surname: 'Vaughan', group: 'teacher', posts: [], manager: 'leader' },
  teacher: { forename: 'Tara', surname: 'Quill', group: 'teacher', posts: [], manager: 'reviewer' },
  colleague: { forename: 'Cole', surname: 'Marsh', group: 'teacher', posts: [], manager: 'deputy' },
  ta: { forename: 'Amara', surname: "O'Neill", group: 'teachingAssistant', posts: [], manager: 'reviewer' },
  ta2: { forename: 'Bea', surname: 'Lund', group: 'teachingAssistant', posts: [], manager: 'reviewer' },
  cook: { forename: 'Cora', surname: 'Dunn', group: 'catering', posts: [], manager: 'business' },
  business: {
    forename: 'Bola',
    surname: 'Sands',
    group: 'business',
    posts: ['finance', 'cover'],
    manager: 'head',
  },
  admin: {
    forename: 'Ada',
    surname: 'Pike',
    group: 'administration',
    posts: ['administrator'],
    manager: 'business',
  },
  governor: { forename: 'Gwen', surname: 'Hale', group: null, posts: ['governor'], manager: null },
  governor2: { forename: 'Goran', surname: 'Iles', group: null, posts: ['governor'], manager: null },
} as const;
export type PersonName = keyof typeof PEOPLE;

export interface TestSchool {
  readonly id: string;
  readonly app: INestApplicationContext;
  readonly engine: Engine;
  readonly unit: UnitOfWork;
  readonly time: ManualTime;
  readonly clock: EngineClock;
  readonly database: TestDatabase;
  /** Sees everything: for looking behind the scenes. */
  readonly look: Client;
  readonly system: Proof;
  readonly operations: readonly Operation[];
  person(name: PersonName): string;
  proof(name: PersonName): Proof;
  token(name: PersonName): string;
  /** Runs an operation as a person, through its schemas, without HTTP. */
  call<R = Record<string, unknown>>(name: PersonName, operation: string, input?: CallInput): Promise<R>;
  /** Reads in a transaction as a person, as raw SQL of the application role. */
  as<R>(name: PersonName, work: (tx: Tx) => Promise<R>): Promise<R>;
  /** Goes to a local date ('2026-10-05') or local time ('2026-10-05T09:00') of the school, by way of everything due before. */
  advance(local: string): Promise<void>;
  drain(): Promise<void>;
  close(): Promise<void>;
}

export interface CallInput extends Omit<Caller, 'proof'> {
  readonly params?: Record<string, unknown>;
  readonly query?: Record<string, unknown>;
  readonly body?: unknown;
}

/** When every school of the tests begins: Tuesday 1 September 2026, 08:00 local time. */
export const FIRST_DAY = '2026-09-01T08:00';

/**
 * Boots the application on a database of its own with one small school and a frozen clock.
 * `check: true` also asks that every command of every chart has its handler; `env` is told to the configuration.
 */
export async function openSchool(
  options: { check?: boolean; at?: string; env?: Record<string, string> } = {},
): Promise<TestSchool> {
  const database = await createTestDatabase();
  const config = readConfig({
    ...options.env,
    DATABASE_URL: database.appUrl,
    DATABASE_OWNER_URL: database.ownerUrl,
  });
  const runtime = await openRuntime(config, 'test', { entities });
  const app = await NestFactory.createApplicationContext(
    AppModule.forRuntime(runtime, { check: options.check ?? false }),
    { logger: ['error'], abortOnError: false },
  );
  const engine = app.get(Engine);
  const clock = app.get(EngineClock);
  const time = new ManualTime(engine, clock);
  await clock.freeze(instantOf(options.at ?? FIRST_DAY));
  const look = new Client({ connectionString: database.superUrl });
  await look.connect();
  const school = await plant(look, 'Brook Lane Primary', '123456');
  const operations = operationsOf(app);
  const proof = (name: PersonName): Proof => ({ kind: 'token', token: school.tokens[name] });
  return {
    id: school.id,
    app,
    engine,
    unit: runtime.unit,
    time,
    clock,
    database,
    look,
    system: runtime.unit.job(school.id),
    operations,
    person: (name) => school.people[name],
    proof,
    token: (name) => school.tokens[name],
    call: (name, id, input = {}) => callOperation(operations, id, proof(name), input),
    as: (name, work) => runtime.unit.run(proof(name), work),
    advance: (local) => time.advanceTo(instantOf(local)),
    drain: () => time.drain(),
    close: async () => {
      await app.close();
      await look.end();
      await runtime.close();
      await database.drop();
    },
  };
}

/** An instant from a local date or time of a school in England. */
export function instantOf(local: string): string {
  const [date = '', time = '08:00'] = local.split('T');
  return atLocal(date, time);
}

/** Runs an operation with any proof, through its schemas, without HTTP. */
export async function callOperation<R>(
  operations: readonly Operation[],
  id: string,
  proof: Proof,
  { params, query, body, ...caller }: CallInput,
): Promise<R> {
  const op = operations.find((o) => o.id === id);
  if (!op)
    throw new Error(`There is no operation ${id}. There are: ${operations.map((o) => o.id).join(', ')}`);
  const result = await op.run(
    { proof, ...caller },
    {
      params: op.params?.parse(params ?? {}),
      query: op.query?.parse(query ?? {}),
      body: op.body?.parse(body ?? {}),
    },
  );
  return (op.produces ? result : op.response.parse(result)) as R;
}

/** A second school beside the first, for tests that nothing crosses over. */
export async function plant(look: Client, name: string, urn: string) {
  const id = idFrom('test', name);
  const names = Object.keys(PEOPLE) as PersonName[];
  const people = Object.fromEntries(names.map((n) => [n, idFrom('test', name, n)])) as Record<
    PersonName,
    string
  >;
  const tokens = Object.fromEntries(names.map((n) => [n, randomBytes(24).toString('base64url')])) as Record<
    PersonName,
    string
  >;
  await look.query(
    `insert into cpd.organisation (id, kind, name, urn, phase) values ($1, 'school', $2, $3, 'Primary')`,
    [id, name, urn],
  );
  await look.query('begin; set constraints all deferred');
  for (const [index, n] of names.entries()) {
    const p = PEOPLE[n];
    await look.query(
      `insert into cpd.person (id, school_id, external_id, forename, surname, email, staff_group, job_title, fte, starts_on,
          line_manager_id, online)
        values ($1, $2, $3, $4, $5, $6, $7, '', 1, '2020-09-01', $8, $9)`,
      [
        people[n],
        id,
        String(1000 + index),
        p.forename,
        p.surname,
        n === 'cook' ? null : `${n}@school.example`,
        p.group,
        p.manager && names.indexOf(p.manager) < index ? people[p.manager] : null,
        n !== 'cook',
      ],
    );
    for (const post of p.posts) {
      await look.query(
        `insert into cpd.post (school_id, person_id, post, from_date) values ($1, $2, $3, '2020-09-01')`,
        [id, people[n], post],
      );
    }
    await look.query(
      `insert into auth.token (hash, school_id, person_id, label, expires_at) values ($1, $2, $3, 'test', '2100-01-01')`,
      [createHash('sha256').update(tokens[n]).digest(), id, people[n]],
    );
  }
  for (const n of names) {
    const { manager } = PEOPLE[n];
    if (manager)
      await look.query('update cpd.person set line_manager_id = $1 where id = $2', [
        people[manager],
        people[n],
      ]);
  }
  await look.query('commit');
  return { id, people, tokens };
}
