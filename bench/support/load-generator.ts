import net from 'node:net';

export interface LoadReport {
  readonly perSecond: number;
  /** Per request from sending to its last byte, in the order they ended. */
  readonly millis: readonly number[];
  /** Status → how often. */
  readonly statuses: ReadonlyMap<number, number>;
  /** Bodies together. */
  readonly bytes: number;
}

export interface Load {
  readonly port: number;
  /** Asked for in order, each once. */
  readonly paths: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly connections: number;
}

/**
 * Fetches addresses over kept-open connections, one request at a time on each. Reads no more of an answer than its
 * status and length, so that the machine is left to the server; every answer must say its length or have no body.
 */
export async function load({ port, paths, headers = {}, connections }: Load): Promise<LoadReport> {
  const lines = Object.entries({ host: `localhost:${port}`, ...headers }).map(
    ([name, value]) => `${name}: ${value}`,
  );
  const millis: number[] = [];
  const statuses = new Map<number, number>();
  let next = 0;
  let bytes = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: connections }, () => {
      const socket = net.connect({ port, host: '127.0.0.1', noDelay: true });
      let held: Buffer = Buffer.alloc(0);
      let sent = 0;
      return new Promise<void>((resolve, reject) => {
        const ask = () => {
          if (next >= paths.length) return socket.end(resolve);
          sent = performance.now();
          socket.write(`GET ${paths[next++]} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
        };
        socket.on('connect', ask);
        socket.on('error', reject);
        socket.on('data', (chunk: Buffer) => {
          held = held.length > 0 ? Buffer.concat([held, chunk]) : chunk;
          const head = held.indexOf('\r\n\r\n');
          if (head < 0) return;
          const text = held.toString('latin1', 0, head);
          const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0);
          if (/\r\ntransfer-encoding:/i.test(text))
            return void reject(new Error('an answer without a length'));
          if (held.length < head + 4 + length) return;
          const status = Number(text.slice(9, 12));
          statuses.set(status, (statuses.get(status) ?? 0) + 1);
          millis.push(performance.now() - sent);
          bytes += length;
          held = Buffer.alloc(0);
          ask();
        });
      });
    }),
  );
  return { perSecond: (1000 * paths.length) / (performance.now() - began), millis, statuses, bytes };
}
