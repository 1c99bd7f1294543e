import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where `build.mjs` put them, seen from the compiled file and from the source. */
const PLACES = ['../../../assets', '../../../dist/assets'].map((place) =>
  fileURLToPath(new URL(place, import.meta.url)),
);

let known: { readonly folder: string; readonly files: Readonly<Record<string, string>> } | undefined;

/** The folder of the built assets and the file of each. Throws when they have not been built. */
export function builtAssets() {
  if (known) return known;
  const folder = PLACES.find((place) => existsSync(join(place, 'manifest.json')));
  if (!folder) throw new Error('The styles and scripts of the pages are not built: run npm run build first.');
  const files = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, string>;
  known = { folder, files };
  return known;
}

/** Address of an asset, e.g. 'app.css'. Throws for one that there is not. */
export function assetUrl(name: string): string {
  const file = builtAssets().files[name];
  if (!file) throw new Error(`There is no asset ${name}.`);
  return `/assets/${file}`;
}
