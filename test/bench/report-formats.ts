/** A process of its own, so that its memory is nobody else's: makes a report from its records, in all formats. */
import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { AppModule, entities } from '../../src/app.module.js';
import { readConfig } from '../../src/platform/config/config.js';
import { closeDocuments } from '../../src/platform/documents/index.js';
import { openRuntime } from '../../src/platform/runtime.js';
import { Figures, FORMATS, makeReportFile, ReportSources } from '../../src/reports/index.js';
import { schoolsServed } from '../../src/start/installation.js';

const runtime = await openRuntime(readConfig(process.env), 'bench', { entities });
const app = await NestFactory.createApplicationContext(AppModule.forRuntime(runtime, { check: false }), {
  logger: ['error'],
});
const [school] = (await schoolsServed(runtime.unit)).filter(({ kind }) => kind === 'school');
const job = runtime.unit.job(school?.id ?? '');
const [found] = await runtime.unit.run(job, (tx) =>
  tx.query<{ id: string; staff: number; years: number }>(
    `select r.id, (select count(*)::int from cpd.person where staff_group is not null) as staff,
        (select count(*)::int from cpd.cycle) as years
      from cpd.report r join cpd.cycle c on c.id = r.cycle_id order by c.starts_on desc limit 1`,
  ),
);
if (!found) throw new Error('There is no report.');

const before = process.memoryUsage().rss;
let peak = before;
const watching = setInterval(() => (peak = Math.max(peak, process.memoryUsage().rss)), 10);
const start = performance.now();
await runtime.unit.run(job, (tx) => app.get(Figures, { strict: false }).compute(tx, found.id, 1));
const computed = performance.now();
const { report } = await runtime.unit.run(job, (tx) =>
  app.get(ReportSources, { strict: false }).of(tx, found.id, 'head'),
);
const sizes: string[] = [];
for (const format of FORMATS) {
  const { content } = await makeReportFile(report, format);
  sizes.push(`${format} ${Math.ceil(content.length / 1024)} KB`);
}
const end = performance.now();
clearInterval(watching);
await closeDocuments();
await app.close();
await runtime.close();
const megabytes = (bytes: number): number => bytes / 1_048_576;
process.stdout.write(
  JSON.stringify({
    seconds: (end - start) / 1000,
    megabytes: megabytes(peak - before),
    detail:
      `${found.staff} staff, ${found.years} years; figures ${Math.round(computed - start)} ms, ` +
      `files ${Math.round(end - computed)} ms (${sizes.join(', ')}); process ${Math.round(megabytes(peak))} MB at the peak`,
  }),
);
