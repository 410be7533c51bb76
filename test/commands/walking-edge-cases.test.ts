import { describe, expect, it } from 'vitest';
import { gridPlace } from '../support/grid-town.js';
import { makeOsmPbf } from '../support/make-osm-pbf.js';
import { runCommand } from '../support/run-command.js';
import { temporaryFile } from '../support/temporary-file.js';

const at = (east: number, north: number) => gridPlace(east, north).join(',');

/** One street of 100 m, and another a kilometre north that nothing leads to. */
function extract({ island }: { readonly island: boolean }): string {
  const streets = island ? [0, 10] : [0];
  const nodes = streets.flatMap((north) =>
    [0, 1].map((east) => {
      const [lon, lat] = gridPlace(east, north);
      return { id: 10 * north + east + 1, lon, lat };
    }),
  );
  const ways = streets.map((north) => ({
    id: north + 1,
    refs: [10 * north + 1, 10 * north + 2],
    tags: { highway: 'residential' },
  }));
  return temporaryFile('streets.osm.pbf', makeOsmPbf({ nodes, ways }));
}

const places = (name: string, rows: readonly string[]) =>
  temporaryFile(name, `id,lon,lat\n${rows.map((row, k) => `p${k},${row}\n`).join('')}`);

describe('circle and matrix on the command line', () => {
  it('walk on a network of one street', async () => {
    const network = extract({ island: false });
    const walk = ['--network', network, '--speed', '1'];
    const circle = await runCommand(['circle', ...walk, '--at', at(0.25, 0), '--minutes', '1']);
    expect(circle.exitCode).toBe(0);
    expect(JSON.parse(circle.stdout).features[0].properties.reachedMeters).toBeCloseTo(85, 0);
    const [origins, destinations] = [places('o.csv', [at(0.25, 0)]), places('d.csv', [at(0.75, 0)])];
    const matrix = await runCommand([
      'matrix',
      ...walk,
      '--origins',
      origins,
      '--destinations',
      destinations,
    ]);
    expect(matrix).toMatchObject({ exitCode: 0, stdout: 'origin,destination,walkSeconds\np0,p0,50.0\n' });
  });

  it('walk on an island, and not off it', async () => {
    const network = extract({ island: true });
    const circle = await runCommand(['circle', '--network', network, '--at', at(0.5, 10)]);
    expect(JSON.parse(circle.stdout).features[0].properties.reachedMeters).toBeCloseTo(100, 0);
    const ends = places('ends.csv', [at(0, 0), at(0, 10), at(1, 10)]);
    const argv = ['--network', network, '--origins', ends, '--destinations', ends, '--speed', '1'];
    const { stdout } = await runCommand(['matrix', ...argv]);
    expect(stdout.trim().split('\n').slice(1)).toEqual([
      'p0,p0,0.0',
      'p0,p1,',
      'p0,p2,',
      'p1,p0,',
      'p1,p1,0.0',
      'p1,p2,100.0',
      'p2,p0,',
      'p2,p1,100.0',
      'p2,p2,0.0',
    ]);
  });

  it('walk from ten thousand places at once', async () => {
    const origins = places(
      'many.csv',
      Array.from({ length: 10_000 }, (_, k) => at((k % 101) / 100, 0)),
    );
    const destinations = places('one.csv', [at(0, 0)]);
    const walk = ['--network', extract({ island: false }), '--speed', '1'];
    const { exitCode, stdout } = await runCommand([
      'matrix',
      ...walk,
      '--origins',
      origins,
      '--destinations',
      destinations,
    ]);
    const rows = stdout.trim().split('\n').slice(1);
    expect([exitCode, rows.length]).toEqual([0, 10_000]);
    rows.forEach((row, k) => expect(Number(row.split(',')[2])).toBeCloseTo(k % 101, 0));
  });

  it.each([
    ['--speed', '0', 'speedMetersPerSecond must be 0.1–3 m/s, got 0'],
    ['--speed', '-1', 'speedMetersPerSecond must be 0.1–3 m/s, got -1'],
    ['--minutes', '0', 'walkMinutes must be 1–120 minutes, got 0'],
    ['--minutes', '1440', 'walkMinutes must be 1–120 minutes, got 1440'],
    ['--minutes', 'NaN', '--minutes'],
  ])('refuse %s %s', async (option, value, words) => {
    const network = extract({ island: false });
    const place = places('place.csv', [at(0, 0)]);
    const circle = ['circle', '--network', network, '--at', at(0, 0), option, value];
    const matrix = [
      'matrix',
      '--network',
      network,
      '--origins',
      place,
      '--destinations',
      place,
      option,
      value,
    ];
    for (const argv of [circle, matrix]) {
      const { exitCode, stderr } = await runCommand(argv);
      expect(exitCode).toBe(2);
      expect(stderr).toContain(words);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
  });
});
