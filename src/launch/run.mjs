/**
 * Runs a program of the project, building it first when a source has changed since the last build.
 *
 * The program runs in this very process: signals reach it without a go-between, and there is one Node less in memory.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const project = fileURLToPath(new URL('../..', import.meta.url));
const stamp = join(project, 'dist', '.sources');
const nest = join(project, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
const assets = join(project, 'src', 'web', 'assets', 'build.mjs');
const SOURCES = [
  'src',
  'workflows',
  'migrations',
  'package-lock.json',
  'nest-cli.json',
  'tsconfig.json',
  'tsconfig.build.json',
];

/** @param {string} program path below dist, e.g. 'src/main.js' */
export async function run(program) {
  const path = join(project, 'dist', program);
  build(path);
  process.argv[1] = path;
  process.env.DATA_DIR ||= join(project, '.data');
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(path).href);
}

/** Everything that is said goes to stderr: the output of `cpd --json` must stay one document. */
function build(path) {
  const digest = digestOf(SOURCES.map((name) => join(project, name)));
  const isBuilt = existsSync(path);
  if (isBuilt && existsSync(stamp) && readFileSync(stamp, 'utf8') === digest) return;
  if (!existsSync(nest)) {
    // Installed without development packages: whoever built it has seen to it that the build is right.
    if (isBuilt) return;
    process.stderr.write(
      'This copy is not built and has no compiler: run npm ci (without --omit=dev) first.\n',
    );
    process.exit(1);
  }
  process.stderr.write('Building, because sources changed since the last start ...\n');
  const succeeds = (...args) =>
    spawnSync(process.execPath, args, { cwd: project, stdio: ['ignore', 2, 2] }).status === 0;
  if (!succeeds(nest, 'build') || !succeeds(assets)) {
    process.stderr.write('The build failed, so nothing was started.\n');
    process.exit(1);
  }
  mkdirSync(join(project, 'dist'), { recursive: true });
  writeFileSync(stamp, digest);
}

function digestOf(paths) {
  const hash = createHash('sha256');
  const add = (path) => hash.update(`${path}\0`).update(readFileSync(path));
  for (const path of paths.filter(existsSync)) {
    if (/\.\w+$/.test(path)) add(path);
    else {
      const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) =>
        entry.isFile(),
      );
      for (const file of files.map((entry) => join(entry.parentPath, entry.name)).sort()) add(file);
    }
  }
  return hash.digest('hex');
}
