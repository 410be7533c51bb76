import { describe, expect, it } from 'vitest';
import { waySetOfLines } from '../../../src/imports/formats/way-set-of-lines.js';
import { surveyNetwork } from '../../../src/kernel/network/index.js';
import { buildWalkNetwork } from '../../../src/kernel/network/build-walk-network.js';
import { placeGates } from '../../../src/kernel/network/place-gates.js';
import { splitWays } from '../../../src/kernel/network/split-ways.js';
import { NODE_IS_CLOSED, NODE_IS_KEPT } from '../../../src/kernel/network/way-set.js';

const STEP = 0.001;
const at = (x: number, y: number): [number, number] => [118.25 + x * STEP, 33.95 + y * STEP];
const METER = 1 / 110_930;

/** An avenue from west to east with a bend at 1, and a lane that leaves it northwards at 2. */
const avenue = [at(0, 0), at(1, 0), at(2, 0), at(4, 0)];
const lane = [at(2, 0), at(2, 3)];

function town(...gates: readonly { place: readonly [number, number]; closed?: boolean }[]) {
  const lines = [avenue, lane];
  const { ways } = waySetOfLines({
    wayId: Float64Array.of(7, 8),
    lineOffset: Int32Array.of(0, 4, 6),
    lonLat: Float64Array.from(lines.flat(2)),
    kind: new Uint8Array(2),
    direction: new Uint8Array(2),
    speedFactor: Float32Array.of(1, 1),
    level: new Float32Array(2),
  });
  const placed = placeGates(ways, {
    lon: Float64Array.from(gates, ({ place }) => place[0]),
    lat: Float64Array.from(gates, ({ place }) => place[1]),
    isClosed: Uint8Array.from(gates, ({ closed }) => (closed ? 1 : 0)),
  });
  const { segments, ignored } = splitWays(placed.ways);
  const network = buildWalkNetwork(segments);
  const survey = surveyNetwork(network, segments);
  return { ...placed, segments, ignored, network, survey };
}

const lengthOf = (segments: readonly { lengthMeters: number }[]): number =>
  segments.reduce((sum, { lengthMeters }) => sum + lengthMeters, 0);

describe('gates given as points', () => {
  it('leaves a town without gates as it is', () => {
    const { ways, segments, survey } = town();
    expect([...ways.nodeFlags]).toEqual([0, 0, 0, 0, 0]);
    expect(segments.length).toBe(3);
    expect(survey).toMatchObject({ gateCount: 0, closedGateCount: 0 });
  });

  it('keeps an open gate as a node: at a bend, and between two vertices', () => {
    const bend = town({ place: at(1, 0) });
    expect(bend.segments.length).toBe(4);
    expect(bend.survey).toMatchObject({ gateCount: 1, closedGateCount: 0 });

    const [lon, lat] = at(2, 1);
    const beside = town({ place: [lon + 0.5 * METER, lat] });
    expect(beside.segments.length).toBe(4);
    expect(beside.missed).toEqual([]);
    const gate = beside.ways.nodeFlags.indexOf(NODE_IS_KEPT);
    expect(beside.ways.nodeLon[gate]).toBeCloseTo(lon, 9);
    expect(beside.ways.nodeLat[gate]).toBeCloseTo(lat, 9);
    expect(lengthOf(beside.segments)).toBeCloseTo(lengthOf(town().segments), 6);
    expect(beside.network.componentNodeCount.length).toBe(1);
  });

  it('orders several gates of one stretch as they lie on it', () => {
    const places = [at(2, 2.5), at(2, 0.5), at(2, 1.5)].map((place) => ({ place }));
    const { segments } = town(...places);
    expect(segments.length).toBe(6);
    expect(lengthOf(segments)).toBeCloseTo(lengthOf(town().segments), 6);
  });

  it('ends ways on either side of a closed gate, with numbers of their own', () => {
    const { ways, segments, survey, network } = town({ place: at(2, 1), closed: true });
    expect([...ways.wayId]).toEqual([7, 8, 8 + 1e12]);
    expect(network.componentNodeCount.length).toBe(2);
    expect(survey).toMatchObject({ gateCount: 0, closedGateCount: 1 });
    expect(lengthOf(segments)).toBeCloseTo(lengthOf(town().segments), 6);
  });

  it('takes a closed junction apart, and a closed gate at the end of a line costs nothing', () => {
    expect(town({ place: at(2, 0), closed: true }).network.componentNodeCount.length).toBe(3);
    const end = town({ place: at(2, 3), closed: true });
    expect(end.network.componentNodeCount.length).toBe(1);
    expect([...end.ways.wayId]).toEqual([7, 8]);
    expect(end.ignored).toEqual([]);
  });

  it('lets a closed gate prevail over an open one at its place', () => {
    const { ways, network } = town({ place: at(1, 0) }, { place: at(1, 0), closed: true });
    expect(network.componentNodeCount.length).toBe(2);
    expect([...ways.nodeFlags].filter((flags) => flags & NODE_IS_CLOSED).length).toBeGreaterThanOrEqual(2);
  });

  it('names the gates that lie on no way', () => {
    const [lon, lat] = at(3, 0);
    const { missed, survey } = town({ place: [lon, lat + 0.9 * METER] }, { place: [lon, lat + 1.1 * METER] });
    expect(missed).toEqual([1]);
    expect(survey.gateCount).toBe(1);
  });
});
