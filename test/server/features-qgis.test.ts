import { execFile, execFileSync } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_LAYERS, layerNamed } from '../../src/layers/index.js';
import type { Viewer } from '../../src/platform/access/viewer.js';
import { type LayersServer, startLayersServer } from './layers-server.js';

const SCRIPT = path.resolve(import.meta.dirname, '../support/read-in-qgis.py');
/** Debian's, whatever other Python is in the way. */
const PYTHON = '/usr/bin/python3';
const ENVIRONMENT = { ...process.env, QT_QPA_PLATFORM: 'offscreen' };

function hasQgis(): boolean {
  try {
    execFileSync(PYTHON, ['-c', 'import qgis.core'], { stdio: 'ignore', env: ENVIRONMENT });
    return true;
  } catch {
    return false;
  }
}

interface ReadInQgis {
  readonly layers: Readonly<
    Record<string, { valid: boolean; told: number; read: number; fields: readonly string[] }>
  >;
  readonly inBox: readonly string[];
  readonly inBoxAsked: readonly string[];
  readonly chosen: readonly string[];
  readonly place: readonly [number, number];
}

const admin: Viewer = { actor: 'local', role: 'admin' };

describe.skipIf(!hasQgis())('OGC API – Features read by QGIS (needs python3-qgis)', () => {
  let served: LayersServer;
  let found: ReadInQgis;
  beforeAll(async () => {
    served = await startLayersServer();
    const names = ALL_LAYERS.map(({ name }) => name);
    const { stdout } = await promisify(execFile)(PYTHON, [SCRIPT, served.address, ...names], {
      env: ENVIRONMENT,
    });
    found = JSON.parse(stdout.slice(stdout.indexOf('{'))) as ReadInQgis;
  });
  afterAll(async () => {
    await served?.close();
  });

  it.each(ALL_LAYERS.map(({ name }) => name))('has %s whole, page by page, with its fields', async (name) => {
    const count = await served.room.layers.count(layerNamed(name), {}, admin);
    const { valid, told, read, fields } = found.layers[name]!;
    expect([valid, told, read]).toEqual([true, count, count]);
    for (const field of layerNamed(name).fields) expect(fields).toContain(field.name);
  });

  it('chooses by a box, here or at the server, and by an attribute, and brings features into another system', () => {
    expect(found.inBox).toEqual(['f-02']);
    expect(found.inBoxAsked).toEqual(['f-02']);
    expect(found.chosen).toEqual(['f-06']);
    expect(found.place[0]).toBeCloseTo(621_043, -3);
    expect(found.place[1]).toBeCloseTo(3_754_000, -4);
  });
});
