import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { RecordsOperations } from './api/records.operations.js';
import { RecordPlaces } from './places.queries.js';
import { RECORD_SOURCES, RecordNames } from './record-names.js';
import type { RecordSource } from './record-source.js';
import { RecordStories } from './story.service.js';

/** What concerns records of every kind: their names, where they are, how they got there. */
@Module({})
export class RecordsModule {
  static withSources(sources: readonly RecordSource[]): DynamicModule {
    return {
      module: RecordsModule,
      global: true,
      providers: [
        { provide: RECORD_SOURCES, useValue: sources },
        RecordNames,
        RecordStories,
        RecordPlaces,
        RecordsOperations,
      ],
      exports: [RecordNames, RecordsOperations],
    };
  }
}
