import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import type { Environment } from '../../src/platform/config/parse-config.js';
import { PlanningError } from '../../src/platform/errors/planning-error.js';
import type { App, BuildApp } from '../../src/server/app-contract.js';
import { exampleQueries } from '../../src/server/example-queries.js';
import { runProgram } from '../../src/server/run-program.js';
import { testSchema } from './test-server.js';

function collector() {
  const stream = new PassThrough();
  let text = '';
  stream.on('data', (chunk) => (text += String(chunk)));
  return { stream: stream as unknown as NodeJS.WriteStream, text: () => text };
}

interface Run {
  readonly env?: Environment;
  readonly argv?: readonly string[];
  readonly buildApp?: BuildApp;
  /** Called once the welcome has been printed. */
  readonly whileServing?: (stdout: string) => Promise<void>;
}

async function run({ env = {}, argv = [], buildApp, whileServing }: Run) {
  const stdout = collector();
  const stderr = collector();
  const seen = { built: false, closed: false, listening: 0 };
  const build: BuildApp = async () => {
    seen.built = true;
    const app: App = {
      schema: testSchema(),
      database: { dataSource: { driver: {} } } as never,
      keys: { findActive: async () => null, countActive: async () => 0 },
      tiles: { warmUp: async () => {} } as never,
      features: {} as never,
      publicLists: {} as never,
      downloads: {} as never,
      health: () => Promise.reject(new Error('not asked')),
      async close() {
        seen.closed = true;
      },
    };
    return app;
  };
  let stop = (_reason: string) => {};
  stdout.stream.on('data', () => {
    void (whileServing?.(stdout.text()) ?? Promise.resolve()).finally(() => stop('SIGTERM'));
  });
  const exitCode = await runProgram({
    buildApp: buildApp ?? build,
    argv,
    env: { PORT: '0', ...env },
    stdout: stdout.stream,
    stderr: stderr.stream,
    onStop(listener) {
      seen.listening++;
      stop = listener;
      return () => void seen.listening--;
    },
  });
  return { exitCode, stdout: stdout.text(), stderr: stderr.text(), ...seen };
}

describe('the program', () => {
  it('serves, says where, who is let in and what to try, and closes in order when stopped', async () => {
    let answer: unknown;
    const result = await run({
      async whileServing(text) {
        const url = /http:\/\/localhost:\d+\/graphql/.exec(text)![0].replace('localhost', '127.0.0.1');
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: '{"query":"{ whoami role }"}',
        });
        answer = await response.json();
      },
    });
    expect(answer).toEqual({ data: { whoami: 'local', role: 'admin' } });
    expect(result).toMatchObject({ exitCode: 0, built: true, closed: true, listening: 0 });
    expect(result.stdout).toContain('/health/ready');
    expect(result.stdout).toContain('/metrics');
    expect(result.stdout).toContain('本机用户无需密钥即为管理员');
    for (const { title } of exampleQueries) expect(result.stdout).toContain(title);
  });

  it('does not say the local user is admin when that is off', async () => {
    const result = await run({ env: { LOCAL_ADMIN: 'off' } });
    expect(result.stdout).not.toContain('管理员');
    expect(result.stdout).toContain('without a credential one is public');
  });

  it('shows every wrong setting at once, no secret and no stack, and builds nothing', async () => {
    const result = await run({
      env: {
        PORT: 'high',
        LOG_LEVEL: 'loud',
        DATABASE_URL: 'mysql://care:hush-hush@db/care',
        ADMIN_API_KEY: 'hush-key',
      },
    });
    expect(result).toMatchObject({ exitCode: 2, built: false, stdout: '' });
    expect(result.stderr).toContain('PORT must be');
    expect(result.stderr).toContain('LOG_LEVEL must be');
    expect(result.stderr).toContain('DATABASE_URL must be');
    expect(result.stderr).toContain('ADMIN_API_KEY must be');
    expect(result.stderr).not.toMatch(/hush|\n\s+at /);
  });

  it('refuses an open address without credentials, and closes what it had opened', async () => {
    const result = await run({ argv: ['--host', '0.0.0.0'] });
    expect(result).toMatchObject({ exitCode: 2, closed: true, stdout: '' });
    expect(result.stderr).toMatch(/^carecircle: HOST=0\.0\.0\.0 can be reached by others.*\n$/m);
    expect(result.stderr).not.toMatch(/\n\s+at /);
  });

  it('finds out about a taken port before it builds', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const result = await run({ argv: ['--port', String(port)] });
    other.close();
    expect(result).toMatchObject({ exitCode: 2, built: false });
    expect(result.stderr).toBe(
      `carecircle: Port ${port} on 127.0.0.1 is in use by another program. Stop that program, or set PORT to another number.\n`,
    );
  });

  it('reports a database that cannot be opened in one line', async () => {
    const env = { DATABASE_URL: 'postgres://care:hush-hush@127.0.0.1:1/care' };
    const result = await run({
      env,
      buildApp: async () => {
        throw new PlanningError('UNAVAILABLE', `Cannot open the database at ${env.DATABASE_URL}: refused`);
      },
    });
    expect(result.exitCode).toBe(2);
    expect(result.stderr).toMatch(/^carecircle: Cannot open the database at \[hidden\]: refused$/m);
  });

  it('shows an error nobody foresaw with its place, exit code 1', async () => {
    const result = await run({ buildApp: () => Promise.reject(new TypeError('a slip of ours')) });
    expect(result.exitCode).toBe(1);
    expect(result.stderr).toContain('unexpected error');
    expect(result.stderr).toContain('run-program.test.ts');
  });

  it('explains its arguments', async () => {
    expect(await run({ argv: ['--help'] })).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining('--port'),
    });
    const unknown = await run({ argv: ['--prot', '1'] });
    expect(unknown).toMatchObject({ exitCode: 2, stdout: '' });
    expect(unknown.stderr).toContain("'--prot'");
  });

  it('can be stopped while it builds', async () => {
    let stop = (_reason: string) => {};
    const streams = [collector(), collector()] as const;
    const exitCode = runProgram({
      buildApp: () => {
        setTimeout(() => stop('SIGINT'), 10);
        return new Promise(() => {});
      },
      argv: [],
      env: { PORT: '0' },
      stdout: streams[0].stream,
      stderr: streams[1].stream,
      onStop(listener) {
        stop = listener;
        return () => {};
      },
    });
    expect(await exitCode).toBe(0);
  });
});
