import { describe, expect, it } from 'vitest';
import { JsonWriter } from '../../src/accessibility/engine/json-writer.js';
import { unpack } from '../../src/accessibility/engine/packed-bytes.js';
import { roundPolygons } from '../../src/accessibility/engine/rounded-polygons.js';
import { WkbWriter } from '../../src/accessibility/engine/wkb-writer.js';
import {
  type MultiPolygonCoordinates,
  type PolygonColumns,
  serviceAreaColumns,
  WalkSearch,
} from '../../src/kernel/accessibility/index.js';
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

function columnsOf(polygons: MultiPolygonCoordinates): PolygonColumns {
  const rings = polygons.flat();
  const lonLat = rings.flatMap((ring) => ring.slice(0, -1)).flat();
  const offset = [0];
  for (const ring of rings) offset.push(offset[offset.length - 1] + 2 * (ring.length - 1));
  let next = 0;
  return {
    polygons: polygons.map((polygon) => polygon.map(() => next++)),
    lonLat: Float64Array.from(lonLat),
    offset: Int32Array.from(offset),
  };
}

const json = new JsonWriter();

function written(columns: PolygonColumns): MultiPolygonCoordinates {
  const text = Buffer.from(json.multiPolygon(roundPolygons(columns)).take()).toString();
  const { type, coordinates } = JSON.parse(text);
  expect(type).toBe('MultiPolygon');
  return coordinates;
}

const rounded = (polygons: MultiPolygonCoordinates) => written(columnsOf(polygons));

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
    const columns = serviceAreaColumns(town.network, new WalkSearch(town.network), origin, 1);
    expect(columns.polygons.length).toBe(1);
    expect(written(columns)).toEqual([]);
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

  it('says the same in well-known binary, one polygon after the other', () => {
    const random = randomNumbers(6);
    const wkb = new WkbWriter();
    const many = Array.from({ length: 60 }, (_, k) =>
      Array.from({ length: k % 4 }, () => [
        square(random(), random(), 0.5),
        square(random(), -random(), 0.2),
      ]),
    );
    for (const polygons of many) {
      json.multiPolygon(roundPolygons(columnsOf(polygons))).end();
      wkb.multiPolygon(roundPolygons(columnsOf(polygons)));
    }
    const texts = unpack(json.takeAll()).map(
      (bytes) => JSON.parse(Buffer.from(bytes).toString()).coordinates,
    );
    expect(texts).toHaveLength(many.length);
    expect(unpack(wkb.take()).map(readWkb)).toEqual(texts);
    expect([unpack(json.takeAll()), unpack(wkb.take())]).toEqual([[], []]);
  });
});
