import { openEngine } from '../src/engine/index.js';
import { handlers, shelf } from '../test/engine/support/handlers.js';
import { parcel } from '../test/engine/support/parcel.js';

const url = process.env['DATABASE_URL'] ?? '';
const { engine, system, close } = await openEngine({ url, charts: [parcel], handlers, facts: [shelf] });
const id = crypto.randomUUID();
await engine.start(system, 'parcel', { id, key: id, input: {} });
await engine.send(system, id, { type: 'WEIGH', weight: 3 });
const record = await engine.unit.run(system, (tx) => engine.read.instance(tx, id));
const history = await engine.unit.run(system, (tx) => engine.read.history(tx, id));
process.stdout.write(`${record.state}\n${history.map((h) => `${h.at} ${h.label} -> ${h.to}`).join('\n')}\n`);
await close();
