import { expect, it } from 'vitest';
import {
  buildWalkNetwork,
  NODE_IS_CLOSED,
  NODE_IS_DATA_EDGE,
  NODE_IS_KEPT,
  splitWays,
  surveyNetwork,
} from '../../../src/kernel/network/index.js';
import { townPosition } from '../../support/ascii-town.js';
import { WaySetBuilder } from '../../support/way-set-builder.js';

const builder = new WaySetBuilder();
const node = (east: number, north: number, flags = 0) => builder.node(...townPosition(east, north), flags);
const gate = node(100, 0, NODE_IS_KEPT);
// A street through a gate, out of the data in the east; a lane that stops 6 m short of it; two islands; a locked gate.
builder
  .way([node(0, 0), gate, node(300, 0, NODE_IS_DATA_EDGE)], { id: 1 })
  .way([node(150, 6), node(150, 200)], { id: 2, kind: 'steps', speedFactor: 0.5 })
  .way([node(1000, 0), node(1050, 0)], { id: 3, direction: 1 })
  .way([node(150, 300, NODE_IS_CLOSED), node(150, 400)], { id: 4 })
  .way([node(150, 300, NODE_IS_CLOSED), node(250, 300), node(300, 300)], { id: 5, direction: 2 });
const { segments } = splitWays(builder.build());
const network = buildWalkNetwork(segments);

it('lists islands, ends that seem to miss a way, and counts what matters', () => {
  const survey = surveyNetwork(network, segments);
  expect(survey.islands.map(({ lengthMeters, nodeCount }) => [Math.round(lengthMeters), nodeCount])).toEqual([
    [194, 2],
    [150, 2],
    [100, 2],
    [50, 2],
  ]);
  const [lon, lat] = townPosition(150, 6);
  expect(survey.looseEnds).toEqual([{ lon, lat, gapMeters: expect.closeTo(6, 2), wayId: 1 }]);
  expect(survey).toMatchObject({
    islandCount: 4,
    looseEndCount: 1,
    continuingWayCount: 1,
    gateCount: 1,
    closedGateCount: 1,
    oneWayCount: 2,
    stepsCount: 1,
  });
});

it('lists no more than asked for, and counts all', () => {
  const survey = surveyNetwork(network, segments, 1);
  expect([survey.islands.length, survey.islandCount]).toEqual([1, 4]);
});

it('has nothing to say about an empty network', () => {
  expect(surveyNetwork(buildWalkNetwork([]), [])).toEqual({
    islands: [],
    islandCount: 0,
    looseEnds: [],
    looseEndCount: 0,
    continuingWayCount: 0,
    gateCount: 0,
    closedGateCount: 0,
    oneWayCount: 0,
    stepsCount: 0,
  });
});
