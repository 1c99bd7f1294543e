import 'reflect-metadata';
import { CommanderError } from 'commander';
import { EXIT, failureOf } from './errors.js';
import { Output } from './output.js';
import { program } from './program.js';

/** `npm run cpd -- <command>`. The exit code says how it went; stdout holds the result and nothing else. */
const json = process.argv.includes('--json');
let reported = false;
const cpd = program((wantsJson) => {
  const output = new Output(wantsJson);
  const write = output.result.bind(output);
  output.result = (document, words) => {
    reported = true;
    write(document, words);
  };
  return output;
});
if (process.argv.length < 3) process.argv.push('--help');
try {
  await cpd.parseAsync(process.argv);
} catch (error) {
  process.exitCode = endWith(error);
}

function endWith(error: unknown): number {
  // Help was asked for and shown.
  if (error instanceof CommanderError && error.exitCode === 0) return EXIT.ok;
  const { exit, code, message } = failureOf(error);
  if (json && !reported) new Output(true).result({ ok: false, error: { code, message } }, '');
  process.stderr.write(`${message.replace(/^error: /, '')}\n`);
  if (exit === EXIT.usage) process.stderr.write('See: npm run cpd -- --help\n');
  return exit;
}
