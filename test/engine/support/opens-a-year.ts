/**
 * Starts a parcel for everybody and is killed once so many chunks are written. Started with:
 * opens-a-year.ts <application url> <worker secret> <how many people> <chunks before the end>
 */
import { Engine } from '../../../src/engine/index.js';
import { openPool, UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { idFrom } from '../../../src/platform/ids.js';
import { newHost, TENANT } from './handlers.js';
import { parcel } from './parcel.js';

const [url = '', secret = '', people = '0', chunks = '0'] = process.argv.slice(2);
const unit = new UnitOfWork(openPool(url, { max: 2 }), secret);
const requests = Array.from({ length: Number(people) }, (_, n) => ({
  id: idFrom('mass', n),
  key: `year-${n}`,
  input: {},
}));
let written = 0;
await new Engine(unit, [parcel], newHost()).startMany(unit.job(TENANT), 'parcel', requests, () => {
  if (++written === Number(chunks)) process.kill(process.pid, 'SIGKILL');
});
