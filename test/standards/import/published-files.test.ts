import { describe, expect, test } from '@jest/globals';
import { existsSync, readFileSync } from 'node:fs';
import { TEACHERS_STANDARDS_2011 } from '../../../src/standards/data/teachers-standards-2011.js';
import { readCase, readFrameworkCsv, writeCase } from '../../../src/standards/import/index.js';
import type { FrameworkFile } from '../../../src/standards/import/index.js';

/** Published frameworks beside the project: not part of it, so these tests are extra. */
const FOLDER = new URL('../../../../shared/data/frameworks/', import.meta.url);
const present = existsSync(FOLDER);
if (!present)
  process.stderr.write(
    '\n*** NOT TESTED: published framework files. The folder ../shared/data/frameworks is absent. ***\n\n',
  );

const file = (name: string): Buffer => readFileSync(new URL(name, FOLDER));

function codesOf(read: FrameworkFile): string[] {
  if (!read.ok) throw new Error(JSON.stringify(read.problems, null, 1));
  return read.framework.standards.map(({ code }) => code);
}

(present ? describe : describe.skip)('published files beside the project', () => {
  const ours = TEACHERS_STANDARDS_2011.standards.map(({ code }) => code);

  test('the Teachers’ Standards as CSV have our codes and parents', () => {
    const { standards: _s, sections: _t, relations: _r, note: _n, ...about } = TEACHERS_STANDARDS_2011;
    const read = readFrameworkCsv(file('teachers-standards-2011.csv'), about);
    expect(codesOf(read)).toEqual(ours);
    expect(read.ok && read.framework.standards.map(({ parent }) => parent)).toEqual(
      TEACHERS_STANDARDS_2011.standards.map(({ parent }) => parent),
    );
    expect(read.warnings).toEqual([]);
  });

  test('the Teachers’ Standards as CASE have our codes, and come back from a file of ours', () => {
    const read = readCase(file('case/teachers-standards-2011.cfpackage.json'), { inForceFrom: '2012-09-01' });
    expect(codesOf(read)).toEqual(ours);
    if (!read.ok) return;
    const written = JSON.stringify(writeCase(read.framework, { asAt: '2026-11-22T00:00:00Z' }));
    expect(readCase(Buffer.from(written))).toEqual({ ok: true, framework: read.framework, warnings: [] });
  });

  test('no short title of ours is a sentence of theirs', () => {
    const read = readCase(file('case/teachers-standards-2011.cfpackage.json'));
    const theirs = new Set(read.ok ? read.framework.standards.map(({ title }) => title.toLowerCase()) : []);
    expect(TEACHERS_STANDARDS_2011.standards.filter(({ title }) => theirs.has(title.toLowerCase()))).toEqual(
      [],
    );
  });

  test('the OpenSALT sample is read, with its date-times without zone and its links elsewhere told', () => {
    const read = readCase(file('case/opensalt-sample-cfpackage.json'));
    expect(codesOf(read)).toHaveLength(16);
    expect(read.warnings.map(({ code }) => code).sort()).toEqual([
      'dateAssumed',
      'dateWithoutZone',
      'linkOutside',
    ]);
  });
});
