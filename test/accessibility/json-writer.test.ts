import { describe, expect, it } from 'vitest';
import { type Coordinates, JsonWriter } from '../../src/accessibility/engine/json-writer.js';
import { randomNumbers } from '../support/random-town.js';

const writer = new JsonWriter();
const textOf = (bytes: Uint8Array) => Buffer.from(bytes).toString();
const coordinatesText = (coordinates: Coordinates, decimals: number) =>
  textOf(writer.coordinates(coordinates, decimals).take());

describe('JsonWriter', () => {
  it('writes degrees with fixed decimals', () => {
    expect(coordinatesText([118.27, -33.9500004], 6)).toBe('[118.270000,-33.950000]');
    expect(coordinatesText([0, -0.00000004], 7)).toBe('[0.0000000,0.0000000]');
    expect(coordinatesText([-180, 90], 7)).toBe('[-180.0000000,90.0000000]');
    expect(coordinatesText([0.05, -0.99999996], 7)).toBe('[0.0500000,-1.0000000]');
    expect(coordinatesText([9.9999999, -10], 6)).toBe('[10.000000,-10.000000]');
    expect(coordinatesText([[[-0.4, 99.96, 7]]], 1)).toBe('[[[-0.4,100.0,7.0]]]');
    expect(coordinatesText([], 7)).toBe('[]');
    expect(coordinatesText([[], [[1, 2]]], 1)).toBe('[[],[[1.0,2.0]]]');
  });

  it('keeps every number to half a unit, however many there are', () => {
    const random = randomNumbers(1);
    const line = Array.from({ length: 20_000 }, () => [360 * random() - 180, 180 * random() - 90]);
    const read = JSON.parse(coordinatesText([line], 7)) as number[][][];
    const furthest = Math.max(
      ...read[0].flatMap(([lon, lat], at) => [Math.abs(lon - line[at][0]), Math.abs(lat - line[at][1])]),
    );
    expect(read[0]).toHaveLength(line.length);
    expect(furthest).toBeLessThan(0.5001e-7);
  });

  it('writes whole objects of any length, one after the other', () => {
    const ring = Array.from({ length: 30_000 }, (_, k) => [k / 1000, -k / 1000]);
    const collection = writer
      .text('{"type":"FeatureCollection","features":[')
      .geometry('LineString', ring, 3)
      .text(`],"name":"${'x'.repeat(200_000)}"}`)
      .take();
    const { features, name } = JSON.parse(textOf(collection));
    expect(features).toEqual([{ type: 'LineString', coordinates: ring.map(([lon, lat]) => [lon, lat + 0]) }]);
    expect(name).toHaveLength(200_000);
    expect(textOf(writer.geometry('MultiPolygon', [], 6).take())).toBe(
      '{"type":"MultiPolygon","coordinates":[]}',
    );
  });
});
