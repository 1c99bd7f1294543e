import { Logger, Module } from '@nestjs/common';
import type { DynamicModule, Type } from '@nestjs/common';
import { Engine } from '../engine/index.js';
import { APP_ROLE } from '../platform/database/bootstrap.js';
import { RUNTIME } from '../platform/platform.module.js';
import { DEFAULT_SCHEMA, DOORBELL, QueueModule, installQueueSchema } from '../platform/queue/index.js';
import type { Doorbell, DoorbellOptions } from '../platform/queue/index.js';
import type { Runtime } from '../platform/runtime.js';
import { Delivery } from './delivery.js';
import type { DeliveryOptions } from './delivery.js';
import type { Line } from './line.js';
import { seldom } from './seldom.js';

/** Opens the queue that the configuration names and provides `Delivery`. Nothing is delivered before `start`. */
@Module({})
export class DeliveryModule {
  /** @param mail the module that has the line of mails, and what it calls it */
  static register(
    options: Omit<DeliveryOptions, 'mail'>,
    mail: { readonly module: Type; readonly line: Type<Line> },
  ): DynamicModule {
    const log = new Logger('Delivery');
    const onTrouble = seldom((error) => log.warn(error instanceof Error ? error.message : String(error)));
    return {
      module: DeliveryModule,
      imports: [mail.module, QueueModule.register({ inject: [RUNTIME], useFactory: whereTheQueueLives })],
      providers: [
        {
          provide: Delivery,
          inject: [Engine, DOORBELL, mail.line],
          useFactory: (engine: Engine, doorbell: Doorbell, line: Line) =>
            new Delivery(engine, doorbell, { onTrouble, mail: line, ...options }),
        },
      ],
      exports: [Delivery],
    };
  }
}

/** On Redis when there is an address of one, otherwise in tables of the database, which are made here. */
async function whereTheQueueLives({ config, database }: Runtime): Promise<DoorbellOptions> {
  const log = new Logger('Queue');
  const onTrouble = seldom((error) => log.warn(error instanceof Error ? error.message : String(error)));
  if (config.redisUrl) return { redisUrl: config.redisUrl, databaseUrl: database.app, onTrouble };
  await installQueueSchema(database.owner, { schema: DEFAULT_SCHEMA, appRole: APP_ROLE });
  return { databaseUrl: database.app, onTrouble };
}
