import {
  metersPerDegreeLat,
  metersPerDegreeLon,
  segmentMeters,
} from '../../src/kernel/geometry/segment-meters.js';
import type { WaySet } from '../../src/kernel/network/index.js';

interface Link {
  readonly from: number;
  readonly to: number;
  readonly meters: number;
  readonly forward: boolean;
  readonly backward: boolean;
  readonly factor: number;
}

/**
 * The slow truth: every way vertex is a node, every stretch between two of them a link, points are inserted as nodes
 * where they meet the nearest link, and costs are floating-point centimetres of level walking. Shares nothing with
 * the engine but the length of a segment.
 */
export class FloatTown {
  readonly lon: number[];
  readonly lat: number[];
  links: Link[] = [];

  constructor(ways: WaySet) {
    this.lon = [...ways.nodeLon];
    this.lat = [...ways.nodeLat];
    for (let way = 0; way < ways.wayId.length; way++)
      for (let k = ways.wayOffset[way]; k + 1 < ways.wayOffset[way + 1]; k++)
        this.link(ways.wayNode[k], ways.wayNode[k + 1], ways.wayDirection[way], ways.waySpeedFactor[way]);
  }

  private link(from: number, to: number, direction: number, factor: number): void {
    const meters = segmentMeters(this.lon[from], this.lat[from], this.lon[to], this.lat[to]);
    this.links.push({ from, to, meters, forward: direction !== 2, backward: direction !== 1, factor });
  }

  /** Nearest place on any link: its distance and where it is. */
  nearest(lon: number, lat: number): { link: number; t: number; meters: number } {
    const sx = metersPerDegreeLon(lat);
    const sy = metersPerDegreeLat(lat);
    let best = { link: -1, t: 0, meters: Infinity };
    this.links.forEach((link, index) => {
      const ax = (this.lon[link.from] - lon) * sx;
      const ay = (this.lat[link.from] - lat) * sy;
      const dx = (this.lon[link.to] - lon) * sx - ax;
      const dy = (this.lat[link.to] - lat) * sy - ay;
      const t = Math.min(1, Math.max(0, -(ax * dx + ay * dy) / (dx * dx + dy * dy || 1)));
      const meters = Math.hypot(ax + t * dx, ay + t * dy);
      if (meters < best.meters) best = { link: index, t, meters };
    });
    return best;
  }

  /** Makes the nearest place a node (splitting its link) and returns it with the access leg's length. */
  insert(lon: number, lat: number): { node: number; accessMeters: number } {
    const { link: index, t, meters } = this.nearest(lon, lat);
    const link = this.links[index];
    // Half a centimetre from a node is the node, as in the engine.
    if (t * link.meters <= 0.005) return { node: link.from, accessMeters: meters };
    if ((1 - t) * link.meters <= 0.005) return { node: link.to, accessMeters: meters };
    const node = this.lon.length;
    this.lon.push(this.lon[link.from] + t * (this.lon[link.to] - this.lon[link.from]));
    this.lat.push(this.lat[link.from] + t * (this.lat[link.to] - this.lat[link.from]));
    this.links[index] = { ...link, to: node, meters: link.meters * t };
    this.links.push({ ...link, from: node, meters: link.meters * (1 - t) });
    return { node, accessMeters: meters };
  }

  /** Cost and hops of every node from a node (or towards it), by a plain O(n²) Dijkstra. */
  costs(source: number, startCost: number, isTowards: boolean): { cost: Float64Array; hops: Int32Array } {
    const count = this.lon.length;
    const cost = new Float64Array(count).fill(Infinity);
    const hops = new Int32Array(count);
    const isDone = new Uint8Array(count);
    const arcs: { to: number; cost: number }[][] = Array.from({ length: count }, () => []);
    for (const { from, to, meters, forward, backward, factor } of this.links) {
      if (isTowards ? backward : forward) arcs[from].push({ to, cost: (meters * 100) / factor });
      if (isTowards ? forward : backward) arcs[to].push({ to: from, cost: (meters * 100) / factor });
    }
    cost[source] = startCost;
    for (;;) {
      let node = -1;
      for (let k = 0; k < count; k++)
        if (!isDone[k] && cost[k] < Infinity && (node < 0 || cost[k] < cost[node])) node = k;
      if (node < 0) return { cost, hops };
      isDone[node] = 1;
      for (const arc of arcs[node]) {
        if (cost[node] + arc.cost >= cost[arc.to]) continue;
        cost[arc.to] = cost[node] + arc.cost;
        hops[arc.to] = hops[node] + 1;
      }
    }
  }

  /** Metres of walkway within a limit, given the costs towards (or from) the origin. */
  reachedMeters(cost: Float64Array, limit: number, isTowards: boolean): number {
    let sum = 0;
    for (const { from, to, meters, forward, backward, factor } of this.links) {
      // Reaching into the link from its start means walking it forward, or backward towards the origin.
      const ahead = (isTowards ? backward : forward) ? Math.max(0, ((limit - cost[from]) * factor) / 100) : 0;
      const back = (isTowards ? forward : backward) ? Math.max(0, ((limit - cost[to]) * factor) / 100) : 0;
      sum += Math.min(meters, ahead + back);
    }
    return sum;
  }
}
