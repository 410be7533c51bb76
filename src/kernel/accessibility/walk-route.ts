import { invariant } from '../invariant.js';
import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import { cutEdge } from './cut-edge.js';
import { assertSearchOf } from './assert-search-of.js';
import { costAlongEdge, legFromEnd, legFromStart, legToEnd, legToStart } from './leg-costs.js';
import type { WalkSearch } from './walk-search.js';

/** One way to walk from one point to another. */
export interface WalkRoute {
  /** Both access legs included. */
  readonly costCentimeters: number;
  /** Metres along walkways, without the access legs. */
  readonly walkwayMeters: number;
  /** Positions [lon, lat] from where the first access leg meets the network to where the last one leaves it. */
  readonly line: number[][];
  /** Edges in walking order. */
  readonly edges: number[];
}

/** A stretch of edge in walking order, as metres from the edge's start. */
interface Step {
  readonly edge: number;
  readonly fromMeters: number;
  readonly toMeters: number;
}

/**
 * The cheapest walk between two points, or null where there is none within the limit. Of equally cheap walks always
 * the same one. Found by walking the labels of one search back from the destination.
 */
export function walkRoute(
  network: WalkNetwork,
  search: WalkSearch,
  from: Snap,
  to: Snap,
  limitCentimeters = Infinity,
): WalkRoute | null {
  assertSearchOf(network, search);
  search.run([from], limitCentimeters, 'FROM_ORIGINS');
  const cost = search.costTo(to);
  if (cost < 0) return null;
  const direct = costAlongEdge(network, from, to);
  const steps =
    from.edge === to.edge && direct === cost
      ? [{ edge: from.edge, fromMeters: from.offsetMeters, toMeters: to.offsetMeters }]
      : stepsBack(network, search, from, to, cost);
  return {
    costCentimeters: cost,
    walkwayMeters: steps.reduce((sum, step) => sum + Math.abs(step.toMeters - step.fromMeters), 0),
    line: lineOf(network, steps),
    edges: steps.map((step) => step.edge),
  };
}

function stepsBack(network: WalkNetwork, search: WalkSearch, from: Snap, to: Snap, cost: number): Step[] {
  const { reverseArcOffset, reverseArc, reverseArcEdge, edgeFrom, edgeTo, edgeLengthMeters } = network;
  const steps: Step[] = [];
  const startCost = search.costAtNode(edgeFrom[to.edge]);
  const isByStart =
    startCost >= 0 && legFromStart(network, to) >= 0 && startCost + legFromStart(network, to) === cost;
  invariant(
    isByStart || search.costAtNode(edgeTo[to.edge]) + legFromEnd(network, to) === cost,
    'the destination is reached by one end of its edge',
  );
  steps.push({
    edge: to.edge,
    fromMeters: isByStart ? 0 : edgeLengthMeters[to.edge],
    toMeters: to.offsetMeters,
  });
  let node = isByStart ? edgeFrom[to.edge] : edgeTo[to.edge];
  for (;;) {
    const label = search.costAtNode(node);
    if (node === edgeFrom[from.edge] && label === legToStart(network, from)) {
      steps.push({ edge: from.edge, fromMeters: from.offsetMeters, toMeters: 0 });
      break;
    }
    if (node === edgeTo[from.edge] && label === legToEnd(network, from)) {
      steps.push({ edge: from.edge, fromMeters: from.offsetMeters, toMeters: edgeLengthMeters[from.edge] });
      break;
    }
    let before = -1;
    for (let at = reverseArcOffset[node]; at < reverseArcOffset[node + 1]; at++) {
      const source = reverseArc[2 * at];
      const sourceCost = search.costAtNode(source);
      if (sourceCost < 0 || sourceCost + reverseArc[2 * at + 1] !== label) continue;
      const told = reverseArcEdge[at];
      // Told from the start of the edge means that the walk came from its end.
      const edge = told >= 0 ? told : ~told;
      const length = edgeLengthMeters[edge];
      steps.push({ edge, fromMeters: told >= 0 ? length : 0, toMeters: told >= 0 ? 0 : length });
      before = source;
      break;
    }
    invariant(before >= 0, 'a labelled node is reached from a labelled node or the origin');
    node = before;
  }
  return steps.reverse();
}

function lineOf(network: WalkNetwork, steps: readonly Step[]): number[][] {
  const line: number[][] = [];
  for (const { edge, fromMeters, toMeters } of steps) {
    const part = cutEdge(network, edge, Math.min(fromMeters, toMeters), Math.max(fromMeters, toMeters));
    if (toMeters < fromMeters) part.reverse();
    for (const position of part) {
      const last = line[line.length - 1];
      if (!last || last[0] !== position[0] || last[1] !== position[1]) line.push(position);
    }
  }
  if (line.length === 1) line.push([...line[0]]);
  return line;
}
