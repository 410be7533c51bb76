import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { describe, expect, it } from 'vitest';
import { COUNTY, gridPlace } from '../support/grid-town.js';
import { makeOsmPbf } from '../support/make-osm-pbf.js';
import { runCommand } from '../support/run-command.js';
import { temporaryFile } from '../support/temporary-file.js';

/** The 5 × 5 streets of the grid town as an OSM extract. */
function gridExtract(): string {
  const places = Array.from({ length: 25 }, (_, at) => gridPlace(at % 5, Math.floor(at / 5)));
  const nodes = places.map(([lon, lat], at) => ({ id: at + 1, lon, lat }));
  const lines = [0, 1, 2, 3, 4].flatMap((line) => [
    [1, 2, 3, 4, 5].map((column) => line * 5 + column),
    [0, 1, 2, 3, 4].map((row) => row * 5 + line + 1),
  ]);
  const ways = lines.map((refs, at) => ({ id: 100 + at, refs, tags: { highway: 'residential' } }));
  return temporaryFile('grid.osm.pbf', makeOsmPbf({ nodes, ways }));
}

const at = (east: number, north: number) => gridPlace(east, north).join(',');

describe('what needs no database', () => {
  it('circle prints one GeoJSON FeatureCollection and nothing else', async () => {
    const argv = ['circle', '--network', gridExtract(), '--at', at(4, 0), '--minutes', '5', '--speed', '1'];
    const { exitCode, stdout } = await runCommand(argv);
    const circle = JSON.parse(stdout);
    expect([exitCode, circle.type]).toEqual([0, 'FeatureCollection']);
    expect(circle.features.map((feature: GeoJSON.Feature) => feature.geometry.type)).toEqual([
      'MultiLineString',
      'MultiPolygon',
    ]);
  });

  it('matrix prints CSV, empty where one cannot walk in time', async () => {
    const origins = temporaryFile('from.csv', `id,lon,lat\ncorner,${at(0, 0)}\n`);
    const destinations = temporaryFile('to.csv', `id,lon,lat\nnear,${at(1, 0)}\nfar,${at(4, 4)}\n`);
    const argv = ['--network', gridExtract(), '--origins', origins, '--destinations', destinations];
    const { exitCode, stdout } = await runCommand(['matrix', ...argv, '--speed', '1', '--minutes', '5']);
    expect(exitCode).toBe(0);
    expect(stdout).toBe('origin,destination,walkSeconds\ncorner,near,100.0\ncorner,far,\n');
  });

  it('version prints that of the package', async () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(await runCommand(['--version'])).toEqual({ exitCode: 0, stdout: `${version}\n`, stderr: '' });
  });

  it.each([
    [['circle', '--network', '/no/such.osm.pbf', '--at', '118,33'], 'there is no such file'],
    [['circle', '--network', tmpdir(), '--at', '118,33'], 'it is a folder'],
    [['circle', '--network', 'x.osm.pbf', '--at', '118'], '--at must be LON,LAT'],
    [['coverage', '--service', 'STATION'], 'Which division?'],
    [['coverage', '--division', COUNTY, '--service', 'station'], 'Allowed choices are ANY'],
    [['gaps', '--division', COUNTY, '--service', 'ANY', '--first', '-3'], '--first must be a whole number'],
    [['sites', '--division', COUNTY, '--service', 'ANY', '--count', '2.5'], '--count must be a whole number'],
    [
      ['coverage', 'what-if', '--division', COUNTY, '--service', 'ANY', '--open', 'here'],
      '--open must give WGS 84 degrees',
    ],
    [['coverage', 'what-if', '--close', 'F1', '--service', 'ANY'], 'Which division?'],
    [['nonsense'], "unknown command 'nonsense'"],
    [['gaps', '--division', COUNTY, '--service', 'ANY', '--nonsense'], "unknown option '--nonsense'"],
  ])('%j is refused in one plain line', async (argv, words) => {
    const { exitCode, stdout, stderr } = await runCommand(argv);
    expect([exitCode, stdout]).toEqual([2, '']);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it('help goes to the output and is no failure', async () => {
    const { exitCode, stdout, stderr } = await runCommand(['--help']);
    expect([exitCode, stderr]).toEqual([0, '']);
    for (const command of [
      'import',
      'coverage',
      'gaps',
      'sites',
      'circle',
      'matrix',
      'solve',
      'claims',
      'key',
    ]) {
      expect(stdout).toContain(`\n  ${command} `);
    }
  });
});
