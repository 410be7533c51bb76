import {
  adoptHierarchy,
  type ContractionHierarchy,
  serviceAreaPolygon,
  WalkSearch,
} from '../../kernel/accessibility/index.js';
import { decodeWalkNetwork, EdgeIndex, type Snap, type WalkNetwork } from '../../kernel/network/index.js';
import { SnapSet, type SnapHandle } from './snap-set.js';

const KEPT_SNAP_SETS = 16;
/** One warming circle per this many edges, so that most of a town is drawn once. */
const EDGES_PER_CIRCLE = 50;
const MOST_CIRCLES = 200;
const WARMING_CENTIMETERS = 72_000;

/** One thread's searches over a network in shared memory. */
export class WalkEngine {
  readonly network: WalkNetwork;
  readonly edges: EdgeIndex;
  readonly search: WalkSearch;
  private hasHierarchy = false;
  private readonly sets = new Map<number, readonly (Snap | null)[]>();

  /** @throws InvalidSnapshot when the bytes are no readable network. */
  constructor(content: SharedArrayBuffer) {
    this.network = decodeWalkNetwork(new Uint8Array(content));
    this.edges = new EdgeIndex(this.network);
    this.search = new WalkSearch(this.network);
  }

  /** Takes over the hierarchy another thread has built of this network. */
  adopt(hierarchy: ContractionHierarchy): void {
    if (this.hasHierarchy) return;
    adoptHierarchy(this.network, hierarchy);
    this.hasHierarchy = true;
  }

  /** A set as the kernel reads it; sets used lately are kept, so that the pieces of one task unpack it once. */
  snaps(handle: SnapHandle): readonly (Snap | null)[] {
    const known = this.sets.get(handle.id);
    if (known) return known;
    const snaps = new SnapSet(handle).toSnaps();
    this.sets.set(handle.id, snaps);
    for (const oldest of this.sets.keys()) {
      if (this.sets.size <= KEPT_SNAP_SETS) break;
      this.sets.delete(oldest);
    }
    return snaps;
  }

  /**
   * Draws circles all over the network, one a step. The first polygons of a thread are slow: the code is not compiled
   * yet and the raster of each walkway is drawn when first met.
   */
  *warmUp(): Generator<void, void, undefined> {
    const { network, search, edges } = this;
    const count = Math.min(MOST_CIRCLES, Math.ceil(network.edgeCount / EDGES_PER_CIRCLE));
    // Nodes follow a curve that fills the plane, so equal steps along it spread over the town.
    for (let circle = 0; circle < count; circle++) {
      const node = Math.floor(((circle + 0.5) * network.nodeCount) / count);
      const snap = edges.snap(network.nodeLon[node], network.nodeLat[node]);
      if (snap) serviceAreaPolygon(network, search, snap, WARMING_CENTIMETERS);
      yield;
    }
  }
}
