import { Module } from '@nestjs/common';
import type { DynamicModule, INestApplicationContext, Type } from '@nestjs/common';
import { charts } from '../workflows/index.js';
import { AccessModule, AccessOperations } from './access/index.js';
import { ApiModule, Once, RecordsApi } from './api/index.js';
import type { ApiSurface, Operation } from './api/index.js';
import { AuditModule, AuditOperations } from './audit/index.js';
import { CyclesModule, SchoolClocks, cycleEntities, cycleSurfaces } from './cycles/index.js';
import { EngineModule } from './engine/index.js';
import { HomeModule, HomeOperations } from './home/index.js';
import { impactEntities, ImpactModule, impactSource, impactSurfaces } from './impact/index.js';
import {
  entities as needEntities,
  NeedsModule,
  needSource,
  surfaces as needSurfaces,
} from './needs/index.js';
import { PeopleModule, peopleEntities, peopleSurfaces } from './people/index.js';
import { RemindersModule, entities as reminderEntities, reminderSurfaces } from './reminders/index.js';
import {
  entities as reviewEntities,
  JournalOperations,
  ReviewDatesOperations,
  ReviewsModule,
  reviewSource,
  ReviewsOperations,
} from './reviews/index.js';
import {
  entities as standardsEntities,
  FrameworksOperations,
  StandardsModule,
  StandardsOperations,
  standardsSource,
} from './standards/index.js';
import { entities as planEntities, PlansModule, surfaces as planSurfaces } from './plans/index.js';
import {
  provisionEntities,
  ProvisionModule,
  provisionSources,
  provisionSurfaces,
} from './provision/index.js';
import { RecordsModule, RecordsOperations } from './records/index.js';
import type { RecordSource } from './records/index.js';
import { reportEntities, ReportsModule, reportSurfaces } from './reports/index.js';
import { seedDemo } from './simulation/index.js';
import { SEED_DEMO } from './start/demo-school.js';
import type { SeedDemo } from './start/demo-school.js';
import { MailModule } from './platform/mail/index.js';
import { PlatformModule } from './platform/platform.module.js';
import { UnitOfWork } from './platform/database/unit-of-work.js';
import type { Runtime } from './platform/runtime.js';

/** Every feature: its module, its TypeORM entities, and its operations. */
const features: readonly Type[] = [
  ApiModule,
  AccessModule,
  AuditModule,
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
  HomeModule,
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
/** What each feature tells of its records to pages about records of every kind. */
const recordSources: readonly RecordSource[] = [
  reviewSource,
  standardsSource,
  needSource,
  ...provisionSources,
  impactSource,
];
export const surfaces: readonly Type<ApiSurface>[] = [
  RecordsApi,
  RecordsOperations,
  HomeOperations,
  AccessOperations,
  AuditOperations,
  ...peopleSurfaces,
  ...cycleSurfaces,
  ...reminderSurfaces,
  ReviewsOperations,
  ReviewDatesOperations,
  JournalOperations,
  FrameworksOperations,
  StandardsOperations,
  ...needSurfaces,
  ...planSurfaces,
  ...provisionSurfaces,
  ...impactSurfaces,
  ...reportSurfaces,
];

/** Every operation of a running application. */
export const operationsOf = (app: INestApplicationContext): Operation[] => {
  const once = new Once(app.get(UnitOfWork, { strict: false }));
  return surfaces.flatMap((surface) =>
    app
      .get(surface, { strict: false })
      .operations()
      .map((op) => once.around(op)),
  );
};

/** The demo school lives its year by the same operations as everybody else. */
const demo: SeedDemo = (options) => seedDemo({ ...options, operations: operationsOf(options.app) });

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
        MailModule,
        EngineModule.forRoot({ charts, clocks: new SchoolClocks(), check: options.check }),
        RecordsModule.withSources(recordSources),
        ...features,
      ],
      providers: [{ provide: SEED_DEMO, useValue: demo }],
      exports: [SEED_DEMO],
    };
  }
}
