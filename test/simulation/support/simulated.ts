import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { Client } from 'pg';
import { AppModule, entities, operationsOf } from '../../../src/app.module.js';
import type { Operation } from '../../../src/api/index.js';
import { readConfig } from '../../../src/platform/config/config.js';
import { openRuntime } from '../../../src/platform/runtime.js';
import { createTestDatabase } from '../../support/test-database.js';

/** A school with everybody whom a year needs, and few more. */
export const SMALL_SCHOOL = Buffer.from(
  [
    'Id,Title,Forename,Surname,Email,JobTitle,StaffGroup,FTE,StartDate,LeaveDate,LineManagerId,Roles',
    '1,Mrs,Hana,Reid,hana.reid@brook.example,Headteacher,Leadership,1,01/09/2020,,,head',
    '2,Mr,Dele,Okoro,dele.okoro@brook.example,Deputy Headteacher,Leadership,1,01/09/2020,,1,cpd-leader',
    '3,Ms,Bola,Sands,bola.sands@brook.example,Business Manager,Business,1,01/09/2020,,1,finance;cover',
    '4,Ms,Rhian,Vaughan,rhian.vaughan@brook.example,Phase Leader,Teacher,1,01/09/2020,,2,',
    '5,Mr,Tom,Quill,tom.quill@brook.example,Class Teacher,Teacher,0.6,01/09/2020,,4,',
    '6,Mx,Cole,Marsh,cole.marsh@brook.example,Class Teacher (ECT),Teacher,1,01/09/2026,,4,',
    "7,Ms,Amara,O'Neill,amara.oneill@brook.example,Teaching Assistant,Teaching assistant,0.7,01/09/2020,,4,",
    '8,Mrs,Cora,Dunn,cora.dunn@brook.example,Cook,Catering,0.7,01/09/2020,,3,',
  ].join('\r\n'),
);

export interface Simulation {
  readonly app: INestApplicationContext;
  readonly operations: readonly Operation[];
  /** Sees and changes everything: for looking behind the scenes, and for breaking things. */
  readonly look: Client;
  close(): Promise<void>;
}

/** The application on a database of its own, in which a year can be simulated. */
export async function openSimulation(): Promise<Simulation> {
  const database = await createTestDatabase();
  const config = readConfig({ DATABASE_URL: database.appUrl, DATABASE_OWNER_URL: database.ownerUrl });
  const runtime = await openRuntime(config, 'test', { entities });
  const app = await NestFactory.createApplicationContext(AppModule.forRuntime(runtime), {
    logger: ['error'],
    abortOnError: false,
  });
  const look = new Client({ connectionString: database.superUrl });
  await look.connect();
  return {
    app,
    operations: operationsOf(app),
    look,
    close: async () => {
      await app.close();
      await look.end();
      await runtime.close();
      await database.drop();
    },
  };
}
