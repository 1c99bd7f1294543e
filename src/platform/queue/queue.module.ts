import { Inject, Logger, Module } from '@nestjs/common';
import type { DynamicModule, FactoryProvider, OnApplicationShutdown } from '@nestjs/common';
import type { Doorbell, DoorbellOptions } from './doorbell.js';
import { openDoorbell } from './open-doorbell.js';

/** Where others find the doorbell: `@Inject(DOORBELL) private readonly doorbell: Doorbell`. */
export const DOORBELL = Symbol('doorbell');

/** Opens the doorbell with the application and closes it after the last request. */
@Module({})
export class QueueModule implements OnApplicationShutdown {
  constructor(@Inject(DOORBELL) private readonly doorbell: Doorbell) {}

  /** @param settings where the queue lives, usually from the configuration */
  static register(settings: Pick<FactoryProvider<DoorbellOptions>, 'inject' | 'useFactory'>): DynamicModule {
    const log = new Logger('Queue');
    const onTrouble = (error: Error) => log.warn(error.message);
    const options = Symbol('doorbell options');
    return {
      module: QueueModule,
      global: true,
      providers: [
        { provide: options, ...settings },
        {
          provide: DOORBELL,
          inject: [options],
          useFactory: (given: DoorbellOptions) => openDoorbell({ onTrouble, ...given }),
        },
      ],
      exports: [DOORBELL],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.doorbell.close();
  }
}
