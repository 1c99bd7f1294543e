import { Inject, Module } from '@nestjs/common';
import type { DynamicModule, OnApplicationBootstrap } from '@nestjs/common';
import { UnitOfWork } from '../platform/database/unit-of-work.js';
import { bootCheck } from './boot-check.js';
import type { ChartDefinition } from './charts/definition.js';
import { EngineClock } from './clock.js';
import { Engine } from './engine.js';
import { Host } from './host.js';
import type { Clocks } from './host.js';

const CHECKED = Symbol('checked at boot');

/**
 * Provides one engine to all features. They add what they handle to the `Host` in `onModuleInit`; before the application
 * serves anything, the boot check refuses what does not fit together.
 */
@Module({})
export class EngineModule implements OnApplicationBootstrap {
  constructor(
    private readonly engine: Engine,
    private readonly host: Host,
    @Inject(CHECKED) private readonly checked: boolean,
  ) {}

  /** `check: false` starts with charts whose handlers are not all there: for tests of one part. */
  static forRoot(options: {
    charts: readonly ChartDefinition[];
    clocks: Clocks;
    check?: boolean;
  }): DynamicModule {
    return {
      module: EngineModule,
      global: true,
      providers: [
        { provide: CHECKED, useValue: options.check ?? true },
        { provide: Host, useFactory: () => new Host(options.clocks) },
        {
          provide: Engine,
          inject: [UnitOfWork, Host],
          useFactory: (unit: UnitOfWork, host: Host) => new Engine(unit, options.charts, host),
        },
        {
          provide: EngineClock,
          inject: [UnitOfWork],
          useFactory: (unit: UnitOfWork) => new EngineClock(unit),
        },
      ],
      exports: [Host, Engine, EngineClock],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.checked) await bootCheck(this.engine.unit, this.engine.charts, this.host);
  }
}
