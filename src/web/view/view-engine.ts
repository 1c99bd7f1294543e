import { join } from 'node:path';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import nunjucks from 'nunjucks';
import { assetUrl } from '../assets/manifest.js';
import { paths } from '../paths.js';

const SOURCES = fileURLToPath(new URL('../..', import.meta.url));
const GOVUK = join(createRequire(import.meta.url).resolve('govuk-frontend/package.json'), '..', 'dist');

/** Renders views. What is put into a view is escaped, always: `safe` is not used in ours (a test sees to it). */
export class ViewEngine {
  private readonly environment: nunjucks.Environment;

  /** @param before folders below src/ that are looked in first */
  constructor(before: readonly string[] = []) {
    const folders = [...before.map((folder) => join(SOURCES, folder)), SOURCES, GOVUK];
    this.environment = new nunjucks.Environment(new nunjucks.FileSystemLoader(folders), {
      autoescape: true,
      trimBlocks: true,
      lstripBlocks: true,
    });
    this.environment.addGlobal('asset', assetUrl);
    this.environment.addGlobal(
      'paths',
      Object.fromEntries(Object.entries(paths).map(([name, p]) => [name, p.pattern])),
    );
  }

  /** Throws when a view or what it includes cannot be read. */
  render(template: string, model: object): string {
    return this.environment.render(template, model);
  }
}
