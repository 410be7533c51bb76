import { describe, expect, it } from 'vitest';
import { unpack } from '../../src/accessibility/engine/packed-bytes.js';
import { WkbWriter } from '../../src/accessibility/engine/wkb-writer.js';
import {
  type MultiPolygonCoordinates,
  placedServiceArea,
  WalkSearch,
} from '../../src/kernel/accessibility/index.js';
import { type PlacedPolygons, PolygonTexts } from '../../src/kernel/geometry/polygon-text.js';
import { gridTown } from '../support/ascii-town.js';
import { randomNumbers } from '../support/random-town.js';

/** A closed square. */
const square = (lon: number, lat: number, side: number) => [
  [lon, lat],
  [lon + side, lat],
  [lon + side, lat + side],
  [lon, lat + side],
  [lon, lat],
];

/** In a lattice of cells of so many degrees. */
function placed(polygons: MultiPolygonCoordinates, west = 0, south = 0, cell = 1): PlacedPolygons {
  const xy: number[] = [];
  const rings = polygons.flat().map((ring) => {
    // Every ring has a head of two numbers.
    const begin = xy.push(ring.length, -1e300);
    for (const [lon, lat] of ring.slice(0, -1)) xy.push((lon - west) / cell, (lat - south) / cell);
    return { begin, end: xy.length };
  });
  let next = 0;
  const indexes = polygons.map((polygon) => polygon.map(() => next++));
  const lattice = { west, south, lonPerCell: cell, latPerCell: cell };
  return { polygons: indexes, xy: Float64Array.from(xy), rings, ...lattice };
}

const texts = new PolygonTexts();

function written(polygons: PlacedPolygons): MultiPolygonCoordinates {
  texts.begin();
  texts.round(polygons);
  texts.write();
  expect([...texts.ends]).toEqual([texts.texts.length]);
  const { type, coordinates } = JSON.parse(Buffer.from(texts.texts).toString());
  expect(type).toBe('MultiPolygon');
  return coordinates;
}

const rounded = (polygons: MultiPolygonCoordinates) => written(placed(polygons));

/** What well-known binary says, read as its standard has it. */
function readWkb(bytes: Uint8Array): MultiPolygonCoordinates {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  let at = 0;
  const count = () => view.getUint32((at += 4) - 4, true);
  const head = (type: number) => {
    expect([view.getUint8(at++), count()]).toEqual([1, type]);
    return count();
  };
  const list = <T>(length: number, read: () => T) => Array.from({ length }, read);
  const position = () => list(2, () => view.getFloat64((at += 8) - 8, true));
  const read = list(head(6), () => list(head(3), () => list(count(), position)));
  expect(at).toBe(bytes.length);
  return read;
}

describe('rounding polygons', () => {
  const large = square(118, 34, 0.01);
  const hole = square(118.002, 34.002, 0.001);

  it('keeps what has an extent as it stands', () => {
    const polygons = [[large, hole], [square(119, 34, 1e-6)]];
    expect(rounded(polygons)).toEqual(
      polygons.map((rings) =>
        rings.map((ring) => ring.map((position) => position.map((degrees) => Number(degrees.toFixed(6))))),
      ),
    );
  });

  it('leaves out holes and islands that round to a point or a line', () => {
    const point = square(118.004, 34.004, 1e-7);
    const line = [
      [118.005, 34.005],
      [118.005003, 34.0050001],
      [118.005006, 34.0049999],
      [118.005, 34.005],
    ];
    expect(rounded([[large, point, hole, line], [point], [line, hole]])).toEqual(rounded([[large, hole]]));
    expect(rounded([[point]])).toEqual([]);
    expect(rounded([])).toEqual([]);
  });

  it('takes a circle of a centimetre for none', () => {
    const town = gridTown(3, 3, 100);
    const origin = town.index.snap(...town.at(100, 100))!;
    const area = placedServiceArea(town.network, new WalkSearch(town.network), origin, 1);
    expect(area.polygons.length).toBe(1);
    expect(written(area)).toEqual([]);
  });
});

describe('writing rounded polygons', () => {
  it('keeps every coordinate to half a microdegree, all over the Earth', () => {
    const random = randomNumbers(5);
    const ring = Array.from({ length: 20_000 }, () => [360 * random() - 180, 180 * random() - 90]);
    const around = [-1, -0.0000004, 0.0000004, 0.9999996, 1, 9.9999999, 10, 99.9999996, -100, 180, -180];
    ring.push(...around.map((degrees) => [degrees, degrees / 2]), ring[0]);
    const [[read]] = rounded([[ring]]);
    const off = read.flatMap(([lon, lat], at) => [Math.abs(lon - ring[at][0]), Math.abs(lat - ring[at][1])]);
    expect(read).toHaveLength(ring.length);
    expect(Math.max(...off)).toBeLessThan(0.50001e-6);
  });

  it('writes every coordinate as toFixed does, zero without a sign', () => {
    const units = [
      -180e6, -1000001, -1e6, -999999, -1, 0, 1, 42, 999999, 1e6, 9999999, 1e7, 99999999, 1e8, 18e7,
    ];
    const ring = units.flatMap((lon) => [lon, -lon, 7].map((lat) => [lon / 1e6, (lat % 9e7) / 1e6]));
    const fixed = (degrees: number) => (Math.round(degrees * 1e6) / 1e6 + 0).toFixed(6);
    texts.begin();
    texts.round(placed([[[...ring, ring[0]]]]));
    texts.write();
    expect(Buffer.from(texts.texts).toString()).toBe(
      `{"type":"MultiPolygon","coordinates":[[[${[...ring, ring[0]]
        .map(([lon, lat]) => `[${fixed(lon)},${fixed(lat)}]`)
        .join(',')}]]]}`,
    );
  });

  it('finds the degrees of a lattice that begins anywhere', () => {
    const polygons = [[square(118.25, 33.9, 0.0125), square(118.2525, 33.9025, 0.0025)]];
    expect(written(placed(polygons, 118, 33.5, 0.0025))).toEqual(
      polygons.map((rings) =>
        rings.map((ring) => ring.map((position) => position.map((degrees) => Number(degrees.toFixed(6))))),
      ),
    );
  });

  it('keeps what it has written while it grows', () => {
    const random = randomNumbers(8);
    const many = Array.from({ length: 40 }, (_, k) => [
      [...Array.from({ length: 20 + 500 * (k % 7) }, () => [118 + random(), 33 + random()])].concat([
        [118, 33],
      ]),
    ]).map(([ring]) => [[[...ring.slice(0, -1), ring[0]]]]);
    const fresh = many.map((polygons) => JSON.stringify(rounded(polygons)));
    texts.begin();
    for (const polygons of many) {
      texts.round(placed(polygons));
      texts.write();
    }
    const packed = { bytes: texts.texts.slice(), ends: texts.ends };
    expect(
      unpack(packed).map((bytes) => JSON.stringify(JSON.parse(Buffer.from(bytes).toString()).coordinates)),
    ).toEqual(fresh);
  });

  it('says the same in well-known binary, one polygon after the other', () => {
    const random = randomNumbers(6);
    const wkb = new WkbWriter();
    const many = Array.from({ length: 60 }, (_, k) =>
      Array.from({ length: k % 4 }, () => [
        square(random(), random(), 0.5),
        square(random(), -random(), 0.2),
      ]),
    );
    texts.begin();
    for (const polygons of many) {
      wkb.multiPolygon(texts.round(placed(polygons)));
      texts.write();
    }
    const packed = { bytes: texts.texts.slice(), ends: texts.ends };
    const read = unpack(packed).map((bytes) => JSON.parse(Buffer.from(bytes).toString()).coordinates);
    expect(read).toHaveLength(many.length);
    expect(unpack(wkb.take()).map(readWkb)).toEqual(read);
    texts.begin();
    expect([texts.texts.length, texts.ends.length, unpack(wkb.take())]).toEqual([0, 0, []]);
  });
});
