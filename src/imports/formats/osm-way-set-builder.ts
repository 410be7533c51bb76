import {
  NODE_IS_CLOSED,
  NODE_IS_DATA_EDGE,
  NODE_IS_KEPT,
  type WaySet,
} from '../../kernel/network/way-set.js';
import type { FoundWays } from './osm-found-ways.js';
import type { OsmNodeStore } from './osm-node-store.js';

/**
 * The parts of a way behind a blocked node get the number way + part × 10¹², so that numbers stay unique and the OSM
 * number can be told from them.
 */
export const OSM_WAY_PART = 1e12;

/**
 * Collects ways over the nodes in use, giving each node its index at its first passage. Of ways that leave the bounds of
 * the file the first node outside, and an end there, are flagged as edge of the data: what else meets them is not in it.
 */
export class OsmWaySetBuilder {
  private readonly indexOfSlot: Int32Array;
  private readonly nodeId: number[] = [];
  private readonly nodeLon: number[] = [];
  private readonly nodeLat: number[] = [];
  private readonly nodeFlags: number[] = [];
  private readonly wayId: number[] = [];
  private readonly wayOffset: number[] = [0];
  private readonly wayNode: Int32Array;
  private readonly wayKind: number[] = [];
  private readonly wayDirection: number[] = [];
  private readonly waySpeedFactor: number[] = [];
  private readonly wayLevel: number[] = [];
  private nodeEnd = 0;
  private copies = 0;
  private gapOpen = false;

  constructor(
    private readonly nodes: OsmNodeStore,
    private readonly gates: ReadonlySet<number>,
    private readonly bounds: readonly [number, number, number, number] | null,
    slotCount: number,
  ) {
    this.indexOfSlot = new Int32Array(nodes.size).fill(-1);
    // Every passage can add itself, a gap, and a second copy of a blocked node.
    this.wayNode = new Int32Array(slotCount * 3);
  }

  pass(slot: number): void {
    if (this.indexOfSlot[slot] < 0) this.indexOfSlot[slot] = this.newNode(slot, this.nodes.id(slot));
    this.append(this.indexOfSlot[slot]);
  }

  /** A copy of a node nobody passes, for this end only. */
  stop(slot: number): void {
    const copy = this.newNode(slot, -++this.copies - 1e15);
    this.nodeFlags[copy] |= NODE_IS_CLOSED;
    this.append(copy);
  }

  /** One or more nodes in a row are not to be had. */
  gap(): void {
    if (!this.gapOpen && this.nodeEnd > this.wayStart()) this.flagEdge(this.wayNode[this.nodeEnd - 1]);
    this.gapOpen = true;
  }

  /** Closes a way; false when fewer than two nodes are left of it, which are then dropped. */
  endWay(found: FoundWays, way: number, part: number): boolean {
    const start = this.wayStart();
    this.gapOpen = false;
    let longest = 0;
    for (let at = start, run = 0; at < this.nodeEnd; at++) {
      run = this.wayNode[at] < 0 ? 0 : run + 1;
      longest = Math.max(longest, run);
    }
    if (longest < 2) {
      this.nodeEnd = start;
      return false;
    }
    for (const end of [this.wayNode[start], this.wayNode[this.nodeEnd - 1]])
      if (this.isOutside(end)) this.flagEdge(end);
    this.wayId.push(found.wayId[way] + part * OSM_WAY_PART);
    this.wayOffset.push(this.nodeEnd);
    this.wayKind.push(found.wayKind[way]);
    this.wayDirection.push(found.wayDirection[way]);
    this.waySpeedFactor.push(found.waySpeedFactor[way]);
    this.wayLevel.push(found.wayLevel[way]);
    return true;
  }

  build(): WaySet {
    return {
      nodeId: Float64Array.from(this.nodeId),
      nodeLon: Float64Array.from(this.nodeLon),
      nodeLat: Float64Array.from(this.nodeLat),
      nodeFlags: Uint8Array.from(this.nodeFlags),
      wayId: Float64Array.from(this.wayId),
      wayOffset: Int32Array.from(this.wayOffset),
      wayNode: this.wayNode.slice(0, this.nodeEnd),
      wayKind: Uint8Array.from(this.wayKind),
      wayDirection: Uint8Array.from(this.wayDirection),
      waySpeedFactor: Float32Array.from(this.waySpeedFactor),
      wayLevel: Float32Array.from(this.wayLevel),
    };
  }

  private wayStart(): number {
    return this.wayOffset[this.wayOffset.length - 1];
  }

  private append(node: number): void {
    if (this.gapOpen) {
      if (this.nodeEnd > this.wayStart()) this.wayNode[this.nodeEnd++] = -1;
      this.flagEdge(node);
      this.gapOpen = false;
    } else if (this.nodeEnd > this.wayStart()) {
      const before = this.wayNode[this.nodeEnd - 1];
      if (this.isOutside(before) !== this.isOutside(node))
        this.flagEdge(this.isOutside(node) ? node : before);
    }
    this.wayNode[this.nodeEnd++] = node;
  }

  private isOutside(node: number): boolean {
    if (this.bounds === null) return false;
    const [west, south, east, north] = this.bounds;
    // Some writers put an empty box.
    if (!(west < east && south < north)) return false;
    const lon = this.nodeLon[node];
    const lat = this.nodeLat[node];
    return lon < west || lon > east || lat < south || lat > north;
  }

  private flagEdge(node: number): void {
    this.nodeFlags[node] |= NODE_IS_DATA_EDGE;
  }

  private newNode(slot: number, id: number): number {
    const index = this.nodeId.length;
    this.nodeId.push(id);
    this.nodeLon.push(this.nodes.lon(slot));
    this.nodeLat.push(this.nodes.lat(slot));
    this.nodeFlags.push(this.gates.has(slot) ? NODE_IS_KEPT : 0);
    return index;
  }
}
