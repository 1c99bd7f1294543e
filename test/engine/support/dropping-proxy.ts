import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A TCP proxy in front of PostgreSQL that can lose an answer. */
export interface DroppingProxy {
  /** The same database by way of the proxy. */
  readonly url: string;
  /** The next COMMIT reaches the server; its answer is lost together with the connection. */
  loseNextCommit(): void;
  close(): Promise<void>;
}

export async function openDroppingProxy(target: string): Promise<DroppingProxy> {
  const { hostname, port } = new URL(target);
  const open = new Set<Socket>();
  let armed = false;
  const server = createServer((client) => {
    const upstream = connect(Number(port), hostname);
    let dropping = false;
    open.add(client).add(upstream);
    client.on('data', (chunk) => {
      // The prepared statement's name travels in clear.
      if (armed && /\bcommit\b/i.test(chunk.toString('latin1'))) {
        armed = false;
        dropping = true;
      }
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!dropping) client.write(chunk);
      // The answer is here, so the commit has happened: now the line breaks.
      else client.destroy();
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => other.destroy());
      one.on('close', () => {
        other.destroy();
        open.delete(one);
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(target);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    loseNextCommit: () => {
      armed = true;
    },
    close: async () => {
      for (const socket of open) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
