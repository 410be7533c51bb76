import type { Geometry } from 'geojson';
import { describe, expect, it } from 'vitest';
import { LineCollector } from '../../../src/imports/formats/line-collector.js';
import { waySetOfLines } from '../../../src/imports/formats/way-set-of-lines.js';
import type { SourceRecord } from '../../../src/imports/source-record.js';
import { splitWays } from '../../../src/kernel/network/split-ways.js';
import { WALKWAY_KINDS } from '../../../src/kernel/network/way-set.js';

function linesToWaySet(records: Iterable<SourceRecord>, { joinMeters = 0 } = {}) {
  const collector = new LineCollector();
  for (const record of records) collector.add(record);
  const { issues, ignored } = collector;
  return { ...waySetOfLines(collector.lines(), joinMeters), issues, ignored };
}

function line(row: number, coordinates: number[][], properties: Record<string, unknown> = {}): SourceRecord {
  return { row, properties, geometry: { type: 'LineString', coordinates } };
}

const A = [118.25, 33.95];
const B = [118.251, 33.95];
const C = [118.252, 33.95];
const N = [118.251, 33.951];
const S = [118.251, 33.949];

/** The largest number of segment ends that meet in one node. */
function joints(...lines: SourceRecord[]): number {
  const degree = new Map<number, number>();
  for (const { fromNode, toNode } of splitWays(linesToWaySet(lines).ways).segments)
    for (const node of [fromNode, toNode]) degree.set(node, (degree.get(node) ?? 0) + 1);
  return Math.max(...degree.values());
}

describe('lines as ways', () => {
  it('joins lines at shared vertices, also when they differ by less than a centimetre', () => {
    const nearB = [118.25100000004, 33.95000000003];
    const { ways, issues } = linesToWaySet([line(1, [A, B, C]), line(2, [N, nearB])]);
    expect(issues).toEqual([]);
    expect(ways.nodeId.length).toBe(4);
    expect(splitWays(ways).segments.length).toBe(3);
  });

  it('leaves lines apart that only cross, or meet on different levels', () => {
    expect(splitWays(linesToWaySet([line(1, [A, C]), line(2, [N, S])]).ways).segments.length).toBe(2);
    for (const properties of [{ level: 1 }, { layer: '-1' }, { bridge: 'yes' }, { tunnel: '是' }]) {
      const bridge = linesToWaySet([line(1, [A, B, C], properties), line(2, [N, B, S])]);
      expect(splitWays(bridge.ways).segments.length).toBe(2);
      expect(bridge.ways.wayLevel![1]).toBe(0);
    }
    expect(joints(line(1, [A, B, C], { bridge: '否' }), line(2, [N, B, S]))).toBe(4);
  });

  it('lets a single end land on another level, and leaves a bridge drawn in two parts above the road', () => {
    const deck = { level: 1 };
    // A ramp onto a street's bend; stairs of the ground up to a deck's bend and to where two decks meet.
    expect(joints(line(1, [A, B], deck), line(2, [N, B, S]))).toBe(3);
    expect(joints(line(1, [A, B, C], deck), line(2, [N, B]))).toBe(3);
    expect(joints(line(1, [A, B], deck), line(2, [B, C], deck), line(3, [B, N]))).toBe(3);
    // A deck may branch on its own level.
    expect(joints(line(1, [A, B, C], deck), line(2, [B, N], deck))).toBe(3);
    // Two parts of a bridge that meet above a road's vertex meet each other only.
    expect(joints(line(1, [A, B], deck), line(2, [B, C], deck), line(3, [N, B, S]))).toBe(2);
  });

  it('joins chains of vertices a centimetre apart, across the cells of any grid', () => {
    const step = 0.009 / 111_195;
    const spread = [0, 1, 2, 3].map((k) =>
      line(k + 1, [
        [118.25 + k * 0.001, 33.9],
        [B[0], B[1] + k * step],
      ]),
    );
    for (const order of [spread, [...spread].reverse(), [0, 2, 1, 3].map((k) => spread[k])])
      expect(joints(...order)).toBe(4);
    const apart = [[118.251, 33.95 + 0.011 / 111_195], S];
    expect(joints(line(1, [A, B]), line(2, apart))).toBe(1);
  });

  it('joins loose ends within the distance asked for, to the nearest vertex of another line', () => {
    const gap = (meters: number) => [B[0], B[1] + meters / 110_930];
    const lines = [line(1, [A, B, C]), line(2, [gap(0.4), N]), line(3, [gap(-0.6), S])];
    expect(linesToWaySet(lines).joinedEndCount).toBe(0);
    const half = linesToWaySet(lines, { joinMeters: 0.5 });
    expect([half.joinedEndCount, splitWays(half.ways).segments.length]).toEqual([1, 4]);
    const both = linesToWaySet(lines, { joinMeters: 0.7 });
    expect([both.joinedEndCount, splitWays(both.ways).segments.length]).toEqual([2, 4]);
    expect([...both.ways.nodeLat]).toContain(B[1]);
    // A short line keeps its own two ends.
    const short = linesToWaySet([line(1, [B, gap(0.3)])], { joinMeters: 0.5 });
    expect([short.joinedEndCount, short.ways.nodeId.length]).toEqual([0, 2]);
  });

  it('reads kind, direction and speed', () => {
    const { ways, issues } = linesToWaySet([
      line(1, [A, B], { kind: 'steps' }),
      line(2, [A, B], { kind: 'footway', direction: 'backward', speedFactor: '0.8' }),
      line(3, [A, B], { kind: 'footway', oneway: 'yes' }),
      line(4, [A, B], { highway: 'residential', oneway: 'yes' }),
      line(5, [A, B], { highway: 'footway', oneway: '-1' }),
      line(6, [A, B], { 名称: '无类别' }),
      line(7, [A, B], { kind: '台阶', direction: '逆向', level: '0;1' }),
    ]);
    expect(issues).toEqual([]);
    const kinds = [...ways.wayKind].map((kind) => WALKWAY_KINDS[kind]);
    expect(kinds).toEqual(['steps', 'footway', 'footway', 'residential', 'footway', 'other', 'steps']);
    expect([...ways.wayDirection]).toEqual([0, 2, 1, 0, 2, 0, 2]);
    expect([...ways.waySpeedFactor].map((factor) => Number(factor.toFixed(3)))).toEqual([
      0.5, 0.8, 1, 1, 1, 1, 0.5,
    ]);
    expect([...ways.wayLevel!]).toEqual([0, 0, 0, 0, 0, 0, NaN]);
  });

  it('leaves out what OSM tags close to walkers, and counts it', () => {
    const { ways, ignored } = linesToWaySet([
      line(1, [A, B], { highway: 'motorway' }),
      line(2, [A, B], { highway: 'service', access: 'private' }),
      line(3, [A, B], { highway: 'service' }),
    ]);
    expect([...ways.wayId]).toEqual([3]);
    expect(ignored).toEqual({ motorTrafficOnly: 1, privateAccess: 1 });
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
