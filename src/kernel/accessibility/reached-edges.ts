import type { Snap } from '../network/snap.js';
import type { WalkNetwork } from '../network/walk-network.js';
import { assertSearchOf } from './assert-search-of.js';
import { edgeFraction, type SearchDirection } from './leg-costs.js';
import type { WalkSearch } from './walk-search.js';

/**
 * One reached stretch of an edge, as metres from the edge's start, startMeters <= endMeters, with the cost at both
 * ends. Between them a place costs the smaller of the two ends' costs plus the way from there.
 */
export type ReachedStretchVisitor = (
  edge: number,
  startMeters: number,
  endMeters: number,
  startCost: number,
  endCost: number,
) => void;

/** A gap of up to this cost on the own edge comes from rounding, not from an unreached middle. */
const ROUNDING_COST = 1;

/**
 * Searches from one origin and visits every stretch of edge within the limit (METHODS E4): whole edges, edges cut at
 * the exact metre from one or both ends, and the origin's own edge split at the origin. TOWARDS_ORIGINS takes the
 * places from which one can walk to the origin, FROM_ORIGINS those one can walk to. The access leg of the origin
 * uses up cost but is no stretch. Each reached metre is visited once.
 */
export function forEachReachedStretch(
  network: WalkNetwork,
  search: WalkSearch,
  origin: Snap,
  limitCentimeters: number,
  direction: SearchDirection,
  visit: ReachedStretchVisitor,
): void {
  assertSearchOf(network, search);
  search.run([origin], limitCentimeters, direction);
  const isOutward = direction === 'FROM_ORIGINS';
  const arcOffset = isOutward ? network.arcOffset : network.reverseArcOffset;
  const arc = isOutward ? network.arc : network.reverseArc;
  const arcEdge = isOutward ? network.arcEdge : network.reverseArcEdge;
  // Cost of entering an edge at its start and walking it through (or, towards the origin, of leaving it there).
  const startCosts = isOutward ? network.edgeForwardCost : network.edgeBackwardCost;
  const { edgeFrom, edgeLengthMeters } = network;
  const { labels, labelBase, reachedNodes, reachedCount, limitCentimeters: limit } = search;
  const top = labelBase + limit;
  const own = origin.edge;

  for (let k = 0; k < reachedCount; k++) {
    const node = reachedNodes[k];
    const nodeCost = labels[node] - labelBase;
    const left = limit - nodeCost;
    const lastArc = arcOffset[node + 1];
    for (let at = arcOffset[node]; at < lastArc; at++) {
      const target = arc[2 * at];
      const cost = arc[2 * at + 1];
      const told = arcEdge[at];
      if (told >= 0) {
        if (told === own) continue;
        const length = edgeLengthMeters[told];
        const backCost = (isOutward ? network.edgeBackwardCost : network.edgeForwardCost)[told];
        if (labels[target] > top || backCost < 0) {
          if (left >= cost) visit(told, 0, length, nodeCost, nodeCost + cost);
          else if (left > 0) visit(told, 0, (length * left) / cost, nodeCost, limit);
          continue;
        }
        const targetCost = labels[target] - labelBase;
        const ahead = Math.min(1, left / cost);
        const back = Math.min(1, (limit - targetCost) / backCost);
        if (ahead + back >= 1)
          visit(
            told,
            0,
            length,
            Math.min(nodeCost, targetCost + backCost),
            Math.min(targetCost, nodeCost + cost),
          );
        else {
          if (ahead > 0) visit(told, 0, length * ahead, nodeCost, limit);
          if (back > 0) visit(told, length * (1 - back), length, limit, targetCost);
        }
      } else {
        const edge = ~told;
        if (edge === own) continue;
        // Taken care of from its start, where that is reached and leads into the edge.
        if (labels[edgeFrom[edge]] <= top && startCosts[edge] >= 0) continue;
        const length = edgeLengthMeters[edge];
        if (left >= cost) visit(edge, 0, length, nodeCost + cost, nodeCost);
        else if (left > 0) visit(edge, length * (1 - left / cost), length, limit, nodeCost);
      }
    }
  }
  visitOwnEdge(network, search, origin, isOutward, visit);
}

/** The origin's own edge: reached from the origin both ways and perhaps round the block from its ends. */
function visitOwnEdge(
  network: WalkNetwork,
  search: WalkSearch,
  origin: Snap,
  isOutward: boolean,
  visit: ReachedStretchVisitor,
): void {
  const limit = search.limitCentimeters;
  const accessCost = Math.round(origin.accessMeters * 100);
  const left = limit - accessCost;
  if (left < 0) return;
  const edge = origin.edge;
  const length = network.edgeLengthMeters[edge];
  const at = edgeFraction(network, origin);
  // Cost per whole edge of the walks told upwards (from the start) and downwards (from the end).
  const up = (isOutward ? network.edgeForwardCost : network.edgeBackwardCost)[edge];
  const down = (isOutward ? network.edgeBackwardCost : network.edgeForwardCost)[edge];
  const top = up < 0 ? at : Math.min(1, at + left / up);
  const bottom = down < 0 ? at : Math.max(0, at - left / down);

  const startCost = search.costAtNode(network.edgeFrom[edge]);
  const endCost = search.costAtNode(network.edgeTo[edge]);
  const fromStart = up < 0 || startCost < 0 ? 0 : Math.min(1, (limit - startCost) / up);
  const fromEnd = down < 0 || endCost < 0 ? 1 : Math.max(0, 1 - (limit - endCost) / down);
  /** Cost of a place on this edge. */
  const costAt = (place: number): number => {
    let cost = Infinity;
    if (up >= 0 && place >= at) cost = accessCost + up * (place - at);
    if (down >= 0 && place <= at) cost = Math.min(cost, accessCost + down * (at - place));
    if (up >= 0 && startCost >= 0) cost = Math.min(cost, startCost + up * place);
    if (down >= 0 && endCost >= 0) cost = Math.min(cost, endCost + down * (1 - place));
    return Math.min(limit, Math.round(cost));
  };
  const emit = (low: number, high: number): void => {
    if (high > low) visit(edge, low * length, high * length, costAt(low), costAt(high));
  };
  const slack = ROUNDING_COST / Math.max(1, up, down);

  // Below the origin: [0, fromStart] and [bottom, at] and, coming round, [fromEnd, at].
  const low = Math.min(bottom, fromEnd, at);
  if (fromStart >= low - slack) emit(0, at);
  else {
    emit(0, fromStart);
    emit(low, at);
  }
  // Above it, the mirror image.
  const high = Math.max(top, fromStart, at);
  if (fromEnd <= high + slack) emit(at, 1);
  else {
    emit(at, high);
    emit(fromEnd, 1);
  }
}
