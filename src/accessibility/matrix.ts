import {
  travelCostMatrix,
  UNBOUNDED_CENTIMETERS,
  walkSeconds,
  WalkSearch,
} from '../kernel/accessibility/index.js';
import { EdgeIndex, type Snap, type WalkNetwork } from '../kernel/network/index.js';
import { walkLimit } from './walk-limit.js';

export interface MatrixPlace {
  readonly id: string;
  readonly lon: number;
  readonly lat: number;
}

export interface MatrixRow {
  readonly origin: string;
  readonly destination: string;
  /** Seconds with one decimal; empty when the destination cannot be reached (or not within the minutes). */
  readonly walkSeconds: string;
}

const ORIGINS_PER_BLOCK = 256;

/**
 * Walking times from every origin to every destination on a network at hand, row by row, origins first, in the order
 * given; memory stays at a block of 256 origins. Places without a walkway within 200 m are unreachable.
 * @throws PlanningError BAD_USER_INPUT for minutes or speed out of range.
 */
export function* matrixFromNetwork(
  network: WalkNetwork,
  origins: Iterable<MatrixPlace>,
  destinations: readonly MatrixPlace[],
  { speed, minutes }: { readonly speed?: number; readonly minutes?: number } = {},
): Generator<MatrixRow, void, undefined> {
  const limit = walkLimit(minutes, speed);
  const limitCentimeters = minutes === undefined ? UNBOUNDED_CENTIMETERS : limit.limitCentimeters;
  const edges = new EdgeIndex(network);
  const search = new WalkSearch(network);
  const targets: (Snap | null)[] = destinations.map(({ lon, lat }) => edges.snap(lon, lat));
  // Blocks let the kernel search from the shorter side and keep memory bounded.
  for (const block of inBlocks(origins, ORIGINS_PER_BLOCK)) {
    const sources = block.map(({ lon, lat }) => edges.snap(lon, lat));
    const costs = travelCostMatrix(network, search, sources, targets, limitCentimeters);
    for (let at = 0; at < costs.length; at++) {
      yield {
        origin: block[Math.floor(at / targets.length)].id,
        destination: destinations[at % targets.length].id,
        walkSeconds: costs[at] < 0 ? '' : walkSeconds(costs[at], limit.speedMetersPerSecond).toFixed(1),
      };
    }
  }
}

function* inBlocks<T>(items: Iterable<T>, size: number): Generator<T[]> {
  let block: T[] = [];
  for (const item of items) {
    block.push(item);
    if (block.length < size) continue;
    yield block;
    block = [];
  }
  if (block.length > 0) yield block;
}
