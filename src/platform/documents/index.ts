/** Front door: documents for people (PDF) and charts (SVG), made in a thread of their own. */
export { closeDocuments, renderChart, renderPdf } from './documents.js';
export type { PdfOptions } from './documents.js';
export { allowedInXml } from './xml-text.js';
export { DocumentFailed } from './render-thread.js';
