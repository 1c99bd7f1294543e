/**
 * A node whose own clock is wrong: it fires what it thinks is due and says how many timers it took on. Started with:
 * node-with-clock-off.ts <application url> <worker secret> <milliseconds ahead (negative: behind)>
 */
const [url = '', secret = '', ahead = '0'] = process.argv.slice(2);
const Right = Date;
globalThis.Date = class extends Right {
  constructor(...given: readonly unknown[]) {
    super(...((given.length > 0 ? given : [Right.now() + Number(ahead)]) as [number]));
  }
  static override now(): number {
    return Right.now() + Number(ahead);
  }
} as DateConstructor;

const { Engine } = await import('../../../src/engine/index.js');
const { openPool, UnitOfWork } = await import('../../../src/platform/database/unit-of-work.js');
const { newHost } = await import('./handlers.js');
const { parcel } = await import('./parcel.js');
const pool = openPool(url, { max: 4 });
const engine = new Engine(new UnitOfWork(pool, secret), [parcel], newHost());
process.stdout.write(String(await engine.timers.drain()));
await pool.end();
