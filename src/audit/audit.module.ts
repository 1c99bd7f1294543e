import { Module } from '@nestjs/common';
import { AuditOperations } from './api/audit.operations.js';
import { AuditQueries } from './audit.service.js';
import { Seals } from './seals.service.js';
import { SealsWatch } from './seals.watch.js';

/** Who read what is confidential, who changed what, and whether that account is whole. */
@Module({
  providers: [AuditOperations, AuditQueries, Seals, SealsWatch],
  exports: [AuditOperations, AuditQueries, Seals],
})
export class AuditModule {}
