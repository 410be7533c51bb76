import { mkdirSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:net';
import path from 'node:path';
import { Duplex } from 'node:stream';
import { Worker } from 'node:worker_threads';
import { PlanningError } from '../errors/planning-error.js';
import { lockDirectory, type DirectoryLock } from './directory-lock.js';
import { SlicedInput } from './sliced-input.js';

export interface EmbeddedOptions {
  /** Folder that keeps the database; null holds it in memory only. */
  readonly directory: string | null;
  /** Start from this dumped data directory instead of an empty cluster. */
  readonly image?: string;
}

/** Where the database's files lie in its folder. */
export function dataFolder(directory: string): string {
  return path.join(directory, 'pgdata');
}

/** The socket name PostgreSQL clients look for in a folder given as host. */
export const SOCKET_NAME = '.s.PGSQL.5432';

/**
 * PGlite with PostGIS in a worker thread, reached by ordinary `pg` clients over in-process streams.
 * While it runs on a folder, other processes of the same user reach it through a Unix socket in that folder.
 */
export class EmbeddedDatabase {
  private readonly clients = new Map<number, SlicedInput>();
  private readonly answers = new Map<number, (bytes: Uint8Array | undefined) => void>();
  /** Counted up by the worker. */
  private readonly newData = new Int32Array(new SharedArrayBuffer(4));
  private worker: Worker | null = null;
  private doorway: Server | null = null;
  private nextClient = 0;
  private nextQuestion = 0;
  private closing = false;

  private constructor(
    private readonly dataDirectory: string | null,
    private readonly image: string | null,
    private readonly lock: DirectoryLock | null,
  ) {}

  static async start(options: EmbeddedOptions): Promise<EmbeddedDatabase> {
    let lock: DirectoryLock | null = null;
    let dataDirectory: string | null = null;
    if (options.directory) {
      mkdirSync(options.directory, { recursive: true, mode: 0o700 });
      lock = lockDirectory(options.directory);
      dataDirectory = dataFolder(options.directory);
    }
    const database = new EmbeddedDatabase(dataDirectory, options.image ?? null, lock);
    try {
      await database.boot();
      if (options.directory) await database.openDoorway(options.directory);
    } catch (error) {
      await database.worker?.terminate();
      lock?.release();
      throw error;
    }
    return database;
  }

  /** A stream for `pg`'s `stream` option: one client of the database. */
  connect(): Duplex {
    const client = this.nextClient++;
    const { clients, worker } = this;
    const send = (bytes: Uint8Array | null) => worker?.postMessage({ client, bytes });
    const stream = new Duplex({
      read() {},
      write(chunk: Buffer, _encoding, done) {
        send(Uint8Array.from(chunk));
        done();
      },
      writev(chunks, done) {
        send(Uint8Array.from(Buffer.concat(chunks.map(({ chunk }) => chunk as Buffer))));
        done();
      },
      final(done) {
        send(null);
        clients.delete(client);
        this.push(null);
        done();
      },
      destroy(error, done) {
        if (clients.delete(client)) send(null);
        done(error);
      },
    });
    this.clients.set(client, new SlicedInput(stream));
    const socketLike = {
      connect: () => queueMicrotask(() => (worker ? stream.emit('connect') : stream.destroy(stopped()))),
      setNoDelay: () => stream,
      setKeepAlive: () => stream,
      ref: () => stream,
      unref: () => stream,
    };
    return Object.assign(stream, socketLike);
  }

  /** Raised with every committed change of the datasets' revisions or the network snapshots, before it is answered. */
  get dataChanges(): number {
    return Atomics.load(this.newData, 0);
  }

  /** The whole data directory as an uncompressed tar, to start a copy from. */
  async dump(): Promise<Uint8Array> {
    const bytes = await this.ask('dump');
    if (!bytes) throw stopped();
    return bytes;
  }

  async close(): Promise<void> {
    if (this.closing) return;
    this.closing = true;
    this.doorway?.close();
    await this.ask('close');
    await this.worker?.terminate();
    this.lock?.release();
  }

  /** Undefined too when the database stops before it answers. */
  private ask(ask: 'dump' | 'close'): Promise<Uint8Array | undefined> {
    return new Promise((resolve) => {
      if (!this.worker) return resolve(undefined);
      const number = this.nextQuestion++;
      this.answers.set(number, resolve);
      this.worker.postMessage({ ask, number });
    });
  }

  private boot(): Promise<void> {
    const { dataDirectory, image } = this;
    const worker = new Worker(new URL('./embedded-worker.mjs', import.meta.url), {
      workerData: { dataDirectory, image, newData: this.newData },
      stdout: true,
      stderr: false,
    });
    this.worker = worker;
    return new Promise((resolve, reject) => {
      let isReady = false;
      let cause: Error | undefined;
      worker.on('message', (message) => {
        if (message.ready) resolve(void (isReady = true));
        else if (message.answer !== undefined) this.answers.get(message.answer)?.(message.bytes);
        else this.clients.get(message.client)?.push(message.bytes);
      });
      worker.on('error', (error) => reject((cause = error)));
      worker.on('exit', () => {
        reject(stopped());
        this.worker = null;
        // What it committed last may not have been told.
        Atomics.add(this.newData, 0, 1);
        this.failAll(stopped(cause));
        if (isReady && dataDirectory && !this.closing) this.startAnew();
      });
    });
  }

  /** PostgreSQL recovers what was committed; clients connect again. */
  private startAnew(): void {
    this.boot().catch(() => {
      // Whoever connects now is told that the database stopped.
    });
  }

  private failAll(error: Error): void {
    for (const answer of this.answers.values()) answer(undefined);
    if (this.closing) return;
    for (const client of [...this.clients.values()]) client.destroy(error);
  }

  private async openDoorway(directory: string): Promise<void> {
    const address = path.join(path.resolve(directory), SOCKET_NAME);
    // Windows has no Unix sockets pg could name, and a socket path over 100 bytes cannot be bound.
    if (process.platform === 'win32' || Buffer.byteLength(address) > 100) return;
    rmSync(address, { force: true });
    const server = createServer((socket) => {
      const client = this.connect();
      socket.pipe(client).pipe(socket);
      socket.on('error', () => client.destroy());
      client.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', (error) =>
        reject(new PlanningError('UNAVAILABLE', `Cannot open the local database socket: ${error.message}`)),
      );
      server.listen(address, resolve);
    });
    this.doorway = server.unref();
  }
}

function stopped(cause?: Error): Error {
  return new Error(`the embedded database stopped${cause ? ` (${cause.message})` : ''}`, { cause });
}
