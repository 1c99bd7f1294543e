/**
 * `npm test`: everything that must hold. Every step runs even when one before it failed, and the last line counts:
 * `N passed, N failed` (tests, and one for each static step). Arguments go to jest; `--jest-only` leaves the static
 * steps out, for repeating some tests elsewhere.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const STATIC_STEPS = ['boundaries', 'types', 'lint', 'format:check'];
const project = fileURLToPath(new URL('..', import.meta.url));
const jestOnly = process.argv.includes('--jest-only');
const jestArguments = process.argv.slice(2).filter((argument) => argument !== '--jest-only');

const outcomes = [];
for (const name of jestOnly ? [] : STATIC_STEPS) {
  const ok = npmRun(name);
  outcomes.push({ name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 });
}
outcomes.push(runJest());

const total = (field) => outcomes.reduce((sum, outcome) => sum + outcome[field], 0);
process.stdout.write('\n');
for (const { name, passed, failed, skipped } of outcomes) {
  const skips = skipped ? `, ${skipped} skipped` : '';
  process.stdout.write(
    `${failed ? 'FAILED' : 'ok    '}  ${name} (${passed} passed, ${failed} failed${skips})\n`,
  );
}
process.stdout.write(`${total('passed')} passed, ${total('failed')} failed\n`);
process.exitCode = total('failed') > 0 ? 1 : 0;

function npmRun(name, ...args) {
  process.stdout.write(`\n=== ${name}\n`);
  const rest = args.length ? ['--', ...args] : [];
  return (
    spawnSync('npm', ['run', '--silent', name, ...rest], { cwd: project, stdio: 'inherit' }).status === 0
  );
}

function runJest() {
  const folder = mkdtempSync(join(tmpdir(), 'cpd-test-'));
  const file = join(folder, 'results.json');
  try {
    const ok = npmRun('jest', '--json', `--outputFile=${file}`, ...jestArguments);
    const results = JSON.parse(readFileSync(file, 'utf8'));
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    // Jest can also fail as a whole, e.g. when no test matches: that must not look like success.
    return {
      name: 'jest',
      passed: results.numPassedTests,
      failed: ok ? failed : Math.max(failed, 1),
      skipped: results.numPendingTests + results.numTodoTests,
    };
  } catch {
    return { name: 'jest (did not run to its end)', passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
