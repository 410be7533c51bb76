import { RIVER, onNorthBank } from './landscape.js';
import type { Point } from './local-plane.js';
import type { NetworkDraft } from './network-draft.js';
import { distance } from './plane-geometry.js';
import type { SettlementStreets } from './settlement-streets.js';

/** A promenade on either bank below the riverside roads, reached by steps and here and there by a ramp. */
export function drawPromenades(countyTown: SettlementStreets, draft: NetworkDraft): void {
  for (const ring of countyTown.outerRings) {
    const north = onNorthBank(draft.points[ring[0]]);
    let walk: number[] = [];
    let sinceStairs = 3;
    let stairs = 0;
    const finish = (): void => {
      if (walk.length > 3 && stairs > 0) draft.way(walk, 'footway');
      walk = [];
      sinceStairs = 3;
    };
    for (let i = 1; i < RIVER.length; i++) {
      const at = besideRiver(i, north);
      const road = ring.reduce((best, node) =>
        distance(draft.points[node], at) < distance(draft.points[best], at) ? node : best,
      );
      if (distance(draft.points[road], at) > 95) {
        finish();
        continue;
      }
      const node = draft.node(at);
      walk.push(node);
      if (++sinceStairs >= 4) {
        stairs++;
        if (stairs % 4 === 0) draft.way([road, node], 'footway');
        else draft.way([road, node], 'steps', { speedFactor: 0.5 });
        sinceStairs = 0;
      }
    }
    finish();
  }
}

function besideRiver(i: number, north: boolean): Point {
  const [a, b] = [RIVER[i - 1], RIVER[i]];
  const away = (north ? 48 : -48) / distance(a, b);
  return [(a[0] + b[0]) / 2 - (b[1] - a[1]) * away, (a[1] + b[1]) / 2 + (b[0] - a[0]) * away];
}
