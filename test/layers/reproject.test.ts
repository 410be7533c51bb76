import { describe, expect, it } from 'vitest';
import { CRS84, layerCrs, reprojector, toDegrees, zonesOf } from '../../src/layers/index.js';

const URI = 'http://www.opengis.net/def/crs/EPSG/0/';
const PLACE = [118.31, 33.91] as const;
/** The same by GDAL 3.6: gdaltransform -s_srs EPSG:4490 -t_srs EPSG:4548. */
const EASTING = 621155.574;
const NORTHING = 3754451.281;

describe('systems of coordinates', () => {
  it.each([
    ['http://www.opengis.net/def/crs/OGC/1.3/CRS84', 'CRS84'],
    ['CRS84', 'CRS84'],
    [`${URI}4326`, 'EPSG:4326'],
    ['EPSG:4490', 'EPSG:4490'],
    ['[EPSG:4549]', 'EPSG:4549'],
  ])('are known as %s', (text, name) => {
    expect(layerCrs(text).name).toBe(name);
  });

  it.each(['', 'EPSG:3857', `${URI}999999`, 'http://example.org/4326', '4326', 'GCJ-02'])(
    'are not taken for others: %j',
    (text) => {
      expect(() => layerCrs(text)).toThrow(/Expected a coordinate system/);
    },
  );

  it('have the axes of their authority, or east first where files want it', () => {
    const at = (name: string, order: 'AUTHORITY' | 'EAST_FIRST') => {
      const point = { type: 'Point' as const, coordinates: [...PLACE] };
      const moved = reprojector(layerCrs(name), order)(point);
      return moved.type === 'Point' ? moved.coordinates : [];
    };
    expect(at('CRS84', 'AUTHORITY')).toEqual([...PLACE]);
    expect(at('EPSG:4326', 'AUTHORITY')).toEqual([33.91, 118.31]);
    expect(at('EPSG:4490', 'AUTHORITY')).toEqual([33.91, 118.31]);
    expect(at('EPSG:4490', 'EAST_FIRST')).toEqual([118.31, 33.91]);
    const [north, east] = at('EPSG:4548', 'AUTHORITY');
    expect([north, east]).toEqual([NORTHING, EASTING]);
    expect(at('EPSG:4527', 'EAST_FIRST')).toEqual([39_000_000 + EASTING, NORTHING]);
    const [lon, lat] = toDegrees(layerCrs('EPSG:4548'), north, east);
    expect([lon.toFixed(7), lat.toFixed(7)]).toEqual(['118.3100000', '33.9100000']);
  });

  it('are the zones data lie in, that of the middle first', () => {
    const names = (west: number, east: number) => zonesOf([west, 30, east, 40]).map(({ name }) => name);
    expect(names(118.1, 118.4)).toEqual(['EPSG:4548', 'EPSG:4527']);
    expect(names(116, 122)).toEqual([
      ...['EPSG:4549', 'EPSG:4528'],
      ...['EPSG:4548', 'EPSG:4527'],
      ...['EPSG:4550', 'EPSG:4529'],
    ]);
    expect(names(10, 11)).toEqual([]);
    expect(CRS84.uri).toMatch(/CRS84$/);
  });
});
