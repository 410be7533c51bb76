import type { LandUnit } from './land-cells.js';
import { MinHeap } from './min-heap.js';

export interface Growth {
  /** Units every territory starts from. */
  readonly starts: readonly (readonly number[])[];
  /** Area every territory should come to, square metres; only the proportions matter. */
  readonly targets: readonly number[];
  /** Whether a unit may be taken at all. */
  readonly open: (unit: number) => boolean;
  readonly riverPenaltyMeters: number;
}

/**
 * Shares land out among territories that grow from their starts at different speeds; the speeds are tuned until the
 * areas come near the targets. Every territory is connected. Returns the territory of each unit, -1 where none came.
 */
export function growTerritories(units: readonly LandUnit[], growth: Growth, rounds = 9): Int32Array {
  const slowness = growth.targets.map(() => 1);
  const total = growth.targets.reduce((sum, target) => sum + target, 0);
  let owner = spread(units, growth, slowness);
  for (let round = 1; round < rounds; round++) {
    const areas = slowness.map(() => 0);
    let land = 0;
    owner.forEach((territory, unit) => {
      if (territory < 0) return;
      areas[territory] += units[unit].area;
      land += units[unit].area;
    });
    areas.forEach((area, territory) => {
      const ratio = area / ((growth.targets[territory] / total) * land);
      slowness[territory] *= Math.min(1.25, Math.max(0.8, ratio ** 0.22));
    });
    owner = spread(units, growth, slowness);
  }
  return owner;
}

function spread(units: readonly LandUnit[], growth: Growth, slowness: readonly number[]): Int32Array {
  const owner = new Int32Array(units.length).fill(-1);
  const best = new Float64Array(units.length).fill(Infinity);
  const settled = new Uint8Array(units.length);
  const heap = new MinHeap();
  growth.starts.forEach((starts, territory) => {
    for (const unit of starts) {
      owner[unit] = territory;
      best[unit] = 0;
      heap.push(unit, 0);
    }
  });
  while (heap.size > 0) {
    const { item: unit, cost } = heap.pop();
    if (settled[unit]) continue;
    settled[unit] = 1;
    for (const { unit: next, meters } of units[unit].neighbours) {
      if (settled[next] || !growth.open(next)) continue;
      const penalty = units[unit].north === units[next].north ? 0 : growth.riverPenaltyMeters;
      const reached = cost + (meters + penalty) * slowness[owner[unit]];
      if (reached < best[next]) {
        best[next] = reached;
        owner[next] = owner[unit];
        heap.push(next, reached);
      }
    }
  }
  return owner;
}
