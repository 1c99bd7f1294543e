/** Front door of a person's first page. */
export { HomeOperations } from './api/home.operations.js';
export { HomeModule } from './home.module.js';
