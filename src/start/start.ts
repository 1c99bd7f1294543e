import type { NestExpressApplication } from '@nestjs/platform-express';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { entities } from '../app.module.js';
import { Delivery } from '../delivery/index.js';
import type { Role } from '../delivery/index.js';
import type { Config } from '../platform/config/config.js';
import { openRuntime } from '../platform/runtime.js';
import type { Runtime } from '../platform/runtime.js';
import { ReportBuilder } from '../reports/index.js';
import { markAsDemo, reissueDemoTokens } from './demo-school.js';
import type { DemoToken } from './demo-school.js';
import { schoolsServed, takePulse } from './installation.js';
import type { Life } from './life.js';
import { createApp, seedDemoOf } from './open-app.js';
import { StartRefused } from './sentence.js';
import { mountWeb } from './web.js';

export interface StartOptions {
  readonly config: Config;
  readonly role: Role;
  /** Start without the demo school. */
  readonly empty: boolean;
  /** Hears what is going on, in sentences. */
  readonly say: (sentence: string) => void;
  readonly life: Life;
}

/** Longest time for requests under way when the server ends, milliseconds. */
const LAST_REQUESTS = 3_000;

/**
 * Starts a process of the product: database, application, and by its role the web server, delivery or both. What was
 * opened is closed by `life`, the database last.
 */
export async function start({ config, role, empty, say, life }: StartOptions): Promise<void> {
  const runtime = await openRuntime(config, role, { entities, say });
  life.opened(() => runtime.close());
  say(`Database: ${runtime.database.where}.`);
  if (runtime.migrated.length > 0) say(`Prepared it: ${runtime.migrated.length} migrations ran.`);
  const app = await createApp(runtime, role);
  life.opened(() => closeGently(app));
  let demo: readonly DemoToken[] = [];
  let address = config.publicBaseUrl;
  let ready = false;
  if (role !== 'worker') {
    mountWeb(app, {
      runtime,
      demo: () => (config.isPublic ? [] : demo),
      address: () => address,
      ready: () => ready,
    });
  }
  await app.init();
  const delivery = app.get(Delivery, { strict: false });
  if (role === 'worker') {
    await delivery.start();
    app.get(ReportBuilder, { strict: false }).nudge();
    return say('The worker delivers. Stop it with Ctrl-C.');
  }
  // A port that is taken must be known before anything is changed for the sake of this start.
  const port = await listen(app.getHttpServer() as Server, config.port);
  if (config.port === 0) address = `http://localhost:${port}`;
  if (!empty) await seedWhereEmpty(runtime, app, say);
  demo = await reissueDemoTokens(app);
  if (demo.length === 0) await refuseHalfMade(runtime);
  await delivery.start();
  // Files that a process before this one left unmade.
  app.get(ReportBuilder, { strict: false }).nudge();
  ready = true;
  // Whoever reads the log of a public server must not be somebody else by it.
  for (const { title, name, token } of config.isPublic ? [] : demo) say(`Demo ${title} (${name}): ${token}`);
  say(`Perennial runs at ${address}`);
}

/** Without the framework's own `listen`, which writes a busy port into the log as if it were a fault. */
async function listen(server: Server, wanted: number): Promise<number> {
  server.listen(wanted);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function seedWhereEmpty(
  runtime: Runtime,
  app: NestExpressApplication,
  say: (sentence: string) => void,
): Promise<void> {
  if ((await schoolsServed(runtime.unit)).length > 0) return;
  const seed = seedDemoOf(app);
  if (!seed) return say('The database is empty, and this version has no demo school to fill it with.');
  say('The database is empty: making the demo school, which takes a moment.');
  let told = 0;
  const onProgress = (done: number): void => {
    const tenths = Math.floor(done * 10);
    if (tenths > told) say(`  ${tenths * 10} %`);
    told = Math.max(told, tenths);
  };
  await markAsDemo(app, await seed({ app, onProgress }));
}

/** A clock that stands still without a demo school is what an interrupted making leaves behind. */
async function refuseHalfMade(runtime: Runtime): Promise<void> {
  const { frozen } = await takePulse(runtime.unit);
  if (!frozen) return;
  throw new StartRefused(
    'The demo school was not finished: making it was interrupted. It holds nothing of yours. Remove the database ' +
      `(${runtime.database.where}; with the embedded one, the folder .data) and start again.`,
  );
}

/** Requests under way may end; whoever only keeps a connection open is not waited for. */
async function closeGently(app: NestExpressApplication): Promise<void> {
  const server = app.getHttpServer() as Server;
  server.closeIdleConnections();
  const impatience = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS);
  await app.close();
  clearTimeout(impatience);
}
