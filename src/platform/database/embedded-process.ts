import { execFile } from 'node:child_process';
import { readFile, readdir, readlink } from 'node:fs/promises';
import { promisify } from 'node:util';

/**
 * When a living process started, in an unspecified unit: with the process id it tells a process from a later one that
 * was given the same id. Null when there is no such process, or it has ended and only waits for its parent to notice.
 */
export async function startOf(pid: number): Promise<string | null> {
  if (!isSignalable(pid)) return null;
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null);
    // "pid (command) state ppid ...": the command may contain anything, so count from its closing bracket.
    const fields = stat?.slice(stat.lastIndexOf(')') + 2).split(' ');
    return !fields || fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
  }
  return (await ps(pid, 'lstart')) || null;
}

/** Whether a living process has this folder as its working folder, which is how PostgreSQL runs in its data. */
export async function runsIn(pid: number, folder: string): Promise<boolean> {
  if (process.platform === 'linux') {
    return (await readlink(`/proc/${pid}/cwd`).catch(() => null)) === folder;
  }
  return (await ps(pid, 'command')).includes(folder);
}

/** Whether any process at all still works in this folder. Knows only Linux; elsewhere the answer is no. */
export async function anyRunsIn(folder: string): Promise<boolean> {
  for (const name of await readdir('/proc').catch(() => [])) {
    if (/^\d+$/.test(name) && (await runsIn(Number(name), folder))) return true;
  }
  return false;
}

function isSignalable(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function ps(pid: number, column: string): Promise<string> {
  const run = promisify(execFile);
  return run('ps', ['-p', String(pid), '-o', `${column}=`]).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  );
}
