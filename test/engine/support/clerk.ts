/**
 * A clerk in a process of its own, so that it can be killed at a named point. Started with:
 * clerk.ts <application url> <worker secret> <parcel> <command key> <where to stop: 'after-commit' | 'in-transaction'>
 */
import { Engine } from '../../../src/engine/index.js';
import { openPool, UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { parcel } from './parcel.js';
import { newHost, TENANT } from './handlers.js';

const [url = '', secret = '', id = '', key = '', where = ''] = process.argv.slice(2);
const unit = new UnitOfWork(openPool(url), secret);
const engine = new Engine(unit, [parcel], newHost());
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const sending = engine.send(
  unit.job(TENANT),
  id,
  { type: 'POST', weight: 2 },
  {
    key,
    within: async (tx) => {
      if (where !== 'in-transaction') return;
      say('inside');
      await tx.query('select pg_sleep(600)');
    },
  },
);
const answer = await sending;
say(`committed ${answer.revision}`);
// Nothing is relayed: the process waits to be killed.
setInterval(() => undefined, 1000);
