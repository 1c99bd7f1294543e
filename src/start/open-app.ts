import { Module } from '@nestjs/common';
import type { DynamicModule, INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { AppModule } from '../app.module.js';
import { DeliveryModule } from '../delivery/index.js';
import type { Role } from '../delivery/index.js';
import { MailLine, RemindersModule } from '../reminders/index.js';
import type { Runtime } from '../platform/runtime.js';
import { SEED_DEMO } from './demo-school.js';
import type { SeedDemo } from './demo-school.js';
import { QuietLogger } from './quiet-logger.js';

const DEMO = Symbol('demo');
interface Demo {
  readonly seed: SeedDemo | null;
}

@Module({})
class ProcessModule {
  static of(runtime: Runtime, role: Role): DynamicModule {
    return {
      module: ProcessModule,
      imports: [
        AppModule.forRuntime(runtime),
        DeliveryModule.register({ role }, { module: RemindersModule, line: MailLine }),
      ],
      providers: [
        {
          provide: DEMO,
          inject: [{ token: SEED_DEMO, optional: true }],
          useFactory: (seed: SeedDemo | undefined): Demo => ({ seed: seed ?? null }),
        },
      ],
    };
  }
}

/** The application with delivery; nothing is checked, served or delivered before `init`. */
export function createApp(runtime: Runtime, role: Role): Promise<NestExpressApplication> {
  return NestFactory.create<NestExpressApplication>(ProcessModule.of(runtime, role), {
    logger: new QuietLogger(runtime.config.logLevel, runtime.config.logFormat === 'json'),
    abortOnError: false,
    bodyParser: false,
  });
}

/** How the application makes its demo school; null where it has none. */
export function seedDemoOf(app: INestApplicationContext): SeedDemo | null {
  return app.get<Demo>(DEMO, { strict: false }).seed;
}
