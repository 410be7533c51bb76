import type { Prng } from './prng.js';
import type { Point } from './local-plane.js';
import { distance } from './plane-geometry.js';

/** Where in each community something could stand: street corners and lanes, and where the people are. */
export class ServicePlaces {
  private readonly taken: Point[] = [];

  constructor(
    private readonly streetPoints: readonly (readonly Point[])[],
    private readonly homes: readonly (readonly Point[])[],
    private readonly isInCommunity: (point: Point, community: number) => boolean,
  ) {}

  /** A place a few steps off a street, near homes of the community, away from what already stands; never used twice. */
  place(community: number, chance: Prng): Point {
    const streets = this.streetPoints[community];
    const home = chance.pick(this.homes[community]);
    let best: Point | null = null;
    let bestScore = Infinity;
    for (let attempt = 0; attempt < 14; attempt++) {
      const street = chance.pick(streets);
      const angle = chance.range(0, 2 * Math.PI);
      const away = chance.range(6, 14);
      const at: Point = [street[0] + away * Math.cos(angle), street[1] + away * Math.sin(angle)];
      if (!this.isInCommunity(at, community)) continue;
      const crowding = this.taken.some((other) => distance(other, at) < 40) ? 2_000 : 0;
      const score = distance(street, home) + crowding;
      if (score < bestScore) {
        best = at;
        bestScore = score;
      }
    }
    const found = best ?? home;
    this.taken.push(found);
    return found;
  }
}
