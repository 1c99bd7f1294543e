/** The report as data: what pages, PDF, spreadsheets, CSV and JSON are made from. */
export * from './document.js';
export { documentOf } from './document-of.js';
export type { Made } from './document-of.js';
export { Documents } from './documents.service.js';
