import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { CHROMIUM_FLAGS, findChromium } from '../../bench/support/chromium.js';
import { root } from './test-cache.js';

/** What journeys are made on. */
export interface JourneyGround {
  /** Of the running program: `http://127.0.0.1:port`. */
  readonly address: string;
  /** Of the running browser. */
  readonly browser: string;
}

declare module 'vitest' {
  interface ProvidedContext {
    /** Null where there is no browser. */
    journeyGround: JourneyGround | null;
  }
}

/** A name no machine has, which the browser takes for this one: who comes by it is no local person to the program. */
export const OTHER_HOST = 'map.example';

/**
 * Vitest global setup: the built program with the sample region, and one browser, for all journeys. JOURNEYS_ADDRESS
 * names a program that runs already, as `http://127.0.0.1:4000`.
 */
export default async function setup(project: TestProject): Promise<(() => Promise<void>) | void> {
  const executablePath = findChromium();
  if (!executablePath) {
    if (process.env.CI) throw new Error('No Chromium: install Debian’s package chromium or set CHROMIUM.');
    return project.provide('journeyGround', null);
  }
  const running = process.env.JOURNEYS_ADDRESS;
  const folder = mkdtempSync(path.join(tmpdir(), 'carecircle-journeys-'));
  const program = running ? null : buildAndStart(folder);
  const browser = await chromium.launchServer({
    executablePath,
    args: [...CHROMIUM_FLAGS, `--host-resolver-rules=MAP ${OTHER_HOST} 127.0.0.1`],
  });
  const stop = async () => {
    await browser.close();
    if (program) await end(program);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const address = running ?? (await addressOf(program!));
    project.provide('journeyGround', { address, browser: browser.wsEndpoint() });
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

function buildAndStart(folder: string): ChildProcess {
  execFileSync(process.execPath, ['scripts/build.mjs'], { cwd: root, stdio: 'inherit' });
  const settings = {
    DATABASE_URL: '',
    DATA_DIR: folder,
    HOST: '127.0.0.1',
    PORT: '0',
    LOG_LEVEL: 'warn',
    REQUESTS_PER_MINUTE: '0',
    TILES_PER_MINUTE: '0',
    // For the page of another origin that embeds the map.
    CORS_ORIGINS: '*',
  };
  return spawn(process.execPath, [path.join(root, 'dist/src/main.js')], {
    env: { ...process.env, ...settings },
    cwd: folder,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function addressOf(program: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    program.stdout!.on('data', (chunk) => {
      said += String(chunk);
      const [, address] = /(http:\/\/\S+?)\/graphql/.exec(said) ?? [];
      if (address) resolve(address.replace('localhost', '127.0.0.1'));
    });
    program.once('exit', (code) => reject(new Error(`the program ended with code ${code}: ${said}`)));
  });
}

function end(program: ChildProcess): Promise<void> {
  if (program.exitCode !== null) return Promise.resolve();
  return new Promise((resolve) => {
    program.once('exit', () => resolve());
    program.kill('SIGTERM');
  });
}
