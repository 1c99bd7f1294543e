import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmod, mkdtemp, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { startEmbedded } from '../../../src/platform/database/embedded.js';
import { startOf } from '../../../src/platform/database/embedded-process.js';
import { ask, postmasterOf, startServerProcess } from './support/server-process.js';
import type { ServerProcess } from './support/server-process.js';

const asRoot = process.getuid?.() === 0;

describe('the embedded database', () => {
  let project: string;
  let folder: string;
  const processes: ServerProcess[] = [];

  beforeEach(async () => {
    project = await realpath(await mkdtemp(join(tmpdir(), 'cpd-embedded-')));
    await chmod(project, 0o755);
    folder = join(project, '.data', 'database');
  });

  afterEach(async () => {
    for (const one of processes.splice(0)) await one.stop();
    await rm(project, { recursive: true, force: true });
  });

  async function inAnotherProcess(): Promise<ServerProcess> {
    const started = await startServerProcess(folder);
    processes.push(started);
    return started;
  }

  async function killAll(): Promise<void> {
    for (const one of processes.splice(0)) await one.kill();
  }

  it('outlives a killed parent, is found again, and ends with the last one to stop', async () => {
    const first = await inAnotherProcess();
    const before = await postmasterOf(first.superuser);
    await killAll();

    const again = await startEmbedded({ folder });
    expect(await postmasterOf(again.superuser)).toEqual(before);
    await again.stop();
    expect(await startOf(before.pid)).toBeNull();
  });

  it('keeps running while another process uses it', async () => {
    const other = await inAnotherProcess();
    const mine = await startEmbedded({ folder });
    expect(mine.superuser).toBe(other.superuser);
    await mine.stop();
    expect(await ask(other.owner, 'select 1 as one')).toEqual([{ one: 1 }]);
  });

  it('is started once when two processes ask for it at the same time', async () => {
    const both = await Promise.all([startServerProcess(folder), startServerProcess(folder)]);
    processes.push(...both);
    expect(both[0].superuser).toBe(both[1].superuser);
  });

  it('keeps its data over a stop and over being killed itself', async () => {
    const first = await startEmbedded({ folder });
    await ask(first.owner, 'create table kept as select 7 as n');
    await first.stop();

    const second = await startEmbedded({ folder });
    process.kill((await postmasterOf(second.superuser)).pid, 'SIGKILL');

    const third = await startEmbedded({ folder });
    expect(await ask(third.owner, 'select n from kept')).toEqual([{ n: 7 }]);
    await third.stop();
  });

  it('is not misled by a pid file whose number now belongs to another program', async () => {
    const first = await startEmbedded({ folder });
    const { data } = await postmasterOf(first.superuser);
    await first.stop();
    await writeFile(join(data, 'postmaster.pid'), `${process.pid}\n${data}\n1\n1\n\n127.0.0.1\n\nready   \n`);

    const second = await startEmbedded({ folder });
    expect(await ask(second.owner, 'select 1 as one')).toEqual([{ one: 1 }]);
    await second.stop();
  });

  it('is not held up by the lock of a process that has ended', async () => {
    const first = await startEmbedded({ folder });
    await first.stop();
    await writeFile(join(folder, 'lock'), '4194303 1 1');
    const second = await startEmbedded({ folder });
    await second.stop();
  });

  it('keeps its passwords where only its user can read them', async () => {
    const database = await startEmbedded({ folder });
    expect((await stat(join(folder, 'secret.json'))).mode & 0o777).toBe(0o600);
    await database.stop();
  });

  it('writes every commit to the disk before it answers', async () => {
    const database = await startEmbedded({ folder });
    const [row] = await ask(
      database.app,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, current_setting('jit') as jit`,
    );
    expect(row).toEqual({ fsync: 'on', commit: 'on', jit: 'off' });
    await database.stop();
  });

  (asRoot ? it : it.skip)(
    'lives elsewhere when its user cannot enter the project, and says where',
    async () => {
      await chmod(project, 0o700);
      const first = await startEmbedded({ folder });
      const { data } = await postmasterOf(first.superuser);
      try {
        expect(data.startsWith(project)).toBe(false);
        expect(first.where).toContain(data);
        expect((await stat(dirname(data))).mode & 0o777).toBe(0o700);
        await ask(first.owner, 'create table kept as select 7 as n');
        await first.stop();

        const second = await startEmbedded({ folder });
        expect(await ask(second.owner, 'select n from kept')).toEqual([{ n: 7 }]);
        await second.stop();
      } finally {
        await rm(dirname(data), { recursive: true, force: true });
      }
    },
  );
});
