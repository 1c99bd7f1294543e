/** Front door of the API plumbing: what features need to write their operations. */
export { answerSchema, id, idParam, instant, isoDate, pence, text } from './answer.schema.js';
export { command, plainCommands, shown } from './command.js';
export { openapiDocument } from './openapi.js';
export { Download } from './download.js';
export { mountApi } from './mount.js';
export { Once } from './once.js';
export { operation } from './operation.js';
export type { ApiSurface, Caller, Operation } from './operation.js';
export { problemOf, Refused } from './problem.js';
export type { Problem } from './problem.js';
export { ApiModule } from './api.module.js';
export { RecordsApi } from './records.operations.js';
