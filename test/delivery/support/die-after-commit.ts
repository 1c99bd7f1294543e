import { Engine } from '../../../src/engine/index.js';
import { openPool, UnitOfWork } from '../../../src/platform/database/unit-of-work.js';
import { registerWorker } from '../../../src/platform/database/worker-key.js';
import { newHost, TENANT } from '../../engine/support/handlers.js';
import { parcel } from '../../engine/support/parcel.js';

/** A process that posts a parcel and is killed between the commit and the ring. Arguments: app URL, owner URL, parcel. */
const [, , appUrl = '', ownerUrl = '', id = ''] = process.argv;
const unit = new UnitOfWork(openPool(appUrl, { max: 2 }), await registerWorker(ownerUrl, 'doomed'));
const engine = new Engine(unit, [parcel], newHost());
engine.onCommit(() => process.kill(process.pid, 'SIGKILL'));
await engine.send(unit.job(TENANT), id, { type: 'POST', weight: 3 }, { key: 'click-1' });
