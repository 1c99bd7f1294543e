import { readFileSync } from 'node:fs';
import nunjucks from 'nunjucks';
import type { ReportDocument } from '../../document/index.js';
import { shownOf } from '../shown/shown-of.js';

let template: nunjucks.Template | undefined;

/** A report as one HTML file that needs nothing beside it: charts are in it, no script is. */
export function reportHtml(report: ReportDocument, charts: ReadonlyMap<string, string>): string {
  return (template ??= compiled()).render({ report: shownOf(report, charts) });
}

function compiled(): nunjucks.Template {
  const environment = new nunjucks.Environment(null, {
    autoescape: true,
    trimBlocks: true,
    lstripBlocks: true,
  });
  environment.addFilter('paragraphs', (text: string) =>
    text.split(/\n\s*\n/).filter((it) => it.trim() !== ''),
  );
  const file = new URL('./report.njk', import.meta.url);
  return new nunjucks.Template(readFileSync(file, 'utf8'), environment, file.pathname, true);
}
