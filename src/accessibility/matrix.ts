import { UNBOUNDED_CENTIMETERS, walkSeconds } from '../kernel/accessibility/index.js';
import type { WalkNetwork } from '../kernel/network/index.js';
import { WalkPool } from './engine/walk-pool.js';
import { HeldNetwork } from './held-network.js';
import { inSlices } from './in-slices.js';
import { columnsOf } from './snap-places.js';
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

/** Few blocks let searches start from the shorter side; this many walks of one take 16 MB. */
const WALKS_PER_BLOCK = 4_000_000;
/** Building a hierarchy takes about as long as this many searches of the whole network. */
const SEARCHES_PER_HIERARCHY = 1_000;

/**
 * Walking times from every origin to every destination on a network at hand, row by row, origins first, in the order
 * given, by the threads the server walks with; memory stays at a block of four million walks. Places without a walkway
 * within 200 m are unreachable.
 * @throws PlanningError BAD_USER_INPUT for minutes or speed out of range.
 */
export async function* matrixFromNetwork(
  network: WalkNetwork,
  origins: readonly MatrixPlace[],
  destinations: readonly MatrixPlace[],
  { speed, minutes }: { readonly speed?: number; readonly minutes?: number } = {},
): AsyncGenerator<MatrixRow, void, undefined> {
  const limit = walkLimit(minutes, speed);
  const limitCentimeters = minutes === undefined ? UNBOUNDED_CENTIMETERS : limit.limitCentimeters;
  if (destinations.length === 0) return;
  const pool = new WalkPool();
  try {
    const held = HeldNetwork.of(network, pool);
    const targets = await held.place(columnsOf(destinations));
    const searches = Math.min(origins.length, destinations.length);
    if (minutes === undefined && searches >= SEARCHES_PER_HIERARCHY) await held.prepareMatrices();
    for (const { from, to } of inSlices(origins.length, Math.ceil(WALKS_PER_BLOCK / destinations.length))) {
      const block = origins.slice(from, to);
      const costs = await held.travelCosts(await held.place(columnsOf(block)), targets, limitCentimeters);
      for (let at = 0; at < costs.length; at++) {
        yield {
          origin: block[Math.floor(at / targets.length)].id,
          destination: destinations[at % targets.length].id,
          walkSeconds: costs[at] < 0 ? '' : walkSeconds(costs[at], limit.speedMetersPerSecond).toFixed(1),
        };
      }
    }
  } finally {
    await pool.close();
  }
}
