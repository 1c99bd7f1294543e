import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));
const text = readFileSync(`${root}/docs/security.md`, 'utf8');
const STANDARD = `${root}/../shared/data/conventions/asvs-5.0.0.csv`;

/** 'V1.2.6 to V1.2.8' names three. */
function itemsIn(line: string): string[] {
  const first = line.split('|')[1] ?? '';
  return first.split(',').flatMap((part) => {
    const [from = '', to] = part.match(/V\d+\.\d+\.\d+/g) ?? [];
    return to ? between(from, to) : from ? [from] : [];
  });
}
function between(from: string, to: string): string[] {
  const [chapter = '', a, first] = from.split('.');
  const [, b, last] = to.split('.');
  const found: string[] = [];
  for (let section = Number(a); section <= Number(b); section++) {
    const start = section === Number(a) ? Number(first) : 1;
    const end = section === Number(b) ? Number(last) : 20;
    for (let item = start; item <= end; item++) found.push(`${chapter}.${section}.${item}`);
  }
  return found;
}
const named = new Set(
  text
    .split('\n')
    .filter((line) => line.startsWith('| V'))
    .flatMap(itemsIn),
);

describe('The account of security', () => {
  test('names only tests and sources that are there', () => {
    const paths = [...text.matchAll(/`((?:test|src|docs|migrations)\/[\w./-]+)`/g)].map(
      ([, path]) => path ?? '',
    );
    expect(paths.length).toBeGreaterThan(50);
    expect(paths.filter((path) => !existsSync(`${root}/${path}`))).toEqual([]);
  });

  test('says of each item in which state it is, and how, unless it is plain that it is missing', () => {
    const rows = text.split('\n').filter((line) => line.startsWith('| V') && line.split('|').length === 6);
    expect(rows.length).toBeGreaterThan(180);
    for (const row of rows) {
      const [, , what, state, how] = row.split('|').map((cell) => cell.trim());
      expect(what).not.toBe('');
      expect(['met', 'part', 'not yet', 'operator', 'n/a']).toContain(state);
      if (state !== 'not yet') expect([row, how]).not.toEqual([row, '']);
    }
  });

  const found = existsSync(STANDARD);
  (found ? test : test.skip)('leaves out no item of levels 1 and 2', () => {
    const items = readFileSync(STANDARD, 'utf8')
      .split(/\r?\n(?=V\d)/)
      .filter((line) => /,[12]\s*$/.test(line))
      .map((line) => /V\d+\.\d+\.\d+/.exec(line)?.[0] ?? '');
    expect(items.length).toBe(253);
    expect(items.filter((item) => !named.has(item))).toEqual([]);
  });
});
