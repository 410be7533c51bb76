import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import type { ContractionHierarchy } from './contraction-hierarchy.js';
import {
  costAlongEdge,
  legFromEnd,
  legFromStart,
  legToEnd,
  legToStart,
  type SearchDirection,
} from './leg-costs.js';
import { DOWNWARDS, HierarchySweeps, LANES, UPWARDS, type Selection } from './hierarchy-sweeps.js';
import { UNBOUNDED_CENTIMETERS } from './walk-cost.js';

/**
 * Unbounded walking costs between sources and targets, source-major, -1 where there is no walk or one of the two is
 * null; FROM_ORIGINS walks from the sources, TOWARDS_ORIGINS towards them. Equal to a search from every source.
 *
 * Method: RPHAST (Delling, Goldberg, Werneck 2011). The nodes that can lie on a descent to any target are selected
 * once, in falling order; per sixteen sources a climb over the few nodes above them, and one sweep down the selection.
 */
export function hierarchyCosts(
  network: WalkNetwork,
  hierarchy: ContractionHierarchy,
  sources: readonly (Snap | null)[],
  targets: readonly (Snap | null)[],
  direction: SearchDirection,
): Int32Array {
  const isOutward = direction === 'FROM_ORIGINS';
  const costs = new Int32Array(sources.length * targets.length).fill(-1);
  const ends = targetEnds(network, hierarchy, targets, isOutward);
  const { selection, positionOf } = selectAbove(hierarchy, ends.places, isOutward);
  const endsAt = ends.places.map((place) => LANES * positionOf[place]);
  const descend = HierarchySweeps.of(hierarchy).descentOver(selection, isOutward ? UPWARDS : DOWNWARDS);
  const besides = targetsByEdge(targets);

  // Edges are numbered along a curve: neighbours climb together over much the same nodes.
  const order = [...sources.keys()].filter((source) => sources[source] !== null);
  order.sort((a, b) => sources[a]!.edge - sources[b]!.edge);
  for (let first = 0; first < order.length; first += LANES) {
    const lanes = order.slice(first, first + LANES);
    const down = descend(
      sourceSeeds(
        network,
        hierarchy,
        lanes.map((index) => sources[index]!),
        isOutward,
      ),
    );
    for (let target = 0; target < targets.length; target++) {
      const byStart = endsAt[2 * target];
      const byEnd = endsAt[2 * target + 1];
      const startLeg = ends.legs[2 * target];
      const endLeg = ends.legs[2 * target + 1];
      for (let lane = 0; lane < lanes.length; lane++) {
        const cost = Math.min(down[byStart + lane] + startLeg, down[byEnd + lane] + endLeg);
        if (cost <= UNBOUNDED_CENTIMETERS) costs[lanes[lane] * targets.length + target] = cost;
      }
    }
    for (const index of lanes) {
      const row = index * targets.length;
      const source = sources[index]!;
      for (const target of besides.get(source.edge) ?? []) {
        const other = targets[target]!;
        const cost = isOutward
          ? costAlongEdge(network, source, other)
          : costAlongEdge(network, other, source);
        const known = costs[row + target];
        if (cost >= 0 && (known < 0 || cost < known)) costs[row + target] = cost;
      }
    }
  }
  return costs;
}

/** Where walks from the sources begin (towards them: end), as [place, cost, lane]. */
function sourceSeeds(
  network: WalkNetwork,
  hierarchy: ContractionHierarchy,
  sources: readonly Snap[],
  isOutward: boolean,
): number[] {
  const seeds: number[] = [];
  sources.forEach((source, lane) => {
    const toStart = isOutward ? legToStart(network, source) : legFromStart(network, source);
    const toEnd = isOutward ? legToEnd(network, source) : legFromEnd(network, source);
    if (toStart >= 0) seeds.push(hierarchy.place[network.edgeFrom[source.edge]], toStart, lane);
    if (toEnd >= 0) seeds.push(hierarchy.place[network.edgeTo[source.edge]], toEnd, lane);
  });
  return seeds;
}

/** The two places each target is reached by; a way that does not exist ends at no place, `place.length`. */
function targetEnds(
  network: WalkNetwork,
  hierarchy: ContractionHierarchy,
  targets: readonly (Snap | null)[],
  isOutward: boolean,
): { places: Int32Array; legs: Int32Array } {
  const places = new Int32Array(2 * targets.length).fill(hierarchy.place.length);
  const legs = new Int32Array(2 * targets.length);
  targets.forEach((snap, target) => {
    if (!snap) return;
    const byStart = isOutward ? legFromStart(network, snap) : legToStart(network, snap);
    const byEnd = isOutward ? legFromEnd(network, snap) : legToEnd(network, snap);
    const put = (at: number, node: number, leg: number): void => {
      if (leg < 0) return;
      places[at] = hierarchy.place[node];
      legs[at] = leg;
    };
    put(2 * target, network.edgeFrom[snap.edge], byStart);
    put(2 * target + 1, network.edgeTo[snap.edge], byEnd);
  });
  return { places, legs };
}

/** Selects the places a descent to the given ones may lead over; the position of no place at all is after the last. */
function selectAbove(
  hierarchy: ContractionHierarchy,
  from: Int32Array,
  isOutward: boolean,
): { selection: Selection; positionOf: Int32Array } {
  const { upperOffset, upper } = hierarchy;
  const count = hierarchy.place.length;
  const costColumn = isOutward ? 2 : 1;
  const positionOf = new Int32Array(count + 1).fill(-1);
  for (const place of from) positionOf[place] = 0;
  // Upper nodes have higher places, so one pass upwards marks them all.
  let selected = 0;
  let arcs = 0;
  for (let place = 0; place < count; place++) {
    if (positionOf[place] < 0) continue;
    selected++;
    for (let at = 3 * upperOffset[place]; at < 3 * upperOffset[place + 1]; at += 3) {
      if (upper[at + costColumn] < 0) continue;
      positionOf[upper[at]] = 0;
      arcs++;
    }
  }
  const places = new Int32Array(selected);
  const bound = new Int32Array(selected + 1);
  const arc = new Int32Array(2 * arcs);
  let position = 0;
  let filled = 0;
  for (let place = count - 1; place >= 0; place--) {
    if (positionOf[place] < 0) continue;
    for (let at = 3 * upperOffset[place]; at < 3 * upperOffset[place + 1]; at += 3) {
      if (upper[at + costColumn] < 0) continue;
      arc[filled++] = positionOf[upper[at]];
      arc[filled++] = upper[at + costColumn];
    }
    places[position] = place;
    positionOf[place] = position++;
    bound[position] = filled;
  }
  positionOf[count] = selected;
  return { selection: { places, bound, arc }, positionOf };
}

function targetsByEdge(targets: readonly (Snap | null)[]): Map<number, number[]> {
  const byEdge = new Map<number, number[]>();
  targets.forEach((snap, target) => {
    if (!snap) return;
    const here = byEdge.get(snap.edge);
    if (here) here.push(target);
    else byEdge.set(snap.edge, [target]);
  });
  return byEdge;
}
