/**
 * Makes dist/assets: styles, script, fonts and images under names that hold a digest of their content, so that browsers
 * may keep them for a year, and compressed copies beside them. `manifest.json` says which name belongs to what.
 * Runs after `nest build`; a second run with the same sources does nothing.
 */
import { minify } from '@swc/core';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, extname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import * as sass from 'sass';

const here = fileURLToPath(new URL('.', import.meta.url));
const project = fileURLToPath(new URL('../../..', import.meta.url));
const resolve = createRequire(import.meta.url).resolve;
const GOVUK = join(resolve('govuk-frontend/package.json'), '..');
const FONT = join(resolve('@fontsource-variable/atkinson-hyperlegible-next/package.json'), '..', 'files');
const FROM_PACKAGES = {
  'atkinson.woff2': join(FONT, 'atkinson-hyperlegible-next-latin-wght-normal.woff2'),
  'atkinson-ext.woff2': join(FONT, 'atkinson-hyperlegible-next-latin-ext-wght-normal.woff2'),
  'govuk-frontend.js': join(GOVUK, 'dist', 'govuk', 'govuk-frontend.min.js'),
};
/** Those that others import come first. */
const SCRIPTS = ['autosave.js', 'filter.js', 'progress.js', 'triage.js', 'main.js'];
/** Refers to another asset from a style or script. */
const REFERENCE = /asset:([\w.-]+)/g;

/** @param {string} folder where the assets go; what was there before is replaced in one step */
export async function buildAssets(folder) {
  const digest = digestOfSources();
  const stamp = join(folder, '.sources');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return false;
  const half = `${folder}-${process.pid}`;
  mkdirSync(half, { recursive: true });
  const manifest = {};
  const put = (name, content) => {
    manifest[name] = write(half, name, content);
  };
  const withReferences = (text) =>
    text.replaceAll(REFERENCE, (_, name) => `./${manifest[name] ?? missing(name)}`);

  for (const [name, path] of Object.entries(FROM_PACKAGES)) put(name, withoutSourceMap(readFileSync(path)));
  for (const name of readdirSync(join(here, 'images'))) put(name, readFileSync(join(here, 'images', name)));
  for (const name of SCRIPTS) {
    const source = withReferences(readFileSync(join(here, 'scripts', name), 'utf8'));
    put(name, (await minify(source, { module: true, compress: true, mangle: true })).code);
  }
  put('app.css', withReferences(styles()));
  put('site.webmanifest', webManifest(manifest));

  writeFileSync(join(half, 'manifest.json'), JSON.stringify(manifest, null, 1));
  writeFileSync(join(half, '.sources'), digest);
  rmSync(folder, { recursive: true, force: true });
  renameSync(half, folder);
  return true;
}

function styles() {
  const { css } = sass.compile(join(here, 'styles', 'app.scss'), {
    style: 'compressed',
    quietDeps: true,
    importers: [new sass.NodePackageImporter(project)],
  });
  return css;
}

function write(folder, name, content) {
  const bytes = Buffer.from(content);
  const extension = extname(name);
  const hash = createHash('sha256').update(bytes).digest('hex').slice(0, 10);
  const file = `${basename(name, extension)}-${hash}${extension}`;
  writeFileSync(join(folder, file), bytes);
  if (['.css', '.js', '.svg', '.webmanifest'].includes(extension)) {
    writeFileSync(join(folder, `${file}.gz`), gzipSync(bytes, { level: 9 }));
    const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    writeFileSync(join(folder, `${file}.br`), brotliCompressSync(bytes, { params: quality }));
  }
  return file;
}

function webManifest(manifest) {
  return JSON.stringify({
    name: 'Perennial',
    short_name: 'Perennial',
    icons: [
      { src: manifest['icon-192.png'], sizes: '192x192', type: 'image/png' },
      { src: manifest['icon.svg'], sizes: 'any', type: 'image/svg+xml' },
    ],
    theme_color: '#1d4b3a',
    background_color: '#ffffff',
    display: 'browser',
    start_url: '/',
  });
}

/** Nobody debugs the library in a browser of a school, and the map would be asked for in vain. */
function withoutSourceMap(bytes) {
  const text = bytes.toString('latin1');
  return Buffer.from(text.replace(/\/\/# sourceMappingURL=\S+\s*$/, ''), 'latin1');
}

function missing(name) {
  throw new Error(`No asset is called ${name}, or it is made later than what refers to it.`);
}

function digestOfSources() {
  const hash = createHash('sha256');
  const files = readdirSync(here, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  for (const file of [...files, ...Object.values(FROM_PACKAGES)])
    hash.update(file.slice(project.length)).update(readFileSync(file));
  return hash.digest('hex');
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await buildAssets(join(project, 'dist', 'assets'));
}
