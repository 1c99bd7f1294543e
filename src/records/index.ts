/** Front door of what concerns records of every kind. */
export { RecordsOperations } from './api/records.operations.js';
export { kindOf, kindsOf, roleName } from './kinds.js';
export { outlineOf, pathsIn, standingOf } from './outline.js';
export { RecordNames } from './record-names.js';
export type { PersonalRecord, RecordSource, RecordTitle } from './record-source.js';
export { routeOf } from './route.js';
export type { RouteStop } from './route.js';
export { RecordsModule } from './records.module.js';
export { Directory, peopleIn, subjectIn } from './roles.js';
