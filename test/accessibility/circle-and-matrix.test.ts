import { describe, expect, it } from 'vitest';
import { circleFromNetwork } from '../../src/accessibility/circle.js';
import { matrixFromNetwork, type MatrixRow } from '../../src/accessibility/matrix.js';
import { gridNetwork, gridPlace } from '../support/grid-town.js';

const network = gridNetwork();
const place = (id: string, east: number, north: number) => {
  const [lon, lat] = gridPlace(east, north);
  return { id, lon, lat };
};

describe('circleFromNetwork', () => {
  it('gives the reached lines and the polygon with the same figures', () => {
    const circle = circleFromNetwork(network, gridPlace(4, 0), { minutes: 5, speed: 1 });
    const [lines, polygon] = circle.features;
    expect(lines.geometry.type).toBe('MultiLineString');
    expect(polygon.geometry.type).toBe('MultiPolygon');
    expect({ ...polygon.properties, part: 'lines' }).toEqual(lines.properties);
    expect(lines.properties.reachedMeters).toBeCloseTo(1200, 0);
    expect(lines.properties.areaSquareMeters).toBeGreaterThan(40_000);
    expect(lines.properties.areaMethod).toContain('turf');
  });

  it('refuses a place without a street and a speed of nothing', () => {
    expect(() => circleFromNetwork(network, gridPlace(4, 20))).toThrow(/no walkway within 200 m/);
    expect(() => circleFromNetwork(network, gridPlace(4, 0), { speed: 0 })).toThrow(/speedMetersPerSecond/);
  });
});

async function rowsOf(...question: Parameters<typeof matrixFromNetwork>): Promise<MatrixRow[]> {
  const rows: MatrixRow[] = [];
  for await (const row of matrixFromNetwork(...question)) rows.push(row);
  return rows;
}

describe('matrixFromNetwork', () => {
  it('gives the walk in seconds, origins first, and nothing where there is no way', async () => {
    const origins = [place('corner', 0, 0), place('nowhere', 4, 20)];
    const destinations = [place('corner', 0, 0), place('far', 4, 4), place('between', 2.5, 0)];
    expect(await rowsOf(network, origins, destinations, { speed: 0.8 })).toEqual([
      { origin: 'corner', destination: 'corner', walkSeconds: '0.0' },
      { origin: 'corner', destination: 'far', walkSeconds: '1000.0' },
      { origin: 'corner', destination: 'between', walkSeconds: '312.5' },
      { origin: 'nowhere', destination: 'corner', walkSeconds: '' },
      { origin: 'nowhere', destination: 'far', walkSeconds: '' },
      { origin: 'nowhere', destination: 'between', walkSeconds: '' },
    ]);
  });

  it('is the same with a hierarchy, which a large matrix has built', async () => {
    const many = Array.from({ length: 1000 }, (_, at) => place(`p${at}`, (at * 0.137) % 4, (at * 0.291) % 4));
    const all = await rowsOf(network, many, many, { speed: 1 });
    const walked = await rowsOf(network, many.slice(0, 20), many, { speed: 1 });
    expect(all.slice(0, walked.length)).toEqual(walked);
    expect(all).toHaveLength(1_000_000);
  });

  it('refuses a speed of nothing', async () => {
    await expect(rowsOf(network, [place('a', 0, 0)], [place('b', 1, 0)], { speed: 0 })).rejects.toThrow(
      /speedMetersPerSecond/,
    );
  });

  it('includes the cutoff and leaves out what lies beyond', async () => {
    const rows = await rowsOf(network, [place('a', 0, 0)], [place('b', 3, 0), place('c', 4, 0)], {
      speed: 1,
      minutes: 5,
    });
    expect(rows.map(({ walkSeconds }) => walkSeconds)).toEqual(['300.0', '']);
  });

  it('streams more origins than fit into one block', async () => {
    const origins = Array.from({ length: 600 }, (_, at) => place(`o${at}`, at % 5, Math.floor(at / 5) % 5));
    const rows = await rowsOf(network, origins, [place('to', 0, 0)], { speed: 1 });
    expect(rows.map(({ origin }) => origin)).toEqual(origins.map(({ id }) => id));
    rows.forEach(({ walkSeconds }, at) => {
      expect(Number(walkSeconds)).toBe(100 * ((at % 5) + (Math.floor(at / 5) % 5)));
    });
  });

  it('has no rows without destinations', async () => {
    expect(await rowsOf(network, [place('a', 0, 0)], [])).toEqual([]);
  });
});
