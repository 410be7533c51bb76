import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { startFlags } from './start-flags.js';
import type { LoopReport, ServingQuestion } from './serving-program.js';

/** One answer as a client in another process sees it. */
export interface HttpAnswer {
  /** From sending the question to the last byte. */
  readonly millis: number;
  readonly bytes: number;
  readonly body: Buffer;
}

/** A server of its own on the embedded database with the sample region, asked over HTTP. */
export class ServingClient {
  private readonly agent = new http.Agent({ keepAlive: true });

  private constructor(
    private readonly program: ChildProcess,
    private readonly folder: string,
    /** Where it listens on this machine. */
    readonly port: number,
  ) {}

  /**
   * Starts the program on an empty database and waits until it serves.
   * @param databaseUrl an empty database on a server instead of the embedded one
   */
  static async start(databaseUrl = ''): Promise<ServingClient> {
    const folder = mkdtempSync(path.join(tmpdir(), 'carecircle-serving-'));
    const env = {
      ...process.env,
      DATABASE_URL: databaseUrl,
      DATA_DIR: folder,
      PORT: '0',
      REQUESTS_PER_MINUTE: '0',
      TILES_PER_MINUTE: '0',
    };
    const program = fork(fileURLToPath(new URL('./serving-program.js', import.meta.url)), {
      env,
      execArgv: startFlags(),
    });
    const port = await Promise.race([
      once(program, 'message').then(([message]) => (message as { port: number }).port),
      once(program, 'exit').then(([code]) => {
        throw new Error(`the serving program ended with code ${String(code)}`);
      }),
    ]);
    return new ServingClient(program, folder, port);
  }

  async ask(query: string, variables: object = {}): Promise<HttpAnswer> {
    const began = performance.now();
    const headers = { 'content-type': 'application/json' };
    const request = http.request({
      port: this.port,
      path: '/graphql',
      method: 'POST',
      agent: this.agent,
      headers,
    });
    request.end(JSON.stringify({ query, variables }));
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const millis = performance.now() - began;
    const body = Buffer.concat(chunks);
    const start = body.toString('latin1', 0, 200);
    if (!start.startsWith('{"data":')) throw new Error(`the server answered ${start}`);
    return { millis, bytes: body.length, body };
  }

  /** Fetches an address of it; the bytes as they were sent. */
  async get(path: string, headers: Record<string, string> = {}): Promise<HttpAnswer & { status: number }> {
    const began = performance.now();
    const request = http.get({ port: this.port, path, agent: this.agent, headers });
    const [response] = (await once(request, 'response')) as [http.IncomingMessage];
    const chunks: Buffer[] = [];
    for await (const chunk of response) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks);
    return { millis: performance.now() - began, bytes: body.length, body, status: response.statusCode! };
  }

  /** How long its event loop was blocked since the last call. */
  async loop(): Promise<LoopReport> {
    return (await this.tell('loop'))!;
  }

  /** Watches its event loop no longer, until `loop` is called again. */
  async rest(): Promise<void> {
    await this.tell('rest');
  }

  /** Publishes the network it has as a new snapshot, which the next question switches to. */
  async publishAgain(): Promise<void> {
    await this.tell('publish');
  }

  async close(): Promise<void> {
    this.agent.destroy();
    this.program.disconnect();
    await once(this.program, 'exit');
    rmSync(this.folder, { recursive: true, force: true });
  }

  private async tell(question: ServingQuestion): Promise<LoopReport | null> {
    const answered = once(this.program, 'message');
    this.program.send(question);
    const [report] = (await answered) as [LoopReport | null];
    return report;
  }
}
