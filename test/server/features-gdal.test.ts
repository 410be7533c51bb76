import { execFile, execFileSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ALL_LAYERS, layerNamed } from '../../src/layers/index.js';
import type { Viewer } from '../../src/platform/access/viewer.js';
import { type LayersServer, startLayersServer } from './layers-server.js';

const run = promisify(execFile);

function hasGdal(): boolean {
  try {
    return /OAPIF/.test(execFileSync('ogrinfo', ['--formats'], { encoding: 'utf8' }));
  } catch {
    return false;
  }
}
const OGR_TYPES = {
  text: 'String',
  integer: 'Integer',
  number: 'Real',
  boolean: 'Integer\\(Boolean\\)',
  date: 'Date',
};
const admin: Viewer = { actor: 'local', role: 'admin' };

/** As QGIS reads it, from this machine and so with every right. */
describe.skipIf(!hasGdal())('OGC API – Features read by GDAL (needs gdal-bin)', () => {
  let served: LayersServer;
  let address: string;
  beforeAll(async () => {
    served = await startLayersServer();
    address = `OAPIF:${served.address}`;
  });
  afterAll(async () => {
    await served?.close();
  });

  async function gdal(command: string, ...args: string[]): Promise<string> {
    const { stdout, stderr } = await run(command, args, { maxBuffer: 64 * 2 ** 20 });
    expect(
      stderr.replace(/^Warning 1: The output driver does not natively support Date .*$/gm, '').trim(),
    ).toBe('');
    return stdout;
  }

  it('lists every layer', async () => {
    const listed = await gdal('ogrinfo', '-ro', '-q', address);
    expect([...listed.matchAll(/^\d+: (\w+)/gm)].map(([, name]) => name)).toEqual(
      ALL_LAYERS.map(({ name }) => name),
    );
  });

  it.each(ALL_LAYERS.map(({ name }) => name))('reads %s whole, page by page', async (name) => {
    const count = await served.room.layers.count(layerNamed(name), {}, admin);
    const told = await gdal('ogrinfo', '-ro', '-so', address, name);
    expect(told).toContain(`Feature Count: ${count}`);
    expect(told).toContain('WGS 84');
    for (const field of layerNamed(name).fields)
      expect(told).toMatch(new RegExp(`^${field.name}: ${OGR_TYPES[field.type]} `, 'm'));
    const read = await gdal(
      'ogr2ogr',
      '-f',
      'GeoJSONSeq',
      '/vsistdout/',
      address,
      name,
      '-oo',
      'PAGE_SIZE=700',
    );
    const features = read
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line.replace('\u001e', '')));
    expect(features).toHaveLength(count);
    const { rows } = await served.room.layers.page(layerNamed(name), {}, { limit: 10_000 }, admin);
    const { key } = layerNamed(name);
    const expected = new Map(rows.map(({ id, ...row }) => [id, row]));
    for (const { geometry, properties } of features) {
      const row = expected.get(properties[key])!;
      expect(geometry?.type).toBe(row.geometry?.type);
      expect(properties).toMatchObject(
        Object.fromEntries(Object.entries(row.properties).filter(([, value]) => value !== null)),
      );
      expected.delete(properties[key]);
    }
    expect([...expected.keys()]).toEqual([]);
  });

  it('takes what a computed layer is asked along with the address', async () => {
    const people = async (asked: string) => {
      const found = await gdal('ogrinfo', '-ro', '-q', `${address}${asked}`, 'gaps');
      return [...found.matchAll(/ people \(Real\) = (\S+)/g)].reduce(
        (sum, [, number]) => sum + Number(number),
        0,
      );
    };
    // No way leads from any of the county's points.
    expect(await people('')).toBeCloseTo(400 + 350.5 + 300 + 120 + 260 + 210, 6);
    expect(await people('?cohort=AGE_80')).toBe(60 + 50 + 20 + 40 + 35);
  });

  it('has boxes and conditions answered here', async () => {
    const box = ['-spat', '118.3', '33.9', '118.32', '33.92'];
    expect(await gdal('ogrinfo', '-ro', '-so', ...box, address, 'facilities')).toContain('Feature Count: 2');
    const where = ['-where', "kind = 'MEAL_POINT'"];
    const found = await gdal('ogrinfo', '-ro', '-q', ...where, address, 'facilities');
    expect([...found.matchAll(/ id \(String\) = (\S+)/g)].map(([, id]) => id)).toEqual(['f-06']);
  });
});
