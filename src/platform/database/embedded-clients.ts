import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startOf } from './embedded-process.js';

/**
 * Which processes use the embedded server of a folder: one small file each. The server is stopped by the last one to
 * leave; files of processes that were killed do not count. Call both only under the folder's lock.
 */
export async function joinServer(folder: string): Promise<string> {
  const files = join(folder, 'clients');
  await mkdir(files, { recursive: true });
  const file = join(files, `${process.pid}-${performance.now()}`);
  await writeFile(file, `${process.pid} ${await startOf(process.pid)}`);
  return file;
}

/** @returns whether somebody else still uses the server */
export async function leaveServer(folder: string, file: string): Promise<boolean> {
  await rm(file, { force: true });
  let others = false;
  for (const name of await readdir(join(folder, 'clients'))) {
    const path = join(folder, 'clients', name);
    const [pid, start] = (await readFile(path, 'utf8')).split(' ');
    if ((await startOf(Number(pid))) === start) others = true;
    else await rm(path, { force: true });
  }
  return others;
}
