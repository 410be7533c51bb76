import { isWithin, type Territory } from './division-borders.js';
import type { Point } from './local-plane.js';
import { distance } from './plane-geometry.js';

/** Which of many territories a point lies in. */
export class TerritoryIndex {
  private readonly boxes: readonly (readonly [number, number, number, number])[];

  constructor(private readonly territories: readonly Territory[]) {
    this.boxes = territories.map((territory) => {
      let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
      for (const [x, y] of territory[0]) {
        west = Math.min(west, x);
        east = Math.max(east, x);
        south = Math.min(south, y);
        north = Math.max(north, y);
      }
      return [west, south, east, north];
    });
  }

  /** Index of the territory, or -1. */
  find(point: Point): number {
    return this.territories.findIndex((territory, i) => {
      const [west, south, east, north] = this.boxes[i];
      const [x, y] = point;
      return x >= west && x <= east && y >= south && y <= north && isWithin(point, territory);
    });
  }
}

/** Answers how far the nearest of many points is, up to one cell of its grid. */
export class NearbyIndex {
  private readonly cells = new Map<string, Point[]>();

  constructor(
    points: readonly Point[],
    private readonly cellMeters: number,
  ) {
    for (const point of points) {
      const key = this.key(point[0], point[1]);
      const cell = this.cells.get(key);
      if (cell) cell.push(point);
      else this.cells.set(key, [point]);
    }
  }

  /** Distance to the nearest point; Infinity when none lies within the neighbouring cells. */
  nearest(to: Point): number {
    let best = Infinity;
    for (let dx = -1; dx <= 1; dx++) {
      for (let dy = -1; dy <= 1; dy++) {
        for (const point of this.cells.get(
          this.key(to[0] + dx * this.cellMeters, to[1] + dy * this.cellMeters),
        ) ?? []) {
          best = Math.min(best, distance(to, point));
        }
      }
    }
    return best;
  }

  private key(x: number, y: number): string {
    return `${Math.floor(x / this.cellMeters)} ${Math.floor(y / this.cellMeters)}`;
  }
}
