import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openapiDocument } from '../../src/api/index.js';
import { openSchool } from '../support/school.js';
import type { TestSchool } from '../support/school.js';

interface Finding {
  readonly ruleId: string;
  readonly severity: string;
  readonly message: string;
  readonly location: readonly { readonly pointer?: string }[];
}

const REDOCLY = 'node_modules/@redocly/cli/bin/cli.js';
const RULES = 'test/api/redocly.yaml';

describe('the description of the API', () => {
  let school: TestSchool;
  let folder: string;
  beforeAll(async () => {
    school = await openSchool();
    folder = await mkdtemp(join(tmpdir(), 'cpd-openapi-'));
  });
  afterAll(async () => {
    await school.close();
    await rm(folder, { recursive: true, force: true });
  });

  const lint = async (document: object): Promise<Finding[]> => {
    const file = join(folder, 'openapi.json');
    await writeFile(file, JSON.stringify(document));
    const args = [REDOCLY, 'lint', file, '--config', RULES, '--format=json', '--max-problems=1000'];
    // It asks the registry for news otherwise. It exits with 1 when it finds something, and says what all the same.
    const env = { ...process.env, REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', REDOCLY_TELEMETRY: 'off' };
    const options = { env, maxBuffer: 64 * 2 ** 20 };
    const { stdout } = await promisify(execFile)(process.execPath, args, options).catch(
      (error: { stdout: string }) => error,
    );
    return (JSON.parse(stdout) as { problems: Finding[] }).problems;
  };

  it('has no error and no warning by the recommended rules', async () => {
    const found = await lint(openapiDocument(school.operations));
    const said = found.map((f) => `${f.severity} ${f.ruleId}: ${f.message} ${f.location[0]?.pointer ?? ''}`);
    expect(said).toEqual([]);
  }, 60_000);

  it('would be found out if an operation or a group of them did not say what it is about', async () => {
    const document = openapiDocument(school.operations) as {
      paths: Record<string, Record<string, { summary?: unknown }>>;
      tags: { name: string }[];
    };
    const first = Object.values(Object.values(document.paths)[0] ?? {})[0];
    delete first?.summary;
    document.tags.push({ name: 'unheardOf' });
    const found = await lint(document);
    expect(found.map((f) => f.ruleId)).toEqual(
      expect.arrayContaining(['tag-description', 'operation-summary']),
    );
  }, 60_000);

  it('names every operation, and no two alike', () => {
    const ids = school.operations.map((op) => op.id);
    expect(new Set(ids).size).toBe(ids.length);
    const places = school.operations.map((op) => `${op.method} ${op.path}`);
    expect(new Set(places).size).toBe(places.length);
  });
});
