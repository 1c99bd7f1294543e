import { Evidence } from './evidence.entity.js';

/** Front door of standards. */
export { FrameworksOperations } from './api/frameworks.operations.js';
export { StandardsOperations } from './api/standards.operations.js';
export { defaultFrameworkFor } from './data/frameworks.js';
export { FrameworksService } from './frameworks.service.js';
export type { FrameworkLine } from './frameworks.service.js';
export { assessmentIdOf, assessmentStarts, openAssessments } from './standards-starts.js';
export type { AssessedPerson, StandardsYear } from './standards-starts.js';
export { StandardsModule } from './standards.module.js';
export { StandardsQueries } from './standards.queries.js';
export type { StandardsTotal, Strength } from './standards.queries.js';

/** TypeORM entities of this feature. */
export const entities = [Evidence];
export { standardsSource } from './record-source.js';
