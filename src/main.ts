import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { readRole } from './delivery/index.js';
import { readConfig } from './platform/config/config.js';
import { Life } from './start/life.js';
import { StartRefused, sentenceOf } from './start/sentence.js';
import { start } from './start/start.js';

/** The web server, the API and, unless ROLE says otherwise, the worker in one process. */
const say = (sentence: string): void => void process.stdout.write(`${sentence}\n`);
const life = new Life();
life.endOnSignal(say);
let port: number | null = null;
try {
  const { empty } = readArguments();
  const config = readConfig(process.env);
  port = config.port;
  await start({ config, role: readRole(process.env), empty, say, life });
} catch (error) {
  process.stderr.write(`${sentenceOf(error, port)}\n`);
  await life.end();
  process.exit(1);
}

function readArguments(): { empty: boolean } {
  try {
    const { values } = parseArgs({ options: { empty: { type: 'boolean', default: false } } });
    return { empty: values.empty };
  } catch {
    throw new StartRefused('The only option is --empty, which starts without the demo school.');
  }
}
