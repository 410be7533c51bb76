import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { linesToWaySet } from '../../../src/imports/formats/lines-to-way-set.js';
import type { SourceRecord } from '../../../src/imports/source-record.js';
import { splitWays } from '../../../src/kernel/network/split-ways.js';
import { WALKWAY_KINDS } from '../../../src/kernel/network/way-set.js';

function line(row: number, coordinates: number[][], properties: Record<string, unknown> = {}): SourceRecord {
  return { row, properties, geometry: { type: 'LineString', coordinates } };
}

const A = [118.25, 33.95];
const B = [118.251, 33.95];
const C = [118.252, 33.95];
const N = [118.251, 33.951];
const S = [118.251, 33.949];

describe('linesToWaySet', () => {
  it('joins lines at shared vertices, also when they differ by less than a centimetre', () => {
    const nearB = [118.25100000004, 33.95000000003];
    const { ways, issues } = linesToWaySet([line(1, [A, B, C]), line(2, [N, nearB])]);
    expect(issues).toEqual([]);
    expect(ways.nodeId.length).toBe(4);
    expect(splitWays(ways).segments.length).toBe(3);
  });

  it('leaves lines apart that only cross, or meet on different levels', () => {
    expect(splitWays(linesToWaySet([line(1, [A, C]), line(2, [N, S])]).ways).segments.length).toBe(2);
    const bridge = linesToWaySet([line(1, [A, B, C], { level: 1 }), line(2, [N, B, S])]);
    expect(splitWays(bridge.ways).segments.length).toBe(2);
    const ramp = linesToWaySet([line(1, [A, B, C], { layer: '1' }), line(2, [A, N])]);
    expect(ramp.ways.nodeId.length).toBe(4);
  });

  it('reads kind, direction and speed', () => {
    const { ways, issues } = linesToWaySet([
      line(1, [A, B], { kind: 'steps' }),
      line(2, [A, B], { kind: 'footway', direction: 'backward', speedFactor: '0.8' }),
      line(3, [A, B], { kind: 'footway', oneway: 'yes' }),
      line(4, [A, B], { highway: 'residential', oneway: 'yes' }),
      line(5, [A, B], { highway: 'footway', oneway: '-1' }),
      line(6, [A, B], { 名称: '无类别' }),
    ]);
    expect(issues).toEqual([]);
    const kinds = [...ways.wayKind].map((kind) => WALKWAY_KINDS[kind]);
    expect(kinds).toEqual(['steps', 'footway', 'footway', 'residential', 'footway', 'other']);
    expect([...ways.wayDirection]).toEqual([0, 2, 1, 0, 2, 0]);
    expect([...ways.waySpeedFactor].map((factor) => Number(factor.toFixed(3)))).toEqual([
      0.5, 0.8, 1, 1, 1, 1,
    ]);
  });

  it('leaves out what OSM tags close to walkers, and counts it', () => {
    const { ways, notWalkableCount } = linesToWaySet([
      line(1, [A, B], { highway: 'motorway' }),
      line(2, [A, B], { highway: 'service', access: 'private' }),
      line(3, [A, B], { highway: 'service' }),
    ]);
    expect([...ways.wayId]).toEqual([3]);
    expect(notWalkableCount).toBe(2);
  });

  it('takes multi-part lines apart and numbers ways by id where there is one', () => {
    const geometry: Geometry = {
      type: 'MultiLineString',
      coordinates: [
        [A, B],
        [B, C],
      ],
    };
    const { ways } = linesToWaySet([{ row: 9, properties: { id: 4711 }, geometry }, line(2, [A, N])]);
    expect([...ways.wayId]).toEqual([4711, 4711 + 1e12, 2]);
    expect([...ways.wayOffset]).toEqual([0, 2, 4, 6]);
  });

  it('reports rows it cannot use', () => {
    const point: SourceRecord = { row: 2, properties: {}, geometry: { type: 'Point', coordinates: A } };
    const { ways, issues } = linesToWaySet([
      { row: 1, properties: {}, geometry: null },
      point,
      line(3, [A, B], { kind: 'footway', direction: 'sideways' }),
      line(4, [A, B], { speedFactor: 2 }),
      line(5, [A, B], { level: 'ground' }),
      line(6, [A, B], { id: 7 }),
      line(7, [B, C], { id: 7 }),
    ]);
    expect(issues.map(({ row, code }) => [row, code])).toEqual([
      [1, 'MISSING_GEOMETRY'],
      [2, 'WRONG_GEOMETRY_TYPE'],
      [3, 'BAD_VALUE'],
      [4, 'BAD_NUMBER'],
      [5, 'BAD_NUMBER'],
      [7, 'DUPLICATE_KEY'],
    ]);
    expect([...ways.wayId]).toEqual([7]);
  });
});
