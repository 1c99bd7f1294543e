import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { UnitOfWork } from './database/unit-of-work.js';
import type { Runtime } from './runtime.js';

/** Where others find what the process stands on: `@Inject(RUNTIME) private readonly runtime: Runtime`. */
export const RUNTIME = Symbol('runtime');

/** Hands the opened runtime to the modules. */
@Module({})
export class PlatformModule {
  static forRuntime(runtime: Runtime): DynamicModule {
    return {
      module: PlatformModule,
      global: true,
      providers: [
        { provide: RUNTIME, useValue: runtime },
        { provide: UnitOfWork, useValue: runtime.unit },
        { provide: DataSource, useValue: runtime.orm },
      ],
      exports: [RUNTIME, UnitOfWork, DataSource],
    };
  }
}
