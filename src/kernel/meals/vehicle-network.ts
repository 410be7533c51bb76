import { buildWalkNetwork } from '../network/build-walk-network.js';
import type { WalkNetwork } from '../network/walk-network.js';
import type { WalkDirection, WalkwaySegment } from '../network/walkway-segment.js';
import { WALKWAY_KINDS } from '../network/way-set.js';
import type { VehicleProfile } from './meal-vehicle.js';

/**
 * The part of the walking network a vehicle may use, as a network of its own. A cost is a centimetre at the vehicle's
 * full speed: rideSeconds = cost / 100 / speedMetersPerSecond. What makes walking slow (steps, slopes) does not count;
 * a stretch takes its length over the share of speed its kind allows. Directions hold as they are stored, which is for
 * walkers: one-way streets for vehicles are not in the network and are ridden both ways.
 *
 * An edge goes by the kind of its longest part, as the walking network keeps it.
 *
 * @param isTurned every direction the other way round, so that a search towards a place tells the rides from it
 */
export function vehicleNetwork(
  network: WalkNetwork,
  { kinds }: Pick<VehicleProfile, 'kinds'>,
  isTurned = false,
): WalkNetwork {
  return buildWalkNetwork(segmentsOf(network, kinds, isTurned));
}

function* segmentsOf(
  network: WalkNetwork,
  kinds: VehicleProfile['kinds'],
  isTurned: boolean,
): Generator<WalkwaySegment> {
  const { edgeCount, edgeKind, edgeFrom, edgeTo, edgeForwardCost, edgeBackwardCost, nodeFlags } = network;
  for (let edge = 0; edge < edgeCount; edge++) {
    const kind = WALKWAY_KINDS[edgeKind[edge]];
    const speedFactor = kinds[kind];
    if (speedFactor === undefined) continue;
    const [onward, back] = isTurned
      ? [edgeBackwardCost, edgeForwardCost]
      : [edgeForwardCost, edgeBackwardCost];
    if (onward[edge] < 0 && back[edge] < 0) continue;
    const direction: WalkDirection = back[edge] < 0 ? 1 : onward[edge] < 0 ? 2 : 0;
    yield {
      ...{ wayId: edge, segment: 0, kind, direction, speedFactor },
      // By place in the network: a closed gate is two nodes at one place and stays two.
      fromNode: edgeFrom[edge],
      toNode: edgeTo[edge],
      fromFlags: nodeFlags[edgeFrom[edge]],
      toFlags: nodeFlags[edgeTo[edge]],
      lonLat: lonLatOf(network, edge),
      lengthMeters: network.edgeLengthMeters[edge],
    };
  }
}

function lonLatOf({ edgeVertexOffset, vertexLon, vertexLat }: WalkNetwork, edge: number): Float64Array {
  const from = edgeVertexOffset[edge];
  const lonLat = new Float64Array(2 * (edgeVertexOffset[edge + 1] - from));
  for (let at = 0; at < lonLat.length; at += 2) {
    lonLat[at] = vertexLon[from + at / 2];
    lonLat[at + 1] = vertexLat[from + at / 2];
  }
  return lonLat;
}
