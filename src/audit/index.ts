/** Front door of the audit. */
export { AuditModule } from './audit.module.js';
export { AuditOperations } from './api/audit.operations.js';
export { AuditQueries, noteLook, noteSignature } from './audit.service.js';
export type { Change, ConfidentialKind, Look, Seen } from './audit.service.js';
export { Seals } from './seals.service.js';
export type { ChainEnd, Tampering } from './seals.service.js';
