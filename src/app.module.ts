import { Module } from '@nestjs/common';
import type { DynamicModule, Type } from '@nestjs/common';
import { charts } from '../workflows/index.js';
import { ApiModule, RecordsApi } from './api/index.js';
import type { ApiSurface } from './api/index.js';
import { CyclesModule, SchoolClocks, cycleEntities, cycleSurfaces } from './cycles/index.js';
import { EngineModule } from './engine/index.js';
import { EvaluationsOperations, impactEntities, ImpactModule } from './impact/index.js';
import { entities as needEntities, NeedsModule, surfaces as needSurfaces } from './needs/index.js';
import { PeopleModule, peopleEntities, peopleSurfaces } from './people/index.js';
import { RemindersModule, RemindersOperations, entities as reminderEntities } from './reminders/index.js';
import {
  entities as reviewEntities,
  JournalOperations,
  ReviewDatesOperations,
  ReviewsModule,
  ReviewsOperations,
} from './reviews/index.js';
import {
  entities as standardsEntities,
  FrameworksOperations,
  StandardsModule,
  StandardsOperations,
} from './standards/index.js';
import { entities as planEntities, PlansModule, surfaces as planSurfaces } from './plans/index.js';
import { provisionEntities, ProvisionModule, provisionSurfaces } from './provision/index.js';
import { reportEntities, ReportsModule, ReportsOperations } from './reports/index.js';
import { PlatformModule } from './platform/platform.module.js';
import type { Runtime } from './platform/runtime.js';

/** Every feature: its module, its TypeORM entities, and its operations. */
const features: readonly Type[] = [
  ApiModule,
  PeopleModule,
  CyclesModule,
  RemindersModule,
  ReviewsModule,
  StandardsModule,
  NeedsModule,
  PlansModule,
  ProvisionModule,
  ImpactModule,
  ReportsModule,
];
export const entities: readonly (new () => object)[] = [
  ...peopleEntities,
  ...cycleEntities,
  ...reminderEntities,
  ...reviewEntities,
  ...standardsEntities,
  ...needEntities,
  ...planEntities,
  ...provisionEntities,
  ...impactEntities,
  ...reportEntities,
];
export const surfaces: readonly Type<ApiSurface>[] = [
  RecordsApi,
  ...peopleSurfaces,
  ...cycleSurfaces,
  RemindersOperations,
  ReviewsOperations,
  ReviewDatesOperations,
  JournalOperations,
  FrameworksOperations,
  StandardsOperations,
  ...needSurfaces,
  ...planSurfaces,
  ...provisionSurfaces,
  EvaluationsOperations,
  ReportsOperations,
];

export interface AppOptions {
  /** Whether to refuse to start when a chart names a command that nobody handles (default). */
  readonly check?: boolean;
}

/** The composition root: the only place that hands the charts to the engine and knows every feature. */
@Module({})
export class AppModule {
  static forRuntime(runtime: Runtime, options: AppOptions = {}): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.forRuntime(runtime),
        EngineModule.forRoot({ charts, clocks: new SchoolClocks(), check: options.check }),
        ...features,
      ],
    };
  }
}
