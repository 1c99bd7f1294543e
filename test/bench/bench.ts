/** `npm run bench [-- name ...] [--json]`: measures what the goals are about and says whether they are met. */
import { cpus, totalmem } from 'node:os';
import { bulkStart } from './bulk-start.bench.js';
import { openCycle } from './open-cycle.bench.js';
import { reminders } from './reminders.bench.js';
import { reportPage, reportSchools } from './report.bench.js';
import { reportFiles } from './report-files.bench.js';
import type { Bench, Result } from './result.js';
import { send } from './send.bench.js';
import { server } from './server.bench.js';
import { year } from './year.bench.js';

const BENCHES: readonly Bench[] = [
  ...[send, bulkStart, openCycle, server, reminders, year],
  ...[reportFiles, reportPage, reportSchools],
];

const args = process.argv.slice(2);
const json = args.includes('--json');
const wanted = args.filter((a) => !a.startsWith('--'));
const chosen = BENCHES.filter((b) => wanted.length === 0 || wanted.includes(b.name));
const results: Result[] = [];
for (const bench of chosen) {
  if (!json) process.stderr.write(`measuring ${bench.name} ...\n`);
  results.push(...(await bench.run()));
}
const machine = {
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  node: process.version,
};
if (json) {
  process.stdout.write(`${JSON.stringify({ machine, results })}\n`);
} else {
  process.stdout.write(
    `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGb} GB, Node ${machine.node}\n\n`,
  );
  process.stdout.write(
    '| result | value | floor | ratio | goal | met | |\n| --- | ---: | ---: | ---: | --- | --- | --- |\n',
  );
  for (const r of results) {
    process.stdout.write(
      `| ${r.name} | ${r.value} ${r.unit} | ${r.floor ?? ''} | ${r.ratio ?? ''} | ${r.goal} | ${r.ok ? 'yes' : 'NO'} | ${r.detail ?? ''} |\n`,
    );
  }
}
process.exitCode = results.every((r) => r.ok) ? 0 : 1;
