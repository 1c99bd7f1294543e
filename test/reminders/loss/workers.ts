import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Worker processes of the product itself, which can be killed. */
export class Workers {
  private readonly running = new Set<ChildProcess>();
  /** When workers were killed, milliseconds since 1970. */
  readonly kills: number[] = [];
  readonly complaints: string[] = [];

  constructor(private readonly environment: Readonly<Record<string, string>>) {}

  /** Starts one and waits until it delivers. */
  async start(): Promise<void> {
    const child = spawn(
      process.execPath,
      ['--import', path('../../support/typescript.mjs'), path('../../../src/worker.ts')],
      { env: { PATH: process.env['PATH'] ?? '', ...this.environment }, stdio: ['ignore', 'pipe', 'pipe'] },
    );
    this.running.add(child);
    child.once('exit', () => this.running.delete(child));
    child.stderr.on('data', (chunk: Buffer) => this.complaints.push(chunk.toString()));
    await new Promise<void>((resolve, reject) => {
      child.stdout.on('data', (chunk: Buffer) => {
        if (chunk.toString().includes('The worker delivers')) resolve();
      });
      child.once('exit', () => reject(new Error(`A worker did not start. ${this.complaints.join('')}`)));
    });
  }

  /** kill -9 of the one that has run longest. */
  async killOldest(): Promise<void> {
    const [oldest] = this.running;
    if (oldest) await this.end(oldest, 'SIGKILL');
  }

  async killAll(): Promise<void> {
    await Promise.all([...this.running].map((child) => this.end(child, 'SIGKILL')));
  }

  /** Ends them as an operator would. */
  async stopAll(): Promise<void> {
    await Promise.all([...this.running].map((child) => this.end(child, 'SIGTERM')));
  }

  private async end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
    if (signal === 'SIGKILL') this.kills.push(Date.now());
    const ended = once(child, 'exit');
    child.kill(signal);
    await ended;
  }
}
