import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Whether Debian's poppler-utils are installed, which read PDF files by code of their own. Where they are not, the tests
 * that need them are skipped with a loud sentence; with CI they fail.
 */
export function popplerInstalled(): boolean {
  const found = spawnSync('pdftotext', ['-v']).error === undefined;
  if (found) return true;
  const sentence =
    'SKIPPED: pdftotext is not installed, so PDF files were not read back (apt: poppler-utils).';
  if (process.env['CI']) throw new Error(sentence);
  process.stderr.write(`${sentence}\n`);
  return false;
}

/** What a PDF file says of itself, by the names that pdfinfo gives. */
export function pdfInfo(pdf: Uint8Array): Record<string, string> {
  const lines = withFile(pdf, (file) => output('pdfinfo', [file])).split('\n');
  return Object.fromEntries(
    lines.flatMap((line) => {
      const [, name, value] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
      return name === undefined ? [] : [[name, value ?? '']];
    }),
  );
}

/** The text of a PDF file in reading order, white space as one space. */
export const pdfText = (pdf: Uint8Array): string =>
  withFile(pdf, (file) => output('pdftotext', ['-enc', 'UTF-8', file, '-'])).replaceAll(/\s+/g, ' ');

/** The tags of a PDF file, as an outline: 'Document', 'H1', 'Table', ... with their text. */
export const pdfStructure = (pdf: Uint8Array): string =>
  withFile(pdf, (file) => output('pdfinfo', ['-struct-text', file]));

function output(program: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8', maxBuffer: 2 ** 26 });
  if (status !== 0) throw new Error(`${program} failed: ${stderr}`);
  return stdout;
}

function withFile<T>(content: Uint8Array, work: (file: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'cpd-pdf-'));
  try {
    const file = join(folder, 'report.pdf');
    writeFileSync(file, content);
    return work(file);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
