import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';

/** Another process that has started (or found) the embedded server of a folder. */
export interface ServerProcess {
  readonly superuser: string;
  readonly owner: string;
  readonly where: string;
  kill(): Promise<void>;
  stop(): Promise<void>;
}

export async function startServerProcess(folder: string): Promise<ServerProcess> {
  const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
  const child = spawn(
    process.execPath,
    ['--import', path('../../../support/typescript.mjs'), path('./keep-server.ts'), folder],
    { stdio: ['pipe', 'pipe', 'inherit'] },
  );
  const ended = once(child, 'exit');
  const line = await Promise.race([once(createInterface(child.stdout), 'line'), ended.then(() => [null])]);
  if (typeof line[0] !== 'string') throw new Error('The server process ended early.');
  const urls = JSON.parse(line[0]) as Pick<ServerProcess, 'superuser' | 'owner' | 'where'>;
  return {
    ...urls,
    kill: async () => {
      child.kill('SIGKILL');
      await ended;
    },
    stop: async () => {
      child.stdin.write('stop\n');
      await ended;
    },
  };
}

/** Rows of one statement, on a connection of its own. */
export async function ask<T extends object>(url: string, sql: string): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** The first line of PostgreSQL's own note in its data: the process that everything else belongs to. */
export async function postmasterOf(url: string): Promise<{ pid: number; data: string }> {
  const [row] = await ask<{ pid: string; data: string }>(
    url,
    `select split_part(pg_read_file('postmaster.pid'), chr(10), 1) as pid, current_setting('data_directory') as data`,
  );
  if (!row) throw new Error('no answer');
  return { pid: Number(row.pid), data: row.data };
}
