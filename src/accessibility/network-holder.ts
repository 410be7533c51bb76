import { WalkSearch } from '../kernel/accessibility/index.js';
import {
  decodeWalkNetwork,
  DEFAULT_SNAP_LIMIT_METERS,
  EdgeIndex,
  InvalidSnapshot,
  type Snap,
  type WalkNetwork,
} from '../kernel/network/index.js';
import { PlanningError } from '../platform/errors/planning-error.js';
import { BoundedCache } from './bounded-cache.js';
import type { DataVersion } from './data-version.repository.js';

/** Where snapshots are kept. */
export interface SnapshotStore {
  /** The encoded network; NOT_FOUND when it has been pruned. */
  readContent(id: string): Promise<Uint8Array>;
}

/** Points to place on the network, in WGS 84 degrees. */
export interface PointSet {
  readonly lon: ArrayLike<number>;
  readonly lat: ArrayLike<number>;
}

const KEPT_SNAP_SETS = 16;

/** A snapshot ready to be searched. Whoever began with it keeps it, also when a newer one is published meanwhile. */
export class HeldNetwork {
  readonly network: WalkNetwork;
  readonly edges: EdgeIndex;
  /** Searches run to their end without waiting, so one instance serves every caller of this thread in turn. */
  readonly search: WalkSearch;
  private readonly snapSets = new BoundedCache<readonly (Snap | null)[]>(KEPT_SNAP_SETS);

  /** @throws PlanningError UNAVAILABLE when the stored bytes are no readable snapshot. */
  constructor(
    readonly snapshotId: string,
    /** True when any of its walkways is generated. */
    readonly synthetic: boolean,
    content: Uint8Array,
  ) {
    this.network = decode(snapshotId, content);
    this.edges = new EdgeIndex(this.network);
    this.search = new WalkSearch(this.network);
  }

  snap(lon: number, lat: number): Snap | null {
    return this.edges.snap(lon, lat, DEFAULT_SNAP_LIMIT_METERS);
  }

  /** Places a whole set of points, once per key; name dataset and revision in the key. */
  snapAll(key: string, points: PointSet): Promise<readonly (Snap | null)[]> {
    return this.snapSets.get(key, () => {
      const snaps: (Snap | null)[] = new Array(points.lon.length);
      for (let i = 0; i < snaps.length; i++) snaps[i] = this.snap(points.lon[i], points.lat[i]);
      return snaps;
    });
  }
}

/**
 * Keeps the snapshot in use. The first request that names a newer one has it loaded; requests already under way
 * finish on theirs, so nothing stops meanwhile.
 */
export class NetworkHolder {
  private held: HeldNetwork | null = null;
  private loading: { readonly id: string; readonly network: Promise<HeldNetwork> } | null = null;

  constructor(private readonly store: SnapshotStore) {}

  /**
   * The network of a data version's snapshot.
   * @throws PlanningError FAILED_PRECONDITION when none is published yet.
   */
  async at({ snapshotId, networkSynthetic }: DataVersion): Promise<HeldNetwork> {
    if (snapshotId === null) throw noNetwork();
    if (this.held?.snapshotId === snapshotId) return this.held;
    if (this.loading?.id !== snapshotId) {
      const loading = { id: snapshotId, network: this.load(snapshotId, networkSynthetic) };
      this.loading = loading;
      const done = () => {
        if (this.loading === loading) this.loading = null;
      };
      loading.network.then(done, done);
    }
    return this.loading!.network;
  }

  private async load(id: string, synthetic: boolean): Promise<HeldNetwork> {
    const network = new HeldNetwork(id, synthetic, await this.store.readContent(id));
    // A slow load of an older snapshot must not push out a newer one.
    if (!this.held || BigInt(id) > BigInt(this.held.snapshotId)) this.held = network;
    return network;
  }
}

function decode(snapshotId: string, content: Uint8Array): WalkNetwork {
  try {
    return decodeWalkNetwork(content);
  } catch (error) {
    if (!(error instanceof InvalidSnapshot)) throw error;
    throw new PlanningError(
      'UNAVAILABLE',
      `The stored walking network ${snapshotId} cannot be read: ${error.message} Import the network again.`,
      { snapshotId },
    );
  }
}

function noNetwork(): PlanningError {
  return new PlanningError(
    'FAILED_PRECONDITION',
    'There is no walking network yet. Import one first: carecircle import network FILE.osm.pbf',
    { reason: 'NO_NETWORK' },
  );
}
