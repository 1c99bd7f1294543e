import { startEmbedded } from '../../../../src/platform/database/embedded.js';

/** A process that uses the embedded server of a folder until it is told to stop (a line on stdin) or killed. */
const database = await startEmbedded({ folder: process.argv[2] ?? '', settings: { fsync: 'off' } });
process.stdout.write(`${JSON.stringify(database)}\n`);
process.stdin.once('data', () => {
  void database.stop().then(() => process.exit(0));
});
