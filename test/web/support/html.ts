import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@jest/globals';

const isThere = spawnSync('java', ['-version']).status === 0;
if (!isThere && process.env['CI'])
  throw new Error('No java: HTML cannot be checked (apt-get install default-jre-headless).');

/** Graphviz and SVG inside HTML are fine; the checker knows them too. What it says about their attributes is not ours. */
const NOT_OURS = [/xlink/];

/** Pages are valid HTML by the W3C's checker (vnu). All in one run: starting it takes seconds. Skipped loudly without java. */
export function expectValidHtml(pages: Readonly<Record<string, string>>): void {
  if (!isThere) return void process.stderr.write('\n  SKIPPED: the check of HTML needs java.\n\n');
  const folder = mkdtempSync(join(tmpdir(), 'cpd-html-'));
  try {
    const names = new Map(Object.keys(pages).map((address, i) => [join(folder, `${i}.html`), address]));
    for (const [file, address] of names) writeFileSync(file, pages[address] ?? '');
    const jar = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');
    const run = spawnSync('java', ['-jar', jar, '--format', 'json', '--exit-zero-always', ...names.keys()], {
      maxBuffer: 50_000_000,
    });
    const { messages } = JSON.parse(run.stderr.toString()) as {
      messages: { type: string; url: string; lastLine: number; message: string; extract?: string }[];
    };
    const wrong = messages
      .filter(({ type, message }) => type === 'error' && !NOT_OURS.some((pattern) => pattern.test(message)))
      .map(
        ({ url, message, extract }) => `${names.get(url.replace('file:', ''))}: ${message} ${extract ?? ''}`,
      );
    expect(wrong).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
