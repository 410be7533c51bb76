import { WALKWAY_KINDS, type WalkwayKind, type WaySet } from '../../src/kernel/network/index.js';

export interface WayOptions {
  readonly kind?: WalkwayKind;
  readonly direction?: 0 | 1 | 2;
  readonly speedFactor?: number;
  readonly id?: number;
}

/** Collects nodes and ways by hand. */
export class WaySetBuilder {
  private readonly nodes: { id: number; lon: number; lat: number; flags: number }[] = [];
  private readonly ways: { nodes: number[]; options: WayOptions }[] = [];

  /** Returns the node's index. */
  node(lon: number, lat: number, flags = 0, id = this.nodes.length + 1): number {
    this.nodes.push({ id, lon, lat, flags });
    return this.nodes.length - 1;
  }

  way(nodes: number[], options: WayOptions = {}): this {
    this.ways.push({ nodes, options });
    return this;
  }

  build(): WaySet {
    const wayOffset = new Int32Array(this.ways.length + 1);
    this.ways.forEach((way, w) => (wayOffset[w + 1] = wayOffset[w] + way.nodes.length));
    return {
      nodeId: Float64Array.from(this.nodes, (node) => node.id),
      nodeLon: Float64Array.from(this.nodes, (node) => node.lon),
      nodeLat: Float64Array.from(this.nodes, (node) => node.lat),
      nodeFlags: Uint8Array.from(this.nodes, (node) => node.flags),
      wayId: Float64Array.from(this.ways, (way, w) => way.options.id ?? 1000 + w),
      wayOffset,
      wayNode: Int32Array.from(this.ways.flatMap((way) => way.nodes)),
      wayKind: Uint8Array.from(this.ways, (way) => WALKWAY_KINDS.indexOf(way.options.kind ?? 'footway')),
      wayDirection: Uint8Array.from(this.ways, (way) => way.options.direction ?? 0),
      waySpeedFactor: Float32Array.from(this.ways, (way) => way.options.speedFactor ?? 1),
    };
  }
}
