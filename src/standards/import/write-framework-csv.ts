import { stringify } from 'csv-stringify/sync';
import { guarded } from './csv-text.js';
import type { Framework } from './framework.js';

export const CSV_HEADERS = [
  'code',
  'section',
  'section title',
  'text',
  'parent',
  'stage',
  'relations',
] as const;

/**
 * One line for each standard, in reading order, ready for a spreadsheet. Title, dates and source of the framework
 * are not in it, nor are titles of stages: they are given again when the file is read.
 */
export function writeFrameworkCsv(framework: Framework): string {
  const titles = new Map(framework.sections.map(({ code, title }) => [code, title]));
  const rows = framework.standards.map(({ code, section, title, parent = '', stage = '' }) => {
    const relations = framework.relations.filter(({ from }) => from === code);
    const related = relations.map(({ kind, to }) => `${kind} ${to}`).join('; ');
    return [code, section, titles.get(section) ?? section, title, parent, stage, related].map(guarded);
  });
  return stringify([[...CSV_HEADERS], ...rows], { record_delimiter: 'windows', bom: true });
}
