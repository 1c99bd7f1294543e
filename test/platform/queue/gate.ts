import { createServer, connect } from 'node:net';
import type { AddressInfo, Server, Socket } from 'node:net';

/**
 * A gate in front of a server, so that a test can take the server away and give it back, for Redis and PostgreSQL alike.
 */
export class Gate {
  private state: 'open' | 'shut' | 'frozen' = 'open';
  private readonly sockets = new Set<Socket>();
  private server: Server | undefined;
  private port = 0;

  private constructor(private readonly target: { host: string; port: number }) {}

  static async before(url: string): Promise<Gate> {
    const { hostname, port } = new URL(url);
    const gate = new Gate({ host: hostname, port: Number(port) });
    await gate.listen();
    return gate;
  }

  /** The same address, but through the gate. */
  through(url: string): string {
    const changed = new URL(url);
    changed.hostname = '127.0.0.1';
    changed.port = String(this.port);
    return changed.href;
  }

  /** The server is gone: what is connected breaks, what comes is refused. */
  async shut(): Promise<void> {
    this.state = 'shut';
    const closed = new Promise((resolve) => this.server?.close(resolve));
    for (const socket of this.sockets) socket.destroy();
    await closed;
  }

  /** The network swallows everything without a word. */
  freeze(): void {
    this.state = 'frozen';
    for (const socket of this.sockets) socket.pause();
  }

  /** The server is back (for a frozen gate: what it held arrives). */
  async open(): Promise<void> {
    const was = this.state;
    this.state = 'open';
    if (was === 'shut') await this.listen();
    for (const socket of this.sockets) socket.resume();
  }

  private async listen(): Promise<void> {
    const server = createServer((inner) => this.join(inner));
    this.server = server;
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
  }

  private join(inner: Socket): void {
    const outer = connect(this.target);
    for (const [from, to] of [
      [inner, outer],
      [outer, inner],
    ] as const) {
      this.sockets.add(from);
      from.on('data', (bytes) => to.write(bytes));
      from.on('error', () => to.destroy());
      from.on('close', () => {
        this.sockets.delete(from);
        to.destroy();
      });
      if (this.state === 'frozen') from.pause();
    }
  }
}
