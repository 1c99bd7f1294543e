import 'reflect-metadata';
import { readConfig } from './platform/config/config.js';
import { Life } from './start/life.js';
import { sentenceOf } from './start/sentence.js';
import { start } from './start/start.js';

/** A process that only delivers: no port, no pages. Any number may run beside the web server. */
const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);
const life = new Life();
life.endOnSignal(say);
try {
  await start({ config: readConfig(process.env), role: 'worker', empty: true, say, life });
} catch (error) {
  process.stderr.write(`${sentenceOf(error)}\n`);
  await life.end();
  process.exit(1);
}
