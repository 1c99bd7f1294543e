import { Module } from '@nestjs/common';
import { RecordsApi } from './records.operations.js';

/** Operations that concern records of every workflow. */
@Module({ providers: [RecordsApi], exports: [RecordsApi] })
export class ApiModule {}
